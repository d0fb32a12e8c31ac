#!/bin/sh
# tests/system/costs.sh: no part of a process's life takes more instructions than the list in the port's folder says
. "$(dirname -- "$0")/system.sh"
list=$source/tests/ports/$port/$variant.costs

# An interrupt of a device, whose time is the host's, may add to a count: the least of up to three runs counts.
count()
{
	for run in 1 2 3; do
		sh "$source/bench/system/run" "$variant" "$build" >"$scratch/run$run" || return
		cat "$scratch"/run? | awk '!($1 in least) { names[++n] = $1 }
			!($1 in least) || $2 < least[$1] { least[$1] = $2 }
			END { for (i = 1; i <= n; i++) print names[i], least[names[i]] }' >"$scratch/counts"
		any_exceeds || return 0
	done
}

any_exceeds()
{
	awk 'NR == FNR { most[$1] = $2; next } $2 > most[$1] { found = 1 } END { exit !found }' "$list" "$scratch/counts"
}

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
