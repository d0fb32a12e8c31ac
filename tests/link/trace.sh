#!/bin/sh
# tests/link/trace.sh: a tracepoint is nothing until a kernel defines it, and what ./kspawn run --trace writes is valid
# Tested here: trace_points.cpp
. "$(dirname -- "$0")/check.sh"
kspawn_parts='say words nearest ports kernels packages build help trace'

# ---- nothing at all ----

traced=$(grep -l 'kspawn_trace_' $sources)

# code SOURCE FLAG...: the instructions, and what they refer to
code()
{
	file=$1
	shift
	$cxx $core_flags $port_flags $no_float_flags -O2 $(includes $public $private "$source/src/generic") "$@" -c -o "$scratch/object" "$file" &&
		$objdump -dr --no-show-raw-insn "$scratch/object" | sed 1,3d
}

# same_without SOURCE FLAG...: the same instructions as without the lines that have a tracepoint
same_without()
{
	file=$1
	shift
	grep -v 'kspawn_trace_\|kspawn/trace\.h' "$file" >"$scratch/without.cpp"
	code "$file" "$@" >"$scratch/with.code" && code "$scratch/without.cpp" >"$scratch/without.code" &&
		[ -s "$scratch/with.code" ] && cmp "$scratch/with.code" "$scratch/without.code"
}
for file in $traced; do
	name=${file##*/}
	check "$name: tracepoints that no kernel defines are nothing" same_without "$file"
	refuse "$name: one that a kernel defines is found" same_without "$file" "-DKSPAWN_TRACE_HOOKS=\"$source/tools/trace/hooks.h\""
done
check "the core's life of a task has tracepoints" test "$(echo "$traced" | wc -w)" -ge 8

# every_point FILE...: each tracepoint of <kspawn/trace.h> is in one of them
every_point()
{
	points=$(sed -n 's/^#define \(kspawn_trace_[a-z_]*\)(.*/\1/p' "$source/include/kspawn/trace.h")
	[ "$(echo "$points" | wc -l)" -ge 10 ] || return 1
	for point in $points; do grep -q "$point(" "$@" || { echo "$point is nowhere" && return 1; }; done
}
check "each tracepoint is called by the core or by the scheduler of the hosted machine" \
	every_point $traced "$source/src/hosted/scheduler.cpp"
check "by the scheduler of the example kernel too" every_point $traced "$source/examples/kernel/sched.c"
check "and the lines of text have each" every_point "$source/tools/trace/hooks.h"
refuse "one that is nowhere is found" every_point $traced

# ---- valid, as the format says ----

# written LINES: as ./kspawn writes them, in $scratch/trace.json and $scratch/trace.svg
written()
(
	tools=$source/tools/kspawn
	# shellcheck source=/dev/null
	for part in $kspawn_parts; do . "$tools/$part.sh"; done
	trace=$scratch/trace.json picture=$scratch/trace.svg
	trace_convert "$variant" "$1"
)
valid() { perl "$here/trace_events.pl" "${1:-$scratch/trace.json}"; }
has() { grep -q -- "$1" "${2:-$scratch/trace.json}"; }

run_init() { $emulator "$build/kspawn-run" --root "$build/programs" --trace "$scratch/lines" /init >"$scratch/said" && tail -n 1 "$scratch/said"; }
if [ -e "$build/kspawn-run" ]; then
	check "kspawn-run --trace writes a line for each tracepoint" run_init
	check "which become a timeline and a picture" written "$scratch/lines"
	check "whose events are valid" valid
	check "a row is a processor's" has '"name":"thread_name","pid":1,"tid":0,.*"processor 0"'
	check "a row is a task's" has '"name":"thread_name","pid":2,"tid":8,.*"pid 8"'
	check "a task's slice has its program" has '"ph":"X","pid":2,.*"name":"echo","cat":"task"'
	check "a system call's has its name and its result" has '"name":"execve","cat":"syscall","args":{"ret":0}'
	check "a creation is a flow" has '"ph":"s","pid":2,"tid":1,.*"name":"fork"'
	check "a wake is a flow" has '"ph":"f","bp":"e","pid":2,"tid":1,.*"name":"wakeup"'
	check "a signal is an instant" has '"ph":"i",.*"name":"signal 1[78] to 1"' # SIGCHLD
	check "the picture has a thick bar, a creation and a wake" \
		sh -c "grep -q 'height=\"11\"' '$scratch/trace.svg' && grep -q 'class=\"create\"' '$scratch/trace.svg' && grep -q 'class=\"wake\"' '$scratch/trace.svg'"

	# damaged EXPRESSION: a valid trace, with this of sed done to it
	damaged() { sed "$1" "$scratch/trace.json" >"$scratch/damaged.json" && ! cmp -s "$scratch/trace.json" "$scratch/damaged.json"; }
	for damage in 's/^\]}$/]/' 's/"ph":"i"/"ph":"j"/' '0,/"dur":/s//"dur":-/' '/"ph":"f"/d' '/"ph":"s".*"fork"/s/"ts":/"ts":99/' \
		'/"thread_name".*"pid 8"/d' 's/"dur":[0-9.]*\(,.*"cat":"syscall"\)/"dur":99999999\1/'; do
		check "damaged: $damage" damaged "$damage"
		refuse "a trace that is not valid is found: $damage" valid "$scratch/damaged.json"
	done
fi
: >"$scratch/none"
written_empty() { written "$scratch/none" && valid; }
check "a kernel that has done nothing leaves a valid trace" written_empty
finish
