#!/bin/sh
# tests/link/counts.sh: the counts of bench/count are exact: of a known sequence, twice, and against single steps
. "$(dirname -- "$0")/check.sh"
counts=$build/bench/count

count() { "$source/bench/count/run" "$counts/config.sh" "$counts/count-$1" "$2=$3"; }

# counted NAME WHERE LINE: in the program of known sequences
counted()
{
	got=$(count known "$1" "$2") || return 1
	echo "counted: $got, and it is: $1 $3"
	[ "$got" = "$1 $3" ]
}

# symbol NAME FIELD: its address (1) or its size (2) in the program of known sequences
symbol()
{
	printf '%d' "0x$($nm -S "$counts/count-known" |
		awk -v name="$1" -v field="$2" '$NF == name { print $field }')"
}

# counts_once PROGRAM NAME WHERE: leaves the line of the count in $scratch/counted
counts_once() { count "$1" "$2" "$3" >"$scratch/counted"; }

# agree PROGRAM NAME WHERE: counts, and steps to the same line
agree()
{
	counts_once "$@" || return 1
	"$source/bench/count/stepped" "$counts/config.sh" "$counts/count-$1" "$2=$3" >"$scratch/stepped"
	diff "$scratch/counted" "$scratch/stepped"
}

# again PROGRAM NAME WHERE: the same as was counted last
again() { [ "$(count "$@")" = "$(cat "$scratch/counted")" ]; }

# tabled OPERATION: its count and its floor stand in the table for the reports
tabled()
{
	least=$(conf "$variant" "floor_$1")
	expected=$(count switches "$1" "kspawn_$1()" | awk '{ print "\"instructions\": " $3 ", \"bytes\": " $4 }')
	KSPAWN_OFFLINE=1 "$source/bench/count/all" "$counts/config.sh" >"$scratch/table" && cat "$scratch/table"
	expected="$expected, \"floor\": ${least%+*}, \"pads\": ${least#*+}, "
	grep -F "\"port\": \"$variant\", \"operation\": \"$1\", $expected" "$scratch/table"
}

ten_bytes=$(($(symbol count_end_ten 1) - $(symbol count_begin_ten 1)))
check "ten no-operations are ten, five times, with their bytes" counted ten ten "5 10 $ten_bytes"
check "a sequence that single steps see, too" agree known ten ten
check "a function is counted to its return" agree known leaf 'count_leaf()'
refuse "an operation that is not the same each time is found" count known grows grows
refuse "an operation that is never done is found" count known never never
refuse "an operation that is not there is found" count known nowhere nowhere

# limited OPERATION: what agree has counted is at most as many as the port's .conf says
limited()
{
	most=$(conf "$variant" "count_$1")
	echo "at most: ${most:-nothing in the .conf file}; $(cat "$scratch/counted")"
	[ -n "$most" ] && [ "$(cut -d ' ' -f 3 "$scratch/counted")" -le "$most" ]
}

# Other compilers make other instructions of C.
has_limits=$($cxx -v 2>&1 | grep '^gcc version 12\.')
awk '$2 == "kspawn" { print $3, $1, $4 }' "$source/bench/count/operations" >"$scratch/operations"
while read -r program operation where; do
	[ -e "$counts/count-$program" ] || continue
	if [ "$operation" != life ] || whole "the steps of 10,000 threads that live meanwhile"; then
		check "$operation: the count of single steps" agree "$program" "$operation" "$where"
	else
		check "$operation: a count" counts_once "$program" "$operation" "$where"
	fi
	check "$operation: the same when it is counted again" again "$program" "$operation" "$where"
	[ -z "$has_limits" ] || check "$operation: at most the port's count" limited "$operation"
done <"$scratch/operations"
check "the table of all ports has it, next to its floor" tabled switch_to
finish
