#!/bin/sh
# tests/system/busybox.sh: a shell that nobody here wrote, under Linux and on the example kernel
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
# shellcheck source=/dev/null
. "$1"
busybox=$build/kernel-files/bin/busybox
mkdir -p "$build/kernel-files/bin"
"$source/examples/kernel/busybox" "$port" "$busybox" >&2 || exit 1
exec sh "$here/shell.sh" "sh $source/examples/kernel/run $port $build/examples/kernel/kernel.elf" "$busybox" \
	"$build/tests/system/shell"
