#!/bin/sh
# tests/link/layers.sh CONFIG [LIBRARY FLAGS]: each layer links with its own hooks and those below, with fewer it does not
. "$(dirname -- "$0")/check.sh"
library=${2:-$build/libkspawn-kernel.a}
flags="-ffreestanding -fno-builtin $branch_flags ${3:--fPIE $port_flags} -Wl,-e,_start"

# kernel NAME: links NAME_hooks and NAME_api (lists of symbols) with the library
kernel()
{
	define <"$scratch/$1_hooks" >"$scratch/$1_hooks.c"
	use <"$scratch/$1_api" >"$scratch/$1_api.c"
	$cc $flags -static -nostdlib -nostartfiles -Wl,--fatal-warnings -o "$scratch/$1" \
		"$scratch/$1_hooks.c" "$scratch/$1_api.c" "$here/mem.c" "$library"
}

# without NAME HOOK: the same, less one hook
without()
{
	cp "$scratch/$1_api" "$scratch/less_api"
	grep -vx "$2" "$scratch/$1_hooks" >"$scratch/less_hooks"
	kernel less
}

check "layer 0 links with a kernel in C that has exactly three hooks" \
	$cc $flags $(includes $public) -std=c11 -Wall -Wextra -Werror -static -nostdlib -Wl,--fatal-warnings \
	-o "$scratch/layer0" "$here/layer0.c" "$here/mem.c" "$library"
hooks 0 >"$scratch/zero_hooks"
awk -f "$here/prototypes.awk" "$source/include/kspawn/arch.h" | sed -n 's/^0 //p' >"$scratch/zero_api"
check "layer 0 links with the three hooks of its section in host.h" kernel zero
check "the section of layer 0 has three hooks" test "$(wc -l <"$scratch/zero_hooks")" -eq 3
for hook in $(cat "$scratch/zero_hooks"); do
	refuse "layer 0 does not link without $hook" without zero "$hook"
done

: >"$scratch/none_hooks"
awk -f "$here/prototypes.awk" "$source/include/kspawn/arch.h" | sed -n 's/^2 //p' >"$scratch/none_api"
check "the register files of layers 2 and 3 need no hook at all" kernel none
api sched.h >"$scratch/none_api"
check "the scheduler's parts need no hook at all" kernel none

# cumulative LAYER: the hooks of the sections 0 to LAYER, for the API in layerN_api
cumulative()
{
	hooks $(seq 0 "$1") | grep -vx kspawn_fn_returned >"$scratch/layer$1_hooks"
	check "layer $1 links with the hooks of layers 0 to $1" kernel "layer$1"
	below=$(($1 - 1))
	hooks $(seq 0 $below) | grep -vx kspawn_fn_returned >"$scratch/below_hooks"
	cp "$scratch/layer$1_api" "$scratch/below_api"
	refuse "layer $1 does not link with the hooks of layers 0 to $below alone" kernel below
}

{
	api kthread.h task.h
	awk -f "$here/prototypes.awk" "$source/include/kspawn/arch.h" | sed -n 's/^[0o] //p'
} >"$scratch/layer1_api"
api fork.h >"$scratch/layer2_api"
{ api exec.h; echo kspawn_user_work; } >"$scratch/layer3_api"
api wait.h >"$scratch/layer4_api"
for layer in 1 2 3 4; do cumulative $layer; done

hooks 0 1 | grep -vx kspawn_fn_returned >"$scratch/pid_hooks"
api pid.h >"$scratch/pid_api"
check "pids link with the hooks of layers 0 and 1" kernel pid

hooks | grep -vx -e kspawn_fn_returned -e kspawn_host_syscall >"$scratch/syscall_hooks"
api syscall.h >"$scratch/syscall_api"
check "system calls link with all hooks and the library's own host_syscall" kernel syscall
hooks | grep -vx kspawn_fn_returned >"$scratch/syscall_hooks"
check "system calls link with a host_syscall of the kernel" kernel syscall
finish
