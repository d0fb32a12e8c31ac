#!/bin/sh
# tests/link/layers.sh CONFIG [LIBRARY FLAGS]: each layer links with its own hooks and those below, with fewer it does not
# Tested here: abi.cpp, arch_dup_task.cpp, child_status.cpp, clear_sighand.cpp, core_dump.cpp, exec_unshare.cpp
# Tested here: exit_thread.cpp, fallback_syscall.cpp, flush_thread.cpp, futex_wake.cpp, group_hold.cpp, group_release.cpp
# Tested here: image_open_at.cpp, parent_died.cpp, pid_exchanged.cpp, random.cpp, signal_permitted.cpp, sigreturn_page.cpp
# Tested here: pidfd.cpp, pidfd_open.cpp, pidfd_opened.cpp, stack_free.cpp, task_drop.cpp, task_uid.cpp, task_usage.cpp, tls_valid.cpp, user_fp_get.cpp, user_fp_set.cpp
. "$(dirname -- "$0")/check.sh"
library=${2:-$build/libkspawn-kernel.a}
flags="-ffreestanding -fno-builtin $branch_flags ${3:--fPIE $port_flags} -Wl,-e,_start"

fatal=-Wl,--fatal-warnings
memory=$scratch/mem.o
$cc $flags -c -o "$memory" "$here/mem.c" || exit 1

