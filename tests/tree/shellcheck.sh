#!/bin/sh
# tests/tree/shellcheck.sh: shellcheck finds nothing in the scripts; .shellcheckrc says what it leaves out
. "$(dirname -- "$0")/tree.sh"
needs shellcheck

# judge SHELL FILE...
judge()
{
	shell=$1
	shift
	shellcheck --severity=warning --shell="$shell" "$@"
}

all=$(scripts | grep -v '\.bash$')
check "there are scripts" test "$(echo "$all" | wc -l)" -ge 50
check "shellcheck finds nothing" judge sh $all
check "nor in scripts of bash" judge bash $(scripts | grep '\.bash$')
printf '#!/bin/sh\ncd /nowhere\nrm "$1" | read -r x\n[ "$x" == y ]\n' >"$scratch/control.sh"
refuse "a mistake is found" judge sh "$scratch/control.sh"
finish
