/* tests/arch/probe.cpp: every step of a life, as the linker sees it (--wrap), in a machine of a test */
#include "probe.hpp"

#include <cstring>

#include <kspawn/syscall.h>

#include "cpu.h"

namespace kspawn::test {
namespace {

probe *active;

} // namespace

probe::probe() { active = this; }

probe::~probe() { active = nullptr; }

void probe::note(const char *step)
{
	const auto pid = std::size_t(kspawn_current()->pid);
	if (by_pid.size() <= pid)
		by_pid.resize(pid + 1);
	by_pid[pid] += by_pid[pid].empty() ? step : std::string(" ") + step;
}

std::string probe::steps(int pid) const { return std::size_t(pid) < by_pid.size() ? by_pid[std::size_t(pid)] : ""; }

std::vector<uintptr_t> words_of(const kspawn_pt_regs &regs)
{
	std::vector<uintptr_t> words(sizeof(regs) / sizeof(uintptr_t));
	std::memcpy(words.data(), &regs, sizeof(regs));
	return words;
}

namespace {

template <class F, class... Args>
void report(F probe::*what, const char *step, Args &&...args)
{
	if (!active)
		return;
	if (step)
		active->note(step);
	if (active->*what)
		(active->*what)(args...);
}

void step(const char *name)
{
	if (active)
		active->note(name);
}

} // namespace
} // namespace kspawn::test

using kspawn::test::probe;
using kspawn::test::report;
using kspawn::test::step;

extern "C" {

int __real_kspawn_copy_thread(kspawn_thread *t, const kspawn_thread_args *args);
int __wrap_kspawn_copy_thread(kspawn_thread *t, const kspawn_thread_args *args)
{
	report(&probe::copy_thread, "copy_thread", t, *args);
	return __real_kspawn_copy_thread(t, args);
}

kspawn_thread *__real_kspawn_switch_to_fp(kspawn_thread *prev, kspawn_thread *next);
kspawn_thread *__wrap_kspawn_switch_to_fp(kspawn_thread *prev, kspawn_thread *next)
{
	report(&probe::leave, nullptr, prev, next);
	kspawn_thread *before = __real_kspawn_switch_to_fp(prev, next);
	report(&probe::back, nullptr, before);
	return before;
}

void __real_kspawn_schedule_tail(kspawn_thread *prev);
void __wrap_kspawn_schedule_tail(kspawn_thread *prev)
{
	report(&probe::back, "tail", prev);
	__real_kspawn_schedule_tail(prev);
}

void __real_kspawn_fn_returned(int rv);
void __wrap_kspawn_fn_returned(int rv)
{
	step("returned");
	__real_kspawn_fn_returned(rv);
}

[[noreturn]] void __real_kspawn_return_to_user(kspawn_pt_regs *regs);
[[noreturn]] void __wrap_kspawn_return_to_user(kspawn_pt_regs *regs)
{
	step("user");
	__real_kspawn_return_to_user(regs);
}

void __real_kspawn_user_work(kspawn_pt_regs *regs);
void __wrap_kspawn_user_work(kspawn_pt_regs *regs)
{
	step("work");
	__real_kspawn_user_work(regs);
}

[[noreturn]] void __real_kspawn_hosted_exit(void *frame, uintptr_t tls);
[[noreturn]] void __wrap_kspawn_hosted_exit(void *frame, uintptr_t tls)
{
	step("exit");
	__real_kspawn_hosted_exit(frame, tls);
}

void __real_kspawn_signal_syscall(kspawn_pt_regs *regs);
void __wrap_kspawn_signal_syscall(kspawn_pt_regs *regs)
{
	report(&probe::syscall, "call", regs);
	__real_kspawn_signal_syscall(regs);
}

void __real_kspawn_task_publish(kspawn_task *task);
void __wrap_kspawn_task_publish(kspawn_task *task)
{
	report(&probe::publish, nullptr, task);
	__real_kspawn_task_publish(task);
}

void __real_kspawn_stack_free(kspawn_task *task);
void __wrap_kspawn_stack_free(kspawn_task *task)
{
	report(&probe::stack_free, nullptr, task);
	__real_kspawn_stack_free(task);
}

void __real_kspawn_process_dead(kspawn_task *leader);
void __wrap_kspawn_process_dead(kspawn_task *leader)
{
	report(&probe::dead, nullptr, leader);
	__real_kspawn_process_dead(leader);
}

int __real_kspawn_arch_dup_task(kspawn_task *child, const kspawn_task *parent);
int __wrap_kspawn_arch_dup_task(kspawn_task *child, const kspawn_task *parent)
{
	report(&probe::arch_dup_task, nullptr, child, parent);
	return __real_kspawn_arch_dup_task(child, parent);
}

void __real_kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp);
void __wrap_kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	report(&probe::start_thread, nullptr, regs);
	__real_kspawn_start_thread(regs, entry, usp);
}
}
