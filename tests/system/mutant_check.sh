#!/bin/sh
# tests/system/mutant_check.sh: one short boot that may notice what is wrong with a kernel's entry and exit
#
#	mutant_check.sh CONFIG IMAGE CHECK
#
# Its last line is a test's summary. tests/mutants/run takes it for one kernel after another, each broken on purpose, which
# mostly hang: KSPAWN_LIMIT is how many seconds of a processor the machine may take. One that sleeps has four times that.
. "$(dirname -- "$0")/system.sh"
image=$2
hostile=$build/system-programs
ulimit -t "${KSPAWN_LIMIT:-60}"
boot_seconds=$((4 * ${KSPAWN_LIMIT:-60}))

case $3 in
gates)
	check "$3" stops 0 "$image" "$programs" -- none
	[ -z "$older_cpu" ] || check "$3, on $older" stops 0 "$image" "$programs" --qemu "$older_cpu" -- none
	;;
overflow)
	check "$3" ends 77 "$image" "$programs" -- none
	;;
walk)
	check "$3" says "regs: ok" "$image" "$programs" --boot "unmaskable=1 threads=100 ns=$ns first=9000" \
		--qemu "-icount shift=$shift $walking" -- /regs
	;;
regs | threads | crash)
	check "$3" says "$3: ok" "$image" "$programs" --boot hz=5000 -- "/$3"
	;;
*)
	check "$3" says "$3: ok" "$image" "$hostile" --boot hz=1000 -- "/$3"
	;;
esac
finish
