# tests/ports/mips/system.sh: real privilege on this machine; tests/system/system.sh says what the words mean
# shellcheck shell=sh disable=SC2034,SC2154
slots='!slot; { slot = $2 ~ /^[bj]/ && $2 != "break" }'
older_cpu="-cpu 24Kf" older="a processor without UserLocal, whose pages are all code"
more_hostile()
{
	for program in instructions frames; do
		check "$program, on $older" says "$program: ok" "$kernel" "$programs" --qemu "$older_cpu" -- "/$program"
	done
	check "rights, on $older" says "rights: ok" "$kernel" "$programs" --qemu "$older_cpu" -- /rights older
	for program in regs threads; do
		check "$program, on $older" says "$program: ok" "$kernel" "$build/programs" --boot hz=5000 \
			--qemu "$older_cpu" -- "/$program"
	done
}
