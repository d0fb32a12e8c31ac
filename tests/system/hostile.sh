#!/bin/sh
# tests/system/hostile.sh: programs that mean harm: each dies alone with the right status, and all memory comes back
. "$(dirname -- "$0")/system.sh"
programs=$build/system-programs

for program in reach rights leaderless pointers instructions frames stacks extremes starve bombs shared_fs shared_files \
	open_modes killed_calls children exec_shared exec_fds ranges unkillable busy; do
	check "$program" says "$program: ok" "$kernel" "$programs" --boot "hz=1000 poison=1" -- "/$program"
done
[ "$port" != x86_64 ] || # QEMU 7.2 reads a program's stack as the kernel in IRET, and SMAP hides what is behind it
	check "instructions, where the kernel may touch a program's pages" says "instructions: ok" "$kernel" "$programs" \
		--qemu "-cpu max,smap=off,smep=off" -- /instructions
case $port in
aarch64 | arm)
	check "instructions, on a processor with every extension" says "instructions: ok" "$kernel" "$programs" \
		--qemu "-cpu max" -- /instructions
	;;
mips)
	older="a processor without UserLocal, whose pages are all code"
	for program in instructions frames; do
		check "$program, on $older" says "$program: ok" "$kernel" "$programs" --qemu "-cpu 24Kf" -- "/$program"
	done
	check "rights, on $older" says "rights: ok" "$kernel" "$programs" --qemu "-cpu 24Kf" -- /rights older
	for program in regs threads; do
		check "$program, on $older" says "$program: ok" "$kernel" "$build/programs" --boot hz=5000 \
			--qemu "-cpu 24Kf" -- "/$program"
	done
	;;
esac
check "10,000 times fork, exec and wait, and no frame is lost" says "cycles: ok" "$kernel" "$programs" -- /cycles 10000
refuse "a wrong status is found" ends 1 "$kernel" "$programs" -- /cycles 1
finish
