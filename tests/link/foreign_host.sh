#!/bin/sh
# tests/link/foreign_host.sh: a computer of another kind runs this port under QEMU, and so does this one
#
# The rest of the suite: cmake ... -DKSPAWN_VARIANT=x86_64 -DKSPAWN_EMULATED=ON, then ctest.
. "$(dirname -- "$0")/check.sh"
machine=$(conf "$variant" machine)
qemu="qemu-$machine $(conf "$variant" emulator_flags)"

# emulator HOST [OPTION]: what a computer HOST runs the tests with
emulator()
{
	# shellcheck disable=SC2016
	printf 'include(%s)\nmessage("emulator=${KSPAWN_EMULATOR}")\n' "$source/cmake/toolchain.cmake" >"$scratch/ask.cmake"
	"$cmake" "-DCMAKE_HOST_SYSTEM_PROCESSOR=$1" "-DKSPAWN_VARIANT=$variant" ${2:+"$2"} -P "$scratch/ask.cmake" 2>&1
}
needs_qemu() { emulator "$@" | tr ';' ' ' | grep -q "^emulator=qemu-$machine"; }
needs_none() { [ "$(emulator "$@")" = emulator= ]; }

# passes PROGRAM [ARG...]: under QEMU, with the closing line of a test
passes() { timeout 300 $qemu "$@" </dev/null >"$scratch/said" 2>&1 || { tail -n 20 "$scratch/said" && return 1; }; }

check "another host runs the tests under QEMU" needs_qemu vax
check "this one does if it is asked to" needs_qemu "$machine" -DKSPAWN_EMULATED=ON
check "otherwise it does not" needs_none "$machine"
if command -v "qemu-$machine" >/dev/null; then
	check "the switch, stepped" passes "$build/tests/switch_to-tests"
	check "the entries of the hosted machine" passes "$build/tests/entry-tests"
	check "the demo" passes "$build/kspawn-run" --demo "$build/programs/init"
	for program in regs threads vforks; do
		check "$program" passes "$build/kspawn-run" "$build/programs/$program"
	done
	refuse "a program that fails is seen" passes "$build/kspawn-run" "$build/programs/crash" wild
else
	check "there is qemu-$machine (apt-get install qemu-user, or ./kspawn test, which installs it)" false
fi
finish
