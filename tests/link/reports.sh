#!/bin/sh
# tests/link/reports.sh: the reports of ./kspawn test say what the tests said
. "$(dirname -- "$0")/check.sh"
folder=$scratch/build/vax/log/cases
mkdir -p "$folder"

# reported NAME SCRIPT: the cases that the wrapper writes down for the test NAME
reported()
{
	KSPAWN_TEST_REPORT=$folder KSPAWN_TEST_NAME=$1 sh "$source/cmake/run-test" sh -c "$2" >/dev/null
	cut -f 1,3 "$folder/$1" | tr '\t\n' ':;'
}

# gives EXPECTED COMMAND...
gives()
{
	expected=$1
	shift
	got=$("$@")
	printf 'expected: %s\ngot:      %s\n' "$expected" "$got"
	[ "$got" = "$expected" ]
}
good='kspawn-test: 1 passed, 0 failed, 0 skipped'
line='printf "%s\t0.5\t%s\n"'

check "a test that names no cases is one" gives 'passed:passes;' reported plain "echo '$good'"
check "cases are kept" gives 'passed:a <b> & "c";' \
	reported named "$line passed 'a <b> & \"c\"' >>\$KSPAWN_TEST_CASES; echo '$good'"
check "a failed case is not counted again" gives 'failed:x;' \
	reported failing "$line failed x >>\$KSPAWN_TEST_CASES; echo 'kspawn-test: 0 passed, 1 failed, 0 skipped'; exit 1"
check "a crash after a case is one more that failed" \
	gives 'passed:x;failed:it did not print its closing line; exit status 3;' \
	reported crashing "$line passed x >>\$KSPAWN_TEST_CASES; exit 3"
check "no case of an earlier run is left" gives 'passed:passes;' reported failing "echo '$good'"

junit() { awk -f "$source/tools/junit.awk" "$folder"/*; }
in_junit() { junit | grep -F "$1"; }
check "JUnit counts the cases of a port" in_junit '<testsuite name="vax" tests="5" failures="1" skipped="0"'
check "and escapes their names" in_junit 'classname="named" name="a &lt;b&gt; &amp; &quot;c&quot;" time="0.5"/>'
check "and has an end" in_junit '</testsuites>'

printf 'vax\t2\tqemu-vax 1.2\t10\t2\t0\t59/60\t8/9 disk\t40/41\t7\t\npdp11\t1\tnative\t5\t0\t1\t-\t-\t-\t300\t\n' >"$scratch/status.tsv"
status() { awk -v form="$1" -f "$source/tools/status.awk" "$scratch/status.tsv"; }
check "the table stands in columns" gives \
	'port   tier  emulator      passed  failed  skipped  mutants   machine  system mutants  seconds
vax    2     qemu-vax 1.2      10       2        0    59/60  8/9 disk           40/41        7
pdp11  1     native             5       0        1        -         -               -      300' status text
check "JSON is the same, with the sums" gives \
	'{
  "ports": [
    {"port": "vax", "tier": "2", "emulator": "qemu-vax 1.2", "passed": 10, "failed": 2, "skipped": 0, "mutants": "59/60", "machine": "8/9 disk", "system mutants": "40/41", "seconds": 7},
    {"port": "pdp11", "tier": "1", "emulator": "native", "passed": 5, "failed": 0, "skipped": 1, "mutants": null, "machine": null, "system mutants": null, "seconds": 300}
  ],
  "mutants": "sample",
  "passed": 15, "failed": 2, "skipped": 1
}' status json
printf 'vax\t2\tqemu-vax 1.2\t1\t0\t0\t-\t9/9 disk\t-\t5\t\n' >>"$scratch/status.tsv"
check "the rest of a port's tests is added to its line" gives \
	'port   tier  emulator      passed  failed  skipped  mutants   machine  system mutants  seconds
vax    2     qemu-vax 1.2      11       2        0    59/60  9/9 disk           40/41       12
pdp11  1     native             5       0        1        -         -               -      300' status text
sed -i '$d' "$scratch/status.tsv"
in_markdown() { status markdown | grep -Fx "$1"; }
check "and so is the table of the README" in_markdown '| vax | 2 | qemu-vax 1.2 | 10 | 2 | 0 | 59/60 | 8/9 disk | 40/41 | 7 |'

# The results of a port's tests, of its rest with a failure, and of its rest once more
rest_again()
(
	root=$scratch/again
	mkdir -p "$root/build"
	# shellcheck source=/dev/null
	. "$source/tools/kspawn/commands/test.sh"
	say() { :; }
	tier_of() { echo 1; }
	emulator_version() { echo native; }
	mutants_killed() { echo -; }
	machine_passed() { echo -; }
	passed=5 failed=0 skipped=0 took=1
	report_port vax
	rest=yes passed=6 failed=1
	report_port vax
	passed=7 failed=0
	report_port vax
	awk -F '\t' '{ printf "%s %d %d;", $1, $4, $5 }' "$root/build/status.tsv"
)
check "a rest that is run again is in place of the first" gives 'vax 5 0;vax 7 0;' rest_again

# The README of a copy, where every port passed 5 tests, and the first 7 of the rest.
tree=$scratch/tree
mkdir -p "$tree/build" "$tree/src"
cp -r "$source/kspawn" "$source/tools" "$source/README.md" "$tree"
cp -r "$source/src/arch" "$tree/src"
ports=$(sed -n 's/^| \([a-z][a-z0-9_-]*\) | [123] |.*/\1/p' "$source/README.md")
first=$(echo "$ports" | head -n 1)
passed() { printf '%s\t1\tnative\t%d\t0\t0\t-\t-\t-\t1\t\n' "$1" "$2"; }
for name in $ports; do passed "$name" 5; done >"$tree/build/status.tsv"
passed "$first" 7 >>"$tree/build/status.tsv"
writes() { sh "$tree/kspawn" status --write && grep -Fx "$1" "$tree/README.md"; }
check "the table is written into the README" writes "| $first | 1 | native | 12 | 0 | 0 | - | - | - | 2 |"
sed -i "/^$first\t/d" "$tree/build/status.tsv"
refuse "not if a port is missing" sh "$tree/kspawn" status --write
finish
