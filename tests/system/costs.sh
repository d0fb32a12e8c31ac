#!/bin/sh
# tests/system/costs.sh: no part of a process's life takes more instructions than the list in the port's folder says
. "$(dirname -- "$0")/system.sh"
list=$source/tests/ports/$port/$variant.costs

count() { sh "$source/bench/system/run" "$variant" "$build" >"$scratch/counts"; }

# within NAME MOST: also if it is counted twice, or not at all
within()
{
	got=$(awk -v name="$1" '$1 == name { print $2 }' "$scratch/counts")
	echo "$got of $2"
	[ -n "$got" ] && [ "$got" -le "$2" ]
}

check "the program ends well" count
while read -r name most _; do
	check "$name" within "$name" "$most"
done <<end
$(grep -v '^#' "$list")
end
check "each count has a limit" [ "$(grep -vc '^#' "$list")" -eq "$(wc -l <"$scratch/counts")" ]
refuse "what takes more is found" within null_call 1
refuse "what is not counted is found" within no_such_count 1000000
finish
