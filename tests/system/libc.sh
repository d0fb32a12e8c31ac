#!/bin/sh
# tests/system/libc.sh: programs of the C library, static and dynamic, on one processor and on several
# shellcheck disable=SC2086
. "$(dirname -- "$0")/system.sh"

# compile FOLDER NAME FLAG...: tests/system/libc/NAME.c as FOLDER/NAME
compile()
{
	folder=$scratch/$1 name=$2
	shift 2
	mkdir -p "$folder"
	$cc -O2 -Wall -Wextra -Werror -pthread "$@" -o "$folder/$name" "$source/tests/system/libc/$name.c"
}

# The interpreter of the last program and its libraries, at the paths that they have in Debian. The C library opens GCC's itself
# when a thread is cancelled.
libraries()
{
	interpreter=$($readelf -lW "$scratch/dynamic/$1" | sed -n 's/.*interpreter: \(.*\)]/\1/p')
	mkdir -p "$scratch/dynamic$(dirname "$interpreter")" "$scratch/dynamic/lib" &&
		cp -L "$($cc -print-file-name="$(basename "$interpreter")")" "$scratch/dynamic$interpreter" &&
		cp -L "$($cc -print-file-name=libc.so.6)" "$($cc -print-file-name=libgcc_s.so.1)" "$scratch/dynamic/lib"
}

# works NAME: the program says that it is ok, in each form
works()
{
	name=$1
	check "$name compiles" compile static $name -static
	check "$name, static" says "$name: ok" "$kernel" "$scratch/static" -- /$name
	[ -z "$smp" ] || check "$name, static, $smp" says "$name: ok" "$kernel" "$scratch/static" $smp -- /$name
	check "$name compiles with shared libraries" compile dynamic $name
	check "the libraries are there" libraries $name
	check "$name, dynamic, $smp" says "$name: ok" "$kernel" "$scratch/dynamic" $smp -- /$name
}
works pthreads
works mappings
works cancels
works signals
works alarms
works selects
works times
works timers
works limits
works futexes
works pipes
works processes
works users
works signalfds
check "sleeps compiles" compile static sleeps -static
check "sleeps and timers end between ticks" says "sleeps: ok" "$kernel" "$scratch/static" \
	--qemu "-icount shift=$shift,sleep=off" -- /sleeps
refuse "a line that is not said is found" says "pthreads: failed" "$kernel" "$scratch/static" -- /pthreads
finish
