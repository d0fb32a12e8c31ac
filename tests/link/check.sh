# tests/link/check.sh: counts checks and prints the closing line; sourced with the path of config.sh in $1

set -u
here=${here-$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)}
# shellcheck source=/dev/null
. "$1"
# Of the port:
#	pad        the note of landing pads; empty where the machine has none, and then no link_pads
#	forbidden  what calls the system or returns to user mode; example, one of them
#	model      of addresses in a kernel at a fixed address; high, that address
#	link_pads  a link that fails if an object lacks its note
#	unwind     the section by which debuggers unwind
#	pie        the flags of a position independent kernel; lld_text, of its link by lld; no_lld, if that does not know the machine
#	linkers    symbols that the linker brings; compilers, a name that the compiler defines, as an expression
#	no_atomics flags under which the compiler calls a function for each atomic operation
#	privileged an instruction that only a kernel has
#	no_stack_note  set where no note means no executable stack, and compilers write none
#	save_area  bytes of a frame that are for called functions, by the ABI; signal_area, by how much the frames of signals are
#	           larger than on most ports
#	shadow_stack  a flag by which an object claims a shadow stack
#	variants   files .conf of the library for kernels of another ABI; other_abi, the flags of that
unwind='[.]eh_frame' pie="$port_flags -fPIE" lld_text=-Wl,-z,text linkers= compilers=kspawn_ privileged=nop
no_atomics=-fsanitize=thread shadow_stack= no_lld= no_stack_note= save_area=0 signal_area=0
# shellcheck source=/dev/null
. "$source/tests/ports/$port/link.sh"
root=$source
# shellcheck source=/dev/null
. "$root/tools/conf.sh"
passed=0 failed=0
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

includes() { for folder in "$@"; do printf -- '-I%s ' "$folder"; done; }

# For the reports of ./kspawn test: see cmake/run-test. What a check runs does not report.
cases=${KSPAWN_TEST_CASES-}
unset KSPAWN_TEST_CASES KSPAWN_TEST_REPORT KSPAWN_TEST_NAME KSPAWN_TEST_RESULTS
report() { [ -z "$cases" ] || printf '%s\t0\t%s\n' "$1" "$2" >>"$cases"; }

# For cmake/run-test: what is under way, should it hang.
begins() { [ -z "${KSPAWN_TEST_PROGRESS-}" ] || printf '%s\n' "$1" >"$KSPAWN_TEST_PROGRESS"; }

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
	grep -v '^ok ' "$scratch/output" | sed 's/^/        /' | tail -n 30
}

# check PROMISE COMMAND...: holds if the command succeeds
check()
{
	promise=$1
	begins "$1"
	shift
	if "$@" >"$scratch/output" 2>&1; then pass "$promise"; else fail "$promise"; fi
}

# check_clang PROMISE COMMAND...: a check of what Clang makes, where the port has Clang
check_clang() { [ -z "$clang" ] || check "$@"; }

# refuse PROMISE COMMAND...: a negative control, holds if the command fails
refuse()
{
	promise=$1
	begins "$1"
	shift
	if "$@" >"$scratch/output" 2>&1; then
		echo "this should have failed: $*" >>"$scratch/output"
		fail "$promise"
	else
		pass "$promise"
	fi
}

# whole WHAT: shall WHAT be run here? Where a sample is enough, natively and with KSPAWN_FULL alone.
whole()
{
	[ -n "${KSPAWN_FULL-}" ] || [ -z "$emulator" ] || {
		echo "a sample, without $1"
		return 1
	}
}

# none FILE: is it empty? Its lines are what is wrong.
none()
{
	cat "$1"
	[ ! -s "$1" ]
}

# only FOUND ALLOWED: each line of FOUND is one of ALLOWED
only()
{
	sort -u "$1" >"$scratch/found"
	sort -u "$2" >"$scratch/allowed"
	comm -23 "$scratch/found" "$scratch/allowed" >"$scratch/surplus"
	none "$scratch/surplus"
}

# hooks SECTION...: the hooks of these sections of host.h, all without arguments
hooks()
{
	awk -f "$here/prototypes.awk" "$source/include/kspawn/host.h" >"$scratch/prototypes"
	if [ $# -eq 0 ]; then
		cut -d ' ' -f 2 "$scratch/prototypes"
	else
		for section in "$@"; do sed -n "s/^$section //p" "$scratch/prototypes"; done
	fi
}

# defaults: the hooks of which the library has its own, each in a file of its name
defaults()
{
	for hook in $(hooks); do
		[ ! -e "$source/src/generic/${hook#kspawn_}.cpp" ] || echo "$hook"
	done
}

# api HEADER...: the functions that public headers declare
api()
{
	for header in "$@"; do
		awk -f "$here/prototypes.awk" "$source/include/kspawn/$header"
	done | cut -d ' ' -f 2
}

# define: C definitions of the symbols on standard input
define() { sed 's/.*/void &(void);\nvoid &(void)\n{\n}/'; }

# use: a C start that needs every symbol on standard input
use()
{
	sort -u >"$scratch/names"
	sed 's/.*/void &(void);/' "$scratch/names"
	echo 'void (*const used[])(void) = {'
	sed 's/.*/\t&,/' "$scratch/names"
	printf '};\nconst void *volatile kept;\nvoid _start(void);\nvoid _start(void)\n{\n\tkept = used;\n}\n'
}

finish()
{
	echo "kspawn-test: $passed passed, $failed failed, 0 skipped"
	[ $failed -eq 0 ]
	exit
}
