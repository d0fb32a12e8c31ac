#!/bin/sh
# tests/system/shell.sh: a foreign shell, Debian's busybox, does the same under Linux and on the example kernel
. "$(dirname -- "$0")/system.sh"
with_busybox "$scratch/files"

# ---- the same program for both, by all its names ----

# For a program of another machine Linux executes a script, which has the emulator run it, by its path.
[ -z "$emulator" ] || emulator=$(command -v "${emulator%% *}")
emulated()
{
	printf '#!/bin/sh\nexec %s -0 "%s" "%s" "$@"\n' "$emulator" "$1" "$busybox" >"$scratch/linux/bin/$1"
	chmod 755 "$scratch/linux/bin/$1"
}

mkdir -p "$scratch/linux/bin"
for name in $($emulator "$busybox" --list); do
	if [ -n "$emulator" ]; then emulated "$name"; else ln -s "$busybox" "$scratch/linux/bin/$name"; fi
done

# ---- one script on both: NAME.linux and NAME.kernel, whose last line is the exit status ----

# Signals that the caller of this script ignores have their default here, as init has them.
under_linux()
{
	env -i --default-signal BIN="$scratch/linux/bin" SCRATCH="$scratch/scratch" PATH="$scratch/linux/bin" HOME=/ TERM=dumb \
		"$scratch/linux/bin/sh" "$@" 2>&1
	echo "exit status $?"
}

# At each tick the kernel takes from the console what is there: at 1000 a second 2,000 lines are soon read.
# shellcheck disable=SC2016
on_kernel()
{
	sh "$source/examples/kernel/run" --silence "$silence" --boot hz=1000 "$variant" "$kernel" "$scratch/files" \
		/bin/sh -c 'export BIN=/bin SCRATCH=/tmp/scratch; exec sh "$@" 2>&1' sh "$@"
	echo "exit status $?"
}

compare() { diff "$scratch/$1.linux" "$scratch/$1.kernel"; }

# same NAME SCRIPT-FOR-LINUX [SCRIPT-FOR-THE-KERNEL]
same()
{
	cp "${3-$2}" "$scratch/files/script"
	under_linux "$2" </dev/null >"$scratch/$1.linux"
	on_kernel /script </dev/null >"$scratch/$1.kernel"
	compare "$1"
}

# fed INPUT WORD...: by the console, up to its end
fed()
{
	input=$1
	shift
	under_linux "$@" <"$input" >"$scratch/fed.linux"
	on_kernel "$@" <"$input" >"$scratch/fed.kernel"
	compare fed
}

# Four processes with SCRIPT on four processors: each says what one does alone under Linux. They are no jobs of
# a shell in the background, which would ignore SIGINT.
# shellcheck disable=SC2016,SC2086
in_four_copies()
{
	cp "$1" "$scratch/files/script"
	sh "$source/examples/kernel/run" --silence "$silence" $smp "$variant" "$kernel" "$scratch/files" /bin/sh -c '
		export BIN=/bin
		copy() { { SCRATCH=/tmp/$1 sh /script; echo "exit status $?"; } >/tmp/$1.out 2>&1 </dev/null; }
		copy 1 | copy 2 | copy 3 | copy 4
		cat /tmp/1.out /tmp/2.out /tmp/3.out /tmp/4.out' </dev/null >"$scratch/copies.kernel"
	under_linux "$1" </dev/null >"$scratch/alone.linux"
	for _ in 1 2 3 4; do cat "$scratch/alone.linux"; done >"$scratch/copies.linux"
	compare copies
}

# ---- the checks ----

# A script that names no shell is run by /proc/self/exe, which an emulator of programs leaves to Linux.
sed "${emulator:+/bare/d}" "$source/tests/system/script.sh" >"$scratch/whole"
lines=$(grep -c '^[^#]' "$scratch/whole")
check "a script of $lines lines does the same under Linux and on the kernel" same script "$scratch/whole"

# Its processes and signals.
sed '/^part here-documents/,$d' "$scratch/whole" >"$scratch/crowd"
[ -z "${KSPAWN_FULL-}" ] || cp "$scratch/whole" "$scratch/crowd"
[ -n "${KSPAWN_FULL-}" ] || echo "a sample of the script, for four processors"
[ -z "$smp" ] || check "so does each of four copies at once, on four processors" in_four_copies "$scratch/crowd"

# The beginning of it, once as it is and once with a word changed: does the comparison look?
sed '/^part status/,$d' "$scratch/whole" >"$scratch/part"
sed 's/echo bottom/echo top/' "$scratch/part" >"$scratch/changed"
check "the beginning of the script does the same" same part "$scratch/part"
refuse "one word more or less is a difference" same changed "$scratch/part" "$scratch/changed"
echo 'exit 41' >"$scratch/41"
echo 'exit 42' >"$scratch/42"
refuse "another exit status is a difference" same status "$scratch/41" "$scratch/42"

$cc -O1 -Wall -Wextra -Werror -static -o "$scratch/files/bin/calls" "$source/tests/system/calls.c" || exit 1
# shellcheck disable=SC2016
printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$emulator" "$scratch/files/bin/calls" >"$scratch/linux/bin/calls"
chmod 755 "$scratch/linux/bin/calls"
# shellcheck disable=SC2016
echo 'mkdir -p "$SCRATCH"; calls "$SCRATCH/file"' >"$scratch/calls"
check "system calls that no shell makes do the same, in each width" same calls "$scratch/calls"

# shellcheck disable=SC2016
printf 'echo hello; echo a | cat\nf() { echo "in $1"; }\nf one; f two | wc -l\nexit 3\n' >"$scratch/commands"
check "a shell reads its commands from the console" fed "$scratch/commands"
seq 1 2000 >"$scratch/numbers"
# shellcheck disable=SC2016
check "programs read the console to its end" \
	fed "$scratch/numbers" -c 'read -r a; read -r b; echo "$a $b"; tail -n 1; cat | wc -l; read -r c || exit 7'
finish