# kernel NAME: links NAME_hooks and NAME_api (lists of symbols) with the library
kernel()
{
	define <"$scratch/$1_hooks" >"$scratch/hooks.c"
	use <"$scratch/$1_api" >"$scratch/api.c"
	# Most have the same API as the one before.
	cmp -s "$scratch/api.c" "$scratch/compiled.c" || {
		$cc $flags -c -o "$scratch/api.o" "$scratch/api.c" && mv "$scratch/api.c" "$scratch/compiled.c"
	} && $cc $flags -static -nostdlib -nostartfiles $fatal -o "$scratch/kernel" \
		"$scratch/hooks.c" "$scratch/api.o" "$memory" "$library"
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
	-o "$scratch/layer0" "$here/layer0.c" "$memory" "$library"
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

# A kernel with pt_regs of its own, larger than the library's.
mkdir -p "$scratch/larger/kspawn/arch"
headers=$source/src/arch/$port/include/kspawn/arch
awk '$2 == "KSPAWN_REGS_SIZE" { $3 += 64 } { print }' "$headers/frame.h" |
	sed 's,^#define KSPAWN_PT_REGS(WORD\, WORDS),& WORDS(more\, MORE\, 64 / KSPAWN_WORD),' \
		>"$scratch/larger/kspawn/arch/frame.h"
printf '#include <kspawn/fork.h>\nvoid _start(void);\nvoid _start(void) {}\n' >"$scratch/forks.c"
forks() { $cc $flags $(includes "$@" $public) -static -nostdlib -o "$scratch/forks" "$scratch/forks.c" "$memory" "$library"; }
says_which()
{
	! forks "$scratch/larger" 2>"$scratch/said" &&
		grep 'undefined reference to .kspawn_abi_2_pt_regs_of_[0-9]*_bytes' "$scratch/said"
}
check "a kernel with the library's pt_regs links" forks
check "one with larger pt_regs does not, and the linker says so" says_which

{
	api kthread.h task.h
	awk -f "$here/prototypes.awk" "$source/include/kspawn/arch.h" | sed -n 's/^[0o] //p' |
		grep -vx -e kspawn_tls_read -e kspawn_start_program # which may read a program's memory
} >"$scratch/layer1_api"
{ api fork.h; echo kspawn_tls_read; } >"$scratch/layer2_api"
{ api exec.h; echo kspawn_user_work; echo kspawn_start_program; } >"$scratch/layer3_api"
api wait.h >"$scratch/layer4_api"
api signal.h >"$scratch/layer5_api"
for layer in 1 2 3 4 5; do cumulative $layer; done

# A module of a kernel: its objects and what they call of the archive.
joined()
{
	kernel layer1 && $cc $flags -r -nostdlib -o "$scratch/joined.o" "$scratch/hooks.c" "$scratch/api.o" "$memory" "$library" &&
		$cc $flags -static -nostdlib -nostartfiles $fatal -o "$scratch/joined" "$scratch/joined.o"
}
check "layer 1 links when it is joined by ld -r first" joined

# The time is among the hooks of layer 5, which needs it too.
{ hooks 0 1 2 6 | grep -vx kspawn_fn_returned; printf '%s\n' kspawn_clock_now kspawn_wait_word_until; } >"$scratch/futex_hooks"
api futex.h >"$scratch/futex_api"
check "futexes link with the hooks of layers 0 to 2 and their own" kernel futex
if whole "futexes without each of their hooks"; then
	for hook in $(hooks 6); do refuse "futexes do not link without $hook" without futex "$hook"; done
fi

hooks 0 1 | grep -vx kspawn_fn_returned >"$scratch/pid_hooks"
api pid.h >"$scratch/pid_api"
check "pids link with the hooks of layers 0 and 1" kernel pid

# Each API of the core, with a kernel that has a hook of which the library has its own, and with one that has not.
{ defaults; echo kspawn_fn_returned; } | sort >"$scratch/own"
api $(cd "$source/include/kspawn" && echo *.h | tr ' ' '\n' | grep -vx entry.h) | sort -u >"$scratch/all_api"
hooks | grep -vx kspawn_fn_returned >"$scratch/all_hooks"
check "everything links with all hooks" kernel all
check "the library has its own of at least six hooks" test "$(wc -l <"$scratch/own")" -ge 7
if whole "a kernel without each hook of which the library has its own"; then
	for hook in $(grep -vx -e kspawn_fn_returned -e kspawn_random "$scratch/own"); do
		check "everything links without $hook" without all "$hook"
	done
fi
# Hooks of a kernel that are inline do not collide with the library's.
cat >"$scratch/inline.h" <<END
static inline void kspawn_futex_wake(uintptr_t word) { (void)word; }
static inline void kspawn_stack_free(struct kspawn_task *task) { (void)task; }
static inline void kspawn_clear_sighand(struct kspawn_task *child) { (void)child; }
static inline int kspawn_image_open_at(int dir, const char *path, bool follow, struct kspawn_image *out)
{ (void)dir, (void)path, (void)follow, (void)out; return -1; }
static inline void kspawn_parent_died(struct kspawn_task *task) { (void)task; }
static inline bool kspawn_child_event(struct kspawn_task *parent, struct kspawn_task *child)
{ (void)parent, (void)child; return true; }
static inline int kspawn_exec_unshare(struct kspawn_task *task) { (void)task; return 0; }
static inline void kspawn_pid_exchanged(struct kspawn_task *task, struct kspawn_task *old) { (void)task, (void)old; }
static inline void kspawn_random(void *to, size_t n) { (void)to, (void)n; }
static inline void kspawn_user_fp_get(void *state) { (void)state; }
static inline void kspawn_user_fp_set(const void *state) { (void)state; }
static inline uintptr_t kspawn_sigreturn_page(void) { return 0; }
static inline long kspawn_fallback_syscall(struct kspawn_pt_regs *regs) { (void)regs; return -1; }
END
compiles_with_inline()
{
	$cxx -std=c++20 $core_flags $port_flags $(includes $public $private) -Wall -Wextra -Werror -Wno-unused-function \
		-include kspawn/host.h "-DKSPAWN_HOST_INLINE=\"$scratch/inline.h\"" -fsyntax-only \
		$(grep -vx kspawn_fn_returned "$scratch/own" | sed "s|^kspawn_\(.*\)|$source/src/generic/\1.cpp|")
}
check "the library's own hooks compile together with hooks that are static inline" compiles_with_inline
refuse "a hook of which the library has none is missed" without all kspawn_wake_word
refuse "a kernel without kspawn_random is warned" without all kspawn_random
fatal=
warns()
{
	without all kspawn_random 2>"$scratch/said"
	linked=$?
	cat "$scratch/said"
	[ $linked -eq 0 ] && { grep 'AT_RANDOM is zero' "$scratch/said" || ! $cc -Wl,--version 2>/dev/null | grep -q 'GNU ld'; }
}
check "and links, with a warning that says why" warns
finish
