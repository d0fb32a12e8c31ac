#!/bin/sh
# tests/link/wrapper.sh: the wrapper fails a test that does not print the closing line
. "$(dirname -- "$0")/check.sh"
wrapper=$source/cmake/run-test
KSPAWN_TEST_RESULTS=$scratch/results
export KSPAWN_TEST_RESULTS
good='kspawn-test: 3 passed, 0 failed, 0 skipped'

# test SCRIPT: through the wrapper
wrapped()
{
	: >"$scratch/results"
	sh "$wrapper" sh -c "$1"
}
counted() { grep "^$1 sh -c" "$scratch/results"; }

check "exit 0 and the closing line: passed" wrapped "echo '$good'"
check "its counts are kept" counted '3 0 0'
check "blank lines may follow" wrapped "echo '$good'; echo; echo ' '"
refuse "exit 0 before the closing line" wrapped 'echo something; exit 0'
check "is counted as a failure" counted '0 1 0'
check "and says why" sh -c "sh $wrapper true | grep -q 'did not print its closing line$'"
refuse "exit 0 without a word" wrapped 'exit 0'
refuse "the closing line and exit 1" wrapped "echo '$good'; exit 1"
check "is counted as one failure more" counted '3 1 0'
refuse "the closing line and death by a signal" wrapped "echo '$good'; kill -SEGV \$\$"
refuse "a line after the closing line" wrapped "echo '$good'; echo more"
refuse "no tests" wrapped 'echo "kspawn-test: 0 passed, 0 failed, 0 skipped"'
check "is counted as a failure" counted '0 1 0'
refuse "a failed test" wrapped 'echo "kspawn-test: 2 passed, 1 failed, 0 skipped"'
check "is counted once" counted '2 1 0'
refuse "a skipped test" wrapped 'echo "kspawn-test: 2 passed, 0 failed, 1 skipped"'
check "is counted as skipped" counted '2 0 1'
refuse "a closing line with something before it" wrapped "echo 'x$good'"
refuse "a closing line with something after it" wrapped "echo '$good x'"

# hangs SECONDS SCRIPT: with so much patience; what it says is in $scratch/hung
hangs() { KSPAWN_TEST_TIMEOUT=$1 sh "$wrapper" sh -c "$2" >"$scratch/hung"; }

refuse "a test that makes no progress" hangs 1 "sleep 60; echo '$good'"
check "says so" grep -q 'no progress for 1 seconds$' "$scratch/hung"
# shellcheck disable=SC2016
refuse "one that has reported its progress" hangs 1 'echo "the third case" >"$KSPAWN_TEST_PROGRESS"; sleep 60'
check "says that too" grep -q 'no progress for 1 seconds, in: the third case$' "$scratch/hung"
# shellcheck disable=SC2016
refuse "one that exits in a case" hangs 9 'echo "the third case" >"$KSPAWN_TEST_PROGRESS"; exit 1'
check "says in which" grep -q 'closing line, in: the third case; exit status 1$' "$scratch/hung"
refuse "one whose children hang" hangs 1 'sleep 60 & wait'
# shellcheck disable=SC2016
check "one that takes longer, but prints and reports its progress, passes" \
	hangs 8 "for i in 1 2 3 4 5; do sleep 1; echo \$i; sleep 1; echo \$i >\"\$KSPAWN_TEST_PROGRESS\"; done; echo '$good'"
refuse "a program that is not there" sh "$wrapper" "$scratch/nothing"
refuse "no program" sh "$wrapper"
check "output and errors are passed through" \
	sh -c "sh $wrapper sh -c 'echo out; echo err >&2; echo \"$good\"' 2>/dev/null | tr '\n' ' ' | grep -q 'out err kspawn'"
finish
