#!/bin/sh
# tests/system/libc.sh: programs of the C library, static and dynamic, on one processor and on several
# shellcheck disable=SC2086
. "$(dirname -- "$0")/system.sh"

# compile NAME: tests/system/libc/NAME.c, to link it twice
compile() { $cc -O2 -Wall -Wextra -Werror -pthread -c -o "$scratch/$1.o" "$source/tests/system/libc/$1.c"; }

# link FOLDER NAME FLAG...: as FOLDER/NAME
link()
{
	folder=$scratch/$1 name=$2
	shift 2
	mkdir -p "$folder"
	$cc -pthread "$@" -o "$folder/$name" "$scratch/$name.o"
}

# The interpreter of dynamic programs and their libraries, at the paths that they have in Debian. The C library opens GCC's
# itself when a thread is cancelled.
libraries()
{
	interpreter=$($readelf -lW "$scratch/dynamic/all" | sed -n 's/.*interpreter: \(.*\)]/\1/p')
	mkdir -p "$scratch/dynamic$(dirname "$interpreter")" "$scratch/dynamic/lib" &&
		cp -L "$($cc -print-file-name="$(basename "$interpreter")")" "$scratch/dynamic$interpreter" &&
		cp -L "$($cc -print-file-name=libc.so.6)" "$($cc -print-file-name=libgcc_s.so.1)" "$scratch/dynamic/lib"
}

programs="pthreads mappings cancels signals alarms selects times timers limits futexes pipes processes users signalfds files records"
for name in all $programs; do
	check "$name compiles" compile $name
	check "$name links" link static $name -static
	check "$name links with shared libraries" link dynamic $name
done
check "the libraries are there" libraries

# run FORM OPTION...: all in one boot, and each says that it is ok
run()
{
	form=$1
	shift
	check "all programs, $form${*:+, $*}" says "all: ok" "$kernel" "$scratch/$form" "$@" -- /all $(printf '/%s ' $programs)
	for name in $programs; do check "$name, $form${*:+, $*}" grep -x "$name: ok" "$scratch/console"; done
}
run static
[ -z "$smp" ] || run static $smp
run dynamic $smp

check "sleeps compiles" compile sleeps
check "sleeps links" link static sleeps -static
check "sleeps and timers end between ticks" says "sleeps: ok" "$kernel" "$scratch/static" \
	--qemu "-icount shift=$shift,sleep=off" -- /sleeps
refuse "a line that is not said is found" says "pthreads: failed" "$kernel" "$scratch/static" -- /pthreads
finish
