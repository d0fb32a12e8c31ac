# tools/kspawn/commands/test.sh: builds, and runs every test of each port
# shellcheck shell=sh disable=SC2034,SC2154

summary="build, run the tests of each port"
usage="test [--arch A,B] [--system] [--rest | --full] [--minutes N] [--offline]"
options="  --system       the tests of the real kernel alone
  --rest         the tests that the same without --rest leaves out: long ones, and all tests of the variants
                 that --arch names; adds to the table
  --full         all tests, whole: the slow ones run only in part without it
  --minutes N    begin no further port after so long, and say which are left; each day begins with another one"
example="./kspawn test --arch riscv64 --system"
with_sanitizers=yes
without_machine=yes

more_needs()
{
	count_needs
	tree_needs
	rust_needs
	echo "make make" # the examples of linking
}

system='' rest='' full='' minutes=''
option()
{
	case $1 in
	--system) system=yes ;;
	--rest) rest=yes ;;
	--full) full=yes ;;
	--minutes)
		take_number "$@"
		minutes=$2
		;;
	*) return 1 ;;
	esac
}

# select_tests PORT: sets `selected`: the options of ctest by which it takes the tests that are asked for. What takes long
# has the label `long`. What is too heavy for every day has the label `full`, or runs in part without KSPAWN_FULL, and
# says so in a line that begins with "a sample".
select_tests()
{
	selected=${system:+-L system}
	if [ -n "$full" ]; then
		:
	elif [ -z "$rest" ]; then
		selected="$selected -LE ^(full|long)\$"
	elif is_usual "$1"; then
		selected="$selected -L long -LE full"
	else
		selected="$selected -LE full"
	fi
}

# ctest_count PORT OPTION...: how many of its tests these take
ctest_count()
{
	folder=$root/build/$1
	shift
	ctest --test-dir "$folder" "$@" -N | sed -n 's/^Total Tests: //p'
}

# test_port PORT: runs its tests; sets passed, failed and skipped; adds to `parts` and `left_out` what was not whole.
test_port()
{
	folder=$root/build/$1
	results=$folder/log/results
	cases=$folder/log/cases
	log=$folder/log/test.log
	: >"$results"
	[ -n "$rest" ] && is_usual "$1" || rm -rf "$cases"
	mkdir -p "$cases"
	# shellcheck disable=SC2086
	expected=$(ctest_count "$1" $selected)
	# Counting first: it empties the log of the tests.
	[ -n "$full" ] || left_out=$((left_out + $(ctest_count "$1" ${system:+-L system}) - expected))
	# One more than there are processors, since programs sleep, too.
	# shellcheck disable=SC2086
	if KSPAWN_TEST_RESULTS=$results KSPAWN_TEST_REPORT=$cases \
		ctest --test-dir "$folder" $selected -j $(($(cores) + 1)) --output-on-failure >"$log" 2>&1; then
		ctest_failed=0
	else
		ctest_failed=1
	fi
	parts=$((parts + $(grep -c '^a sample' "$folder/Testing/Temporary/LastTest.log")))
	# shellcheck disable=SC2046
	set -- "$1" $(awk '{ p += $1; f += $2; s += $3 } END { print p + 0, f + 0, s + 0, NR }' "$results")
	passed=$2 failed=$3 skipped=$4
	# What CTest counted and the wrapper never saw has failed too.
	[ "$5" -ge "${expected:-0}" ] || failed=$((failed + expected - $5))
	[ $((failed + skipped)) -gt 0 ] || failed=$ctest_failed
	[ $((passed + failed + skipped)) -gt 0 ] || { complain "$1: no tests found" && failed=1; }
}

show_failures()
{
	grep -v -e ' Passed ' -e '^ *Start ' -e '^Test project' -e '^Internal ctest' "$log"
	say "to run it again: ./kspawn test --arch $1"
}

# The emulator of PORT and its version.
emulator_version()
{
	program=$(emulator_program "$1")
	if [ -z "$program" ]; then echo native; else echo "$program $(version_of "$program")"; fi
}

