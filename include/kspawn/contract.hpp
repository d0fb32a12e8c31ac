/* include/kspawn/contract.hpp: a concept for frame.h of a port */
#ifndef KSPAWN_CONTRACT_HPP
#define KSPAWN_CONTRACT_HPP

#include <kspawn/arch.h>
#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>

/* Every port ends its start_thread.cpp with
 *	static_assert(kspawn::keeps_contract<kspawn::port>);
 * and so can a kernel with its own trap frame. (managarm, arch-generic/cpu.hpp) */

namespace kspawn {

/// The port of the include path, in the form that the concepts below read.
struct port {
	using regs = ::kspawn_pt_regs;
	using switch_frame = ::kspawn_switch_frame;
	static constexpr size_t word = KSPAWN_WORD;
	static constexpr size_t stack_align = KSPAWN_STACK_ALIGN;
	static constexpr size_t stack_min = KSPAWN_STACK_MIN;
	static constexpr size_t call_area = KSPAWN_CALL_AREA;
	static constexpr size_t switch_size = KSPAWN_SWITCH_SIZE;
	static constexpr size_t switch_resume = KSPAWN_SWITCH_RESUME;
	static constexpr size_t user_state_size = KSPAWN_USER_STATE_SIZE;
	static constexpr size_t user_state_align = KSPAWN_USER_STATE_ALIGN;
	static constexpr unsigned elf_machine = KSPAWN_ELF_MACHINE;
	static constexpr unsigned elf_class = KSPAWN_ELF_CLASS;
	static constexpr unsigned elf_data = KSPAWN_ELF_DATA;
	static bool elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
	{
		return kspawn_elf_check_arch(elf_class, flags, entry);
	}
	static constexpr long clone_args[] = { KSPAWN_CLONE_ARGS };
	static constexpr long calls[] = {
		KSPAWN_NR_fork,         KSPAWN_NR_vfork,           KSPAWN_NR_clone,           KSPAWN_NR_execve,
		KSPAWN_NR_exit,         KSPAWN_NR_wait4,           KSPAWN_NR_getpid,          KSPAWN_NR_exit_group,
		KSPAWN_NR_sched_yield,  KSPAWN_NR_gettid,          KSPAWN_NR_getppid,         KSPAWN_NR_set_tid_address,
		KSPAWN_NR_clone3,       KSPAWN_NR_waitid,          KSPAWN_NR_execveat,        KSPAWN_NR_futex,
		KSPAWN_NR_futex_time64, KSPAWN_NR_set_robust_list, KSPAWN_NR_get_robust_list, KSPAWN_NR_pidfd_send_signal,
	};
	static constexpr long errors[] = {
		KSPAWN_EPERM,        KSPAWN_ENOENT,  KSPAWN_ESRCH,  KSPAWN_EINTR,   KSPAWN_EIO,
		KSPAWN_E2BIG,        KSPAWN_ENOEXEC, KSPAWN_EBADF,  KSPAWN_ECHILD,  KSPAWN_EAGAIN,
		KSPAWN_ENOMEM,       KSPAWN_EACCES,  KSPAWN_EFAULT, KSPAWN_ENOTDIR, KSPAWN_EINVAL,
		KSPAWN_ENAMETOOLONG, KSPAWN_ENOSYS,  KSPAWN_ELOOP,  KSPAWN_ELIBBAD, KSPAWN_ETIMEDOUT,
	};
};

/* No header of a C++ library is used here, since a kernel may not have one. */
namespace contract {

template <class A, class B>
inline constexpr bool same_v = false;
template <class A>
inline constexpr bool same_v<A, A> = true;
template <class A, class B>
concept same_as = same_v<A, B>;

consteval bool power_of_two(size_t n) { return n != 0 && (n & (n - 1)) == 0; }

/// Returns true if no two numbers are the same. A port gives each call that it does
/// not have its own negative number.
template <size_t n>
consteval bool distinct(const long (&numbers)[n])
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++)
			if (numbers[i] == numbers[j])
				return false;
	return true;
}

/// Where flags, stack, parent_tid, child_tid and tls are among the arguments of clone.
consteval bool are_arguments(const long (&places)[5])
{
	for (long place : places)
		if (place < 0 || place > 5)
			return false;
	return distinct(places);
}

/// A system call returns one negated: a result between -4095 and -1 is an error on every machine.
template <size_t n>
consteval bool are_errors(const long (&errors)[n])
{
	for (long error : errors)
		if (error < 1 || error > 4095)
			return false;
	return distinct(errors);
}

} // namespace contract

/* clang-format off */
/// Words and stacks are as the compiler has them; a new thread fits the smallest stack.
template <class P>
concept stack_constants =
	P::word == sizeof(KSPAWN_WORD_TYPE) && contract::power_of_two(P::stack_align) && P::stack_align >= P::word &&
	P::stack_min % P::stack_align == 0 && P::call_area % P::word == 0 &&
	P::stack_min >= 2 * (P::switch_size + P::call_area);

/// The word at a sleeping thread's `sp` is its resume address, and its stack stays aligned.
template <class P>
concept switch_constants = P::switch_resume == 0 && P::switch_size == sizeof(typename P::switch_frame) &&
			   P::switch_size % P::stack_align == 0;

/// Programs of the port have the class and byte order of the kernel.
template <class P>
concept elf_constants = P::elf_machine != 0 && P::elf_class == sizeof(void *) / 4 &&
			P::elf_data == (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 1 : 2) &&
			requires(uint32_t flags, uintptr_t entry) {
				{ P::elf_check_arch(P::elf_class, flags, entry) } -> contract::same_as<bool>;
			};

template <class P>
concept user_constants = contract::power_of_two(P::user_state_align) &&
			 P::user_state_size % P::user_state_align == 0 &&
			 contract::are_arguments(P::clone_args) && contract::distinct(P::calls) &&
			 contract::are_errors(P::errors);

/// A pt_regs: copied by assignment, zeroed by memset, read and written by these
/// functions. `n` counts arguments from 0 to 5.
template <class R>
concept register_file = __is_trivially_copyable(R) && __is_standard_layout(R) &&
			requires(R *to, const R *from, uintptr_t word, long value, unsigned n) {
				{ kspawn_pt_regs_ip(from) } -> contract::same_as<uintptr_t>;
				{ kspawn_pt_regs_sp(from) } -> contract::same_as<uintptr_t>;
				{ kspawn_pt_regs_tls(from) } -> contract::same_as<uintptr_t>;
				{ kspawn_pt_regs_arg(from, n) } -> contract::same_as<uintptr_t>;
				{ kspawn_pt_regs_nr(from) } -> contract::same_as<long>;
				{ kspawn_pt_regs_ret(from) } -> contract::same_as<long>;
				{ kspawn_pt_regs_set_ip(to, word) } -> contract::same_as<void>;
				{ kspawn_pt_regs_set_sp(to, word) } -> contract::same_as<void>;
				{ kspawn_pt_regs_set_tls(to, word) } -> contract::same_as<void>;
				{ kspawn_pt_regs_set_ret(to, value) } -> contract::same_as<void>;
			};

template <class P>
concept keeps_contract = stack_constants<P> && switch_constants<P> && elf_constants<P> && user_constants<P> &&
			 register_file<typename P::regs> && sizeof(typename P::regs) % P::stack_align == 0;

/* clang-format on */
} // namespace kspawn
#endif
