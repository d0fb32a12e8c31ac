#!/bin/sh
# examples/link/meson/flags.sh KSPAWN VARIANT KEY: what the .conf file of the port says of KEY
root=$1
# shellcheck source=/dev/null
. "$root/tools/conf.sh"
conf "$2" "$3"
