#!/bin/sh
# tests/mutants/unbroken.sh: without a kernel that passes unbroken there are no mutants, and that is said at once
here=$(CDPATH='' cd -- "$(dirname -- "$0")/../link" && pwd)
. "$here/check.sh"

# A build whose only kernel hangs.
mkdir -p "$scratch/build/tests/system" "$scratch/tmp"
ln -s "$build/CMakeFiles" "$scratch/build/CMakeFiles"
ln -s "$build/tests/link" "$build/tests/checkswitch" "$scratch/build/tests"
cp "$build/tests/system/hang-kernel.elf" "$scratch/build/tests/system/gates-kernel.elf"
sed "s|^build=.*|build=$scratch/build|" "$build/tests/mutants/config" >"$scratch/config"

mutants()
{
	KSPAWN_SILENCE=2 TMPDIR=$scratch/tmp perl "$source/tests/mutants/run" --system --sample 4 --seed 1 --closing-line \
		"$scratch/config" >"$scratch/said" 2>&1
}

refuse "a kernel that hangs unbroken fails the test of its mutants" mutants
check "that is said" grep -q '^mutants: tests/system/gates-kernel.elf gates does not pass unbroken: failed$' "$scratch/said"
check "and where the kernel stands" grep -q 'processor [0-3]: .* in hang_first, last at' "$scratch/said"
check "as one failed test" grep -qx 'kspawn-test: 0 passed, 1 failed, 0 skipped' "$scratch/said"
refuse "no mutant is taken" grep -E 'killed by|SURVIVED|%' "$scratch/said"
finish
