/* tests/standalone/switch_to_host.cpp: threads on plain memory, with the three hooks of layer 0 */
#include "switch_to_host.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

entry kspawn_test_entries[entry_count];
record *kspawn_test_running;

namespace kspawn_test {
namespace {

constexpr unsigned char poison = 0xa5;
constexpr std::size_t alignment = 64;
std::vector<std::string> all_complaints;
task *last_leaver;
hooks all_hooks;

std::string hex(uint64_t value)
{
	char text[24];
	std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(value));
	return text;
}

void expect(const std::string &what, uint64_t got, uint64_t wanted)
{
	if (got != wanted)
		complain(what + " is " + hex(got) + ", not " + hex(wanted));
}

/// A register comes back as its task had it, or as whoever left last had it.
uint64_t expected(const task &self, const register_info &reg, std::size_t i)
{
	const bool mine = reg.how == kept || (reg.how == kept_by_fp && self.left_by == kspawn_switch_to_fp);
	return mine ? self.in[i] : last_leaver->in[i];
}

void look_at(const task &self, const kspawn_thread *back)
{
	if (back != &last_leaver->thread)
		complain("the thread that was left is another one");
	expect("sp", self.sp_after, self.sp_before);
	for (std::size_t i = 0; i < TEST_REGISTERS; i++)
		expect(registers[i].name, self.out[i] & registers[i].mask,
		       expected(self, registers[i], i) & registers[i].mask);
	if (!self.stack.zones_intact())
		complain("something was written beside the stack");
}

kspawn_thread_args kernel_thread(task *self)
{
	kspawn_thread_args args = {};
	args.fn = kspawn_test_fn;
	args.arg = self;
	return args;
}

} // namespace

stack_memory::stack_memory(std::size_t size) : bytes(size + 2 * zone + alignment, poison), length(size)
{
	slack = alignment - reinterpret_cast<uintptr_t>(bytes.data() + zone) % alignment;
}

bool stack_memory::zones_intact() const
{
	const auto intact = [](unsigned char byte) { return byte == poison; };
	const auto stack = bytes.begin() + zone + slack;
	return std::all_of(bytes.begin(), stack, intact) && std::all_of(stack + length, bytes.end(), intact);
}

task::task() : record{}, stack(0)
{
	flags = TEST_FLAGS_CALM;
}

task::task(std::function<int()> what, std::size_t stack_size) : task(kernel_thread(this), stack_size)
{
	body = std::move(what);
}

task::task(kspawn_thread_args args, std::size_t stack_size) : record{}, stack(stack_size)
{
	flags = TEST_FLAGS_CALM;
	args.stack = stack.lowest();
	args.stack_size = stack.size();
	if (kspawn_copy_thread(&thread, &args))
		complain("copy_thread fails");
}

void task::fill(const std::function<uint64_t()> &random)
{
	for (std::size_t i = 0; i < TEST_REGISTERS; i++)
		in[i] = (random() & registers[i].mask) | registers[i].always;
}

void task::switch_to(task &next, form *how, const std::function<uint64_t()> &random)
{
	fill(random);
	left_by = how;
	last_leaver = this;
	kspawn_test_running = &next;
	const kspawn_thread *back = kspawn_test_switch(this, &next.thread, how);
	look_at(*this, back);
}

task &running()
{
	return *static_cast<task *>(kspawn_test_running);
}

task &leaver()
{
	return *last_leaver;
}

std::vector<std::string> &complaints()
{
	return all_complaints;
}

void complain(const std::string &what)
{
	if (all_complaints.size() < 20)
		all_complaints.push_back(what);
}

std::string told()
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
	kspawn_test_running = last_leaver = &first;
	std::fill(std::begin(kspawn_test_entries), std::end(kspawn_test_entries), entry{});
}

hooks &on()
{
	return all_hooks;
}

} // namespace kspawn_test

using namespace kspawn_test;

/* The hooks, after their notes. */
extern "C" {

void kspawn_test_on_schedule_tail(kspawn_thread *prev)
{
	if (prev != &leaver().thread)
		complain("schedule_tail is told of another thread");
	if (on().schedule_tail)
		on().schedule_tail(prev);
}

int kspawn_test_on_fn(void *arg)
{
	if (on().fn)
		return on().fn(arg);
	if (arg != &running())
		complain("fn runs in another thread");
	return static_cast<task *>(arg)->body();
}

void kspawn_test_on_fn_returned(int rv)
{
	if (on().fn_returned)
		on().fn_returned(rv);
}

void kspawn_test_on_return_to_user(kspawn_pt_regs *regs)
{
	if (on().return_to_user)
		on().return_to_user(regs);
}
}
