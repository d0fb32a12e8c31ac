#!/bin/sh
# tests/system/trace.sh: the timeline of the example kernel, as ./kspawn kernel --trace writes it
. "$(dirname -- "$0")/system.sh"
image=$build/examples/kernel/kernel-traced.elf

# traced FLOWS ROW [OPTION...]: /init's timeline is valid, has that many flows or more, and the row of that name
traced()
(
	flows=$1 row=$2
	shift 2
	ends 0 "$image" "$programs" --trace "$scratch/lines" "$@" -- /init || return 1
	tools=$source/tools/kspawn
	# shellcheck source=/dev/null
	for part in say words nearest ports kernels packages build help trace; do . "$tools/$part.sh"; done
	trace=$scratch/trace.json picture=$scratch/trace.svg
	trace_convert "$variant" "$scratch/lines"
	perl "$here/trace_events.pl" "$trace" >"$scratch/counts" || { cat "$scratch/counts" && return 1; }
	cat "$scratch/counts"
	[ "$(sed 's/.* f=\([0-9]*\) .*/\1/' "$scratch/counts")" -ge "$flows" ] && grep "thread_name.*\"$row\"" "$trace" &&
		grep '"name":"echo","cat":"task"' "$trace" && grep '"name":"execve","cat":"syscall","args":{"ret":0}' "$trace" &&
		grep '"name":"signal 1[78] to 1"' "$trace" && grep -q 'class="create"' "$picture" # SIGCHLD
)
check "its timeline has creations and wakes, and is valid" traced 7 'processor 0'
if [ -n "$smp" ]; then check "four processors have a timeline too" traced 7 'processor 1' $smp; fi
image=$kernel
refuse "the kernel without tracepoints has none" traced 1 'processor 0'
finish
