/* tests/standalone/switch_to_host.cpp: threads on plain memory, with the three hooks of layer 0 */
#include "switch_to_host.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace kspawn_test {
namespace {

constexpr std::size_t alignment = 64;
std::vector<std::string> all_complaints;
hooks all_hooks;

std::string hex(uint64_t value)
{
	char text[24];
	std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
	return text;
}

kspawn_thread_args kernel_thread(task *self)
{
	kspawn_thread_args args = {};
	args.fn = kspawn_test_fn;
	args.arg = self;
	return args;
}

void on_schedule_tail(kspawn_thread *prev)
{
	if (all_hooks.schedule_tail)
		all_hooks.schedule_tail(prev);
}

int on_fn(void *arg)
{
	if (all_hooks.fn)
		return all_hooks.fn(arg);
	if (arg != &running())
		complain("fn runs in another thread");
	return static_cast<task *>(arg)->body();
}

void on_fn_returned(int rv)
{
	if (all_hooks.fn_returned)
		all_hooks.fn_returned(rv);
}

void on_return_to_user(kspawn_pt_regs *regs)
{
	if (all_hooks.return_to_user)
		all_hooks.return_to_user(regs);
}

} // namespace

task::task() : checkswitch::task{} { flags = TEST_FLAGS_CALM; }

task::task(std::function<int()> what, std::size_t stack_size) : task(kernel_thread(this), stack_size) { body = std::move(what); }

task::task(kspawn_thread_args args, std::size_t stack_size) : checkswitch::task{}, memory(stack_size + 2 * stack.zone + alignment)
{
	const auto start = reinterpret_cast<uintptr_t>(memory.data()) + stack.zone;
	stack.lowest = reinterpret_cast<unsigned char *>((start + alignment - 1) / alignment * alignment);
	stack.size = stack_size;
	stack.poison();
	checkswitch::bear(*this, args);
}

void task::switch_to(task &next, form *how, const std::function<uint64_t()> &random)
{
	for (std::size_t i = 0; i < TEST_REGISTERS; i++)
		in[i] = (random() & registers[i].mask) | registers[i].always;
	checkswitch::switch_to(*this, next, how);
}

task &running() { return static_cast<task &>(checkswitch::running()); }

task &leaver() { return static_cast<task &>(checkswitch::leaver()); }

std::vector<std::string> &complaints() { return all_complaints; }

void complain(const std::string &what)
{
	if (all_complaints.size() < 20)
		all_complaints.push_back(what);
}

std::string report()
{
	std::string text;
	for (const std::string &line : all_complaints)
		text += line + '\n';
	return text;
}

uint64_t counting()
{
	static uint64_t n = 0x0123456789abcdef;
	return n += 0x1111111111111111;
}

void start_over(task &first)
{
	all_complaints.clear();
	all_hooks = {};
	checkswitch::start_over(first);
	checkswitch::on({ on_schedule_tail, on_fn, on_fn_returned, on_return_to_user });
}

hooks &on() { return all_hooks; }

} // namespace kspawn_test

void checkswitch_complain(const char *what, uint64_t got, uint64_t wanted)
{
	kspawn_test::complain(std::string(what) + " is " + kspawn_test::hex(got) + ", not " + kspawn_test::hex(wanted));
}
