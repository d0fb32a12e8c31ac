#!/bin/sh
# tests/system/shell.sh: a shell does the same under Linux and on the example kernel
#
#	shell.sh RUNNER BUSYBOX WORKDIR
#
# "RUNNER FOLDER WORD..." boots a kernel with the folder as its files and runs one command: its standard
# input, output and exit status are the command's.

set -u
if [ $# -ne 3 ]; then
	sed -n '4s/^#\t/usage: /p' "$0" >&2
	exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$3"
runner=$1 busybox=$2 work=$(CDPATH='' cd -- "$3" && pwd) || exit 1
passed=0 failed=0

# For the reports of ./kspawn test: see cmake/run-test.
report() { [ -z "${KSPAWN_TEST_CASES-}" ] || printf '%s\t0\t%s\n' "$1" "$2" >>"$KSPAWN_TEST_CASES"; }

pass()
{
	passed=$((passed + 1))
	report passed "$1"
	echo "ok      $1"
}

fail()
{
	failed=$((failed + 1))
	report failed "$1"
	echo "FAILED  $1"
	sed 's/^/        /' "$work/difference" | head -n 60
}

# ---- the same program for both, by all its names ----

# For a program of another machine Linux executes a script, which has the emulator run it.
emulated()
{
	printf '#!/bin/sh\nexec "%s" -0 "%s" "%s" "$@"\n' "$run" "$1" "$work/busybox" >"$work/linux/bin/$1"
	chmod 755 "$work/linux/bin/$1"
}

prepare()
{
	rm -rf "$work/files" "$work/linux"
	mkdir -p "$work/files/bin" "$work/files/tmp" "$work/linux/bin"
	cp "$busybox" "$work/busybox"
	cp "$busybox" "$work/files/bin/busybox"
	link='ln -s ../../busybox'
	for emulator in '' qemu-riscv64 qemu-aarch64; do
		run=${emulator:+$(command -v "$emulator")}
		$run "$work/busybox" true 2>/dev/null && break
	done
	for name in $($run "$work/busybox" --list); do
		[ "$name" = busybox ] || ln -s busybox "$work/files/bin/$name"
		if [ -n "$run" ]; then emulated "$name"; else $link "$work/linux/bin/$name"; fi
	done
	[ -x "$work/linux/bin/sh" ]
}

# ---- one script on both: NAME.linux and NAME.kernel, whose last line is the exit status ----

# Whatever signals whoever called this ignores, here they are as init has them.
under_linux()
{
	env -i --default-signal BIN="$work/linux/bin" SCRATCH="$work/scratch" PATH="$work/linux/bin" HOME=/ TERM=dumb \
		"$work/linux/bin/sh" "$@" 2>&1
	echo "exit status $?"
}

# shellcheck disable=SC2016,SC2086
on_kernel()
{
	$runner "$work/files" /bin/sh -c 'export BIN=/bin SCRATCH=/tmp/scratch; exec sh "$@" 2>&1' sh "$@"
	echo "exit status $?"
}

# same NAME SCRIPT-FOR-LINUX [SCRIPT-FOR-THE-KERNEL]
same()
{
	cp "${3-$2}" "$work/files/script"
	under_linux "$2" </dev/null >"$work/$1.linux"
	on_kernel /script </dev/null >"$work/$1.kernel"
	compare "$1"
}

compare() { diff "$work/$1.linux" "$work/$1.kernel" >"$work/difference"; }

check()
{
	promise=$1
	shift
	if "$@"; then pass "$promise"; else fail "$promise"; fi
}

refuse()
{
	promise=$1
	shift
	if "$@"; then echo "no difference was found" >"$work/difference" && fail "$promise"; else pass "$promise"; fi
}

# ---- the checks ----

if ! prepare; then
	echo "shell.sh: $busybox cannot be run here" >&2
	exit 1
fi
# A script that names no shell is run by /proc/self/exe, which qemu-riscv64 leaves to Linux: no program of its.
sed "${run:+/bare/d}" "$here/script.sh" >"$work/whole"
lines=$(grep -c '^[^#]' "$work/whole")
check "a script of $lines lines does the same under Linux and on the kernel" same script "$work/whole"

# The beginning of it, once as it is and once with a word changed: does the comparison look?
sed '/^part status/,$d' "$work/whole" >"$work/part"
sed 's/echo bottom/echo top/' "$work/part" >"$work/changed"
check "the beginning of the script does the same" same part "$work/part"
refuse "one word more or less is a difference" same changed "$work/part" "$work/changed"
echo 'exit 41' >"$work/41"
echo 'exit 42' >"$work/42"
refuse "another exit status is a difference" same status "$work/41" "$work/42"

# fed INPUT WORD...: by the console, up to its end
fed()
{
	input=$1
	shift
	under_linux "$@" <"$input" >"$work/fed.linux"
	on_kernel "$@" <"$input" >"$work/fed.kernel"
	compare fed
}
# shellcheck disable=SC2016
printf 'echo hello; echo a | cat\nf() { echo "in $1"; }\nf one; f two | wc -l\nexit 3\n' >"$work/commands"
check "a shell reads its commands from the console" fed "$work/commands"
seq 1 2000 >"$work/numbers"
# shellcheck disable=SC2016
check "programs read the console to its end" \
	fed "$work/numbers" -c 'read -r a; read -r b; echo "$a $b"; tail -n 1; cat | wc -l; read -r c || exit 7'

echo "kspawn-test: $passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