# mutants_killed PORT [system]: K/N of its mutants
mutants_killed()
{
	killed=$(sed -n "s|^$* \([0-9]*/[0-9]*\) .*|\1|p" "$root/build/$1/Testing/Temporary/LastTest.log" 2>/dev/null)
	echo "${killed:--}"
}

# K/N of the cases of PORT's system tests that passed, and the machine of QEMU on which they ran
machine_passed()
{
	find "$root/build/$1/log/cases" -name 'system.*' ! -name system.mutants -exec cat {} + 2>/dev/null |
		awk -F '\t' -v machine="$(machine_of_kernel "$1")" '
		{ n++; k += $1 == "passed" }
		END { if (n) print k "/" n " " machine; else print "-" }'
}

# As QEMU calls it.
machine_of_kernel() { conf "$1" qemu | sed -n 's/.* -M \([a-z0-9]*\).*/\1/p'; }

# The results of the last test as JSON and JUnit, as well as the table.
write_reports()
{
	awk -v form=json -f "$root/tools/status.awk" "$root/build/status.tsv" >"$root/build/status.json"
	# shellcheck disable=SC2046
	awk -f "$root/tools/junit.awk" $(for port in $tested; do echo "$root/build/$port/log/cases"/*; done) \
		>"$root/build/junit.xml"
}

# The ports of `chosen`, beginning with another one each day, so that a limit of time leaves out others.
turn()
{
	echo "$chosen" | tr '\n' ' ' | awk -v day="$(($(date +%s) / 86400))" '
		{ for (i = 0; i < NF; i++) print $((i + day) % NF + 1) }'
}

# Is there time for another port? For the first there is.
in_time() { [ -z "$minutes" ] || [ -z "$tested" ] || [ "$(seconds "$begun")" -lt $((minutes * 60)) ]; }

# report_port PORT: a line, and one of the table, in place of an earlier one of the rest
report_port()
{
	say "$1: $passed passed, $failed failed, $skipped skipped ($took s)"
	[ -z "$rest" ] || sed -i "/^$1\t.*\trest\$/d" "$root/build/status.tsv"
	printf '%s\t%s\t%s\t%d\t%d\t%d\t%s\t%s\t%s\t%d\t%s\n' "$1" "$(tier_of "$1")" \
		"$(emulator_version "$1")" "$passed" "$failed" "$skipped" "$(mutants_killed "$1")" "$(machine_passed "$1")" \
		"$(mutants_killed "$1" system)" "$took" "${full:+whole}${rest:+rest}" >>"$root/build/status.tsv"
}

main()
{
	choose "$arch"
	begun=$(date +%s)
	[ -z "$system" ] || only_kernels
	[ -z "$minutes" ] || chosen=$(turn)
	install_missing
	unset KSPAWN_FULL
	[ -z "$full" ] || export KSPAWN_FULL=1
	parts=0 left_out=0 tested='' late=''
	mkdir -p "$root/build"
	[ -n "$rest" ] || : >"$root/build/status.tsv"
	for port in $chosen; do
		in_time || {
			late="$late $port"
			continue
		}
		build_port "$port" ${full:+"all full"}
		! has_kernel "$port" || kernel_files "$port"
		tested="$tested $port"
		started=$(date +%s)
		select_tests "$port"
		test_port "$port"
		[ $((failed + skipped)) -eq 0 ] || { show_failures "$port" && status=1; }
		took=$(seconds "$started")
		report_port "$port"
	done
	say ""
	awk -f "$root/tools/status.awk" "$root/build/status.tsv"
	write_reports
	say "also in build/status.json and build/junit.xml; in all $(seconds "$begun") s"
	[ $((parts + left_out)) -eq 0 ] ||
		say "a sample: $parts tests were run in part and $left_out not at all; more: --rest; the whole: --full"
	[ -z "$late" ] || say "not begun within $minutes minutes, and not tested:$late"
	say ""
	awk -F '\t' '{ p += $4; f += $5; s += $6 } END { printf "%d passed, %d failed, %d skipped\n", p, f, s }' \
		"$root/build/status.tsv"
}
