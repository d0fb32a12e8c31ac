# tests/ports/riscv64/link.sh: what a kernel's linker and disassembler say of this machine
# shellcheck shell=sh disable=SC2034
pad= no_atomics=-march=rv64imfd
# Clang's large constants are among small data, which can be written.
pie="$port_flags -fPIE -msmall-data-limit=0"
privileged='csrr t0, sstatus; fence.i'
variants=riscv64-lp64d other_abi='-march=rv64gc -mabi=lp64d'
# no_float LIBRARY: no instruction is of floating point, but where it is saved and loaded
no_float()
{
	rm -rf "$scratch/objects" && mkdir "$scratch/objects" && (cd "$scratch/objects" && $ar x "$1") &&
		rm -f "$scratch/objects/user_state.S.o" "$scratch/objects/switch_to_fp.S.o" &&
		$objdump -d --no-show-raw-insn "$scratch"/objects/*.o >"$scratch/code" && grep -q 'ret$' "$scratch/code" &&
		! grep -E '^ *[0-9a-f]+:[[:space:]]+f[a-z]' "$scratch/code" | grep -v fence
}
forbidden='ecall|uret|sret|mret|dret' example='ecall'
model='-mcmodel=medany' high='-Wl,-Ttext-segment=0xffffffff80000000,-z,separate-code'
