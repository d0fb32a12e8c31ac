#!/bin/sh
# examples/link/meson/cross-file.sh KSPAWN VARIANT: prints Meson's file of the compilers of a kernel for VARIANT
root=$1 variant=$2
# shellcheck source=/dev/null
. "$root/tools/conf.sh"
port=$(conf_port "$variant") || {
	echo "cross-file.sh: there is no $root/src/arch/*/$variant.conf" >&2
	exit 1
}
triple=$(conf "$variant" triple)
case $(conf "$variant" elf) in
*/2/*) endian=big ;;
*) endian=little ;;
esac
cat <<END
[binaries]
c = '$triple-gcc'
cpp = '$triple-g++'
ar = '$triple-ar'
strip = '$triple-strip'

[host_machine]
system = 'none'
cpu_family = '$port'
cpu = '$variant'
endian = '$endian'
END
