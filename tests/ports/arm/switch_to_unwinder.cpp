/* tests/ports/arm/switch_to_unwinder.cpp: a backtrace by .debug_frame, which debuggers read and the runtime library does not */
#include "switch_to_unwinder.hpp"

#include <cstring>
#include <elf.h>
#include <fstream>
#include <iterator>
#include <string>

#include "switch_to_step.hpp"

namespace kspawn_test {
namespace {

constexpr unsigned sp = 13, lr = 14, pc = 15, core_registers = 16;

struct machine {
	uint32_t r[core_registers];
};

/// A cursor in a section or in a rule. (DWARF 5, 7.6)
struct reader {
	const unsigned char *at, *end;

	bool more() const { return at < end; }
	template <class T>
	T take()
	{
		T value;
		std::memcpy(&value, at, sizeof(value));
		at += sizeof(value);
		return value;
	}
	uint32_t leb()
	{
		uint32_t value = 0;
		for (unsigned shift = 0;; shift += 7) {
			const auto byte = take<unsigned char>();
			value |= uint32_t(byte & 0x7f) << shift;
			if (!(byte & 0x80))
				return value;
		}
	}
	int32_t signed_leb()
	{
		const unsigned char *start = at;
		const uint32_t value = leb();
		const unsigned bits = 7 * unsigned(at - start);
		return bits < 32 && (at[-1] & 0x40) ? int32_t(value | ~0u << bits) : int32_t(value);
	}
	reader block()
	{
		const uint32_t size = leb();
		at += size;
		return { at - size, at };
	}
};

struct row {
	enum kind { same, undefined, at_cfa, in_register } how[core_registers] = {};
	int32_t value[core_registers] = {};
	unsigned cfa_register = sp;
	int32_t cfa_offset = 0;
	reader cfa_expression = {};
};

struct function_entry {
	uint32_t start = 0, size = 0;
	unsigned code_align = 1;
	int32_t data_align = 1;
	reader initial = {}, rules = {};
};

/// Rules are made one by one, up to the row of `wanted`. (DWARF 5, 6.4.2)
class table {
public:
	table(const function_entry &f, uint32_t wanted) : f(f), wanted(wanted), location(f.start)
	{
		run(f.initial);
		first = now;
		run(f.rules);
	}
	row now;

private:
	void set(unsigned reg, row::kind how, int32_t value)
	{
		if (reg >= core_registers)
			return;
		now.how[reg] = how;
		now.value[reg] = value;
	}
	void restore(unsigned reg)
	{
		if (reg < core_registers)
			set(reg, first.how[reg], first.value[reg]);
	}
	void cfa(unsigned reg, int32_t offset)
	{
		now.cfa_register = reg;
		now.cfa_offset = offset;
		now.cfa_expression = {};
	}
	void run(reader code)
	{
		while (code.more() && location <= wanted)
			one(code);
	}
	void one(reader &code)
	{
		const auto op = code.take<unsigned char>();
		const unsigned low = op & 0x3f;
		switch (op & 0xc0) {
		case 0x40:
			location += low * f.code_align;
			return;
		case 0x80:
			set(low, row::at_cfa, int32_t(code.leb()) * f.data_align);
			return;
		case 0xc0:
			restore(low);
			return;
		}
		extended(op, code);
	}
	void extended(unsigned op, reader &code)
	{
		unsigned reg;
		switch (op) {
		case 0x00:
			return;
		case 0x02:
			location += code.take<uint8_t>() * f.code_align;
			return;
		case 0x03:
			location += code.take<uint16_t>() * f.code_align;
			return;
		case 0x04:
			location += code.take<uint32_t>() * f.code_align;
			return;
		case 0x05:
			reg = code.leb();
			return set(reg, row::at_cfa, int32_t(code.leb()) * f.data_align);
		case 0x06:
			return restore(code.leb());
		case 0x07:
			return set(code.leb(), row::undefined, 0);
		case 0x08:
			return set(code.leb(), row::same, 0);
		case 0x09:
			reg = code.leb();
			return set(reg, row::in_register, int32_t(code.leb()));
		case 0x0a:
			remembered = now;
			return;
		case 0x0b:
			now = remembered;
			return;
		case 0x0c:
			reg = code.leb();
			return cfa(reg, int32_t(code.leb()));
		case 0x0d:
			return cfa(code.leb(), now.cfa_offset);
		case 0x0e:
			return cfa(now.cfa_register, int32_t(code.leb()));
		case 0x0f:
			now.cfa_expression = code.block();
			return;
		case 0x11:
			reg = code.leb();
			return set(reg, row::at_cfa, code.signed_leb() * f.data_align);
		default:
			complain("a rule that is not known: " + std::to_string(op));
			code.at = code.end;
		}
	}

	const function_entry &f;
	const uint32_t wanted;
	uint32_t location;
	row first, remembered;
};

/// The frame of a thread whose address is in a register: breg, deref, plus_uconst. (DWARF 5, 2.5)
uint32_t evaluate(reader code, const machine &m)
{
	uint32_t value = 0;
	while (code.more()) {
		const auto op = code.take<unsigned char>();
		if (op >= 0x70 && op < 0x70 + core_registers)
			value = m.r[op - 0x70] + uint32_t(code.signed_leb());
		else if (op == 0x06)
			std::memcpy(&value, reinterpret_cast<void *>(value), sizeof(value));
		else if (op == 0x23)
			value += code.leb();
		else
			complain("an operation that is not known: " + std::to_string(op));
	}
	return value;
}

/// .debug_frame of this program, which the linker loads nowhere.
reader debug_frame()
{
	static const std::string image = [] {
		std::ifstream file("/proc/self/exe", std::ios::binary);
		return std::string(std::istreambuf_iterator<char>(file), {});
	}();
	const auto *bytes = reinterpret_cast<const unsigned char *>(image.data());
	const auto *header = reinterpret_cast<const Elf32_Ehdr *>(bytes);
	const auto *sections = reinterpret_cast<const Elf32_Shdr *>(bytes + header->e_shoff);
	const char *names = image.data() + sections[header->e_shstrndx].sh_offset;
	for (int i = 0; i < header->e_shnum; i++)
		if (!std::strcmp(names + sections[i].sh_name, ".debug_frame"))
			return { bytes + sections[i].sh_offset, bytes + sections[i].sh_offset + sections[i].sh_size };
	return {};
}

void read_common(reader entry, function_entry &f)
{
	const auto version = entry.take<uint8_t>();
	while (entry.take<char>())
		;
	entry.at += version >= 4 ? 2 : 0; /* sizes of address and segment */
	f.code_align = entry.leb();
	f.data_align = entry.signed_leb();
	version == 1 ? void(entry.take<uint8_t>()) : void(entry.leb());
	f.initial = entry;
}

bool find_entry(uint32_t where, function_entry &f)
{
	static const reader section = debug_frame();
	for (reader r = section; r.more();) {
		const auto size = r.take<uint32_t>();
		reader entry = { r.at, r.at + size };
		r.at += size;
		const auto common = entry.take<uint32_t>();
		if (common == ~0u)
			continue;
		f.start = entry.take<uint32_t>();
		f.size = entry.take<uint32_t>();
		if (where - f.start >= f.size)
			continue;
		f.rules = entry;
		reader c = { section.at + common, section.end };
		c.end = c.at + 4 + c.take<uint32_t>();
		c.take<uint32_t>();
		read_common(c, f);
		return true;
	}
	return false;
}

/// Finds the caller's registers; false if there is no caller.
bool go_up(const row &rules, uint32_t cfa, machine &m)
{
	const machine inner = m;
	for (unsigned reg = 0; reg < core_registers; reg++) {
		if (rules.how[reg] == row::at_cfa)
			std::memcpy(&m.r[reg], reinterpret_cast<void *>(cfa + uint32_t(rules.value[reg])), 4);
		if (rules.how[reg] == row::in_register)
			m.r[reg] = inner.r[rules.value[reg]];
	}
	m.r[sp] = cfa;
	m.r[pc] = m.r[lr] & ~1u;
	return rules.how[lr] != row::undefined;
}

void add_frame(backtrace &trace, const function_entry &f, const machine &m)
{
	frame &to = trace.frames[trace.count++];
	to.function = reinterpret_cast<void *>(f.start + test_thumb_bit);
	to.sp = m.r[sp];
	for (int i = 0; i < TEST_REGISTERS; i++)
		to.registers[i] = registers[i].dwarf < 0 ? 0 : m.r[registers[i].dwarf];
}

machine start_of(const ucontext_t *context)
{
	machine m;
	if (context)
		std::memcpy(&m, &context->uc_mcontext.arm_r0, sizeof(m));
	return m;
}

} // namespace

__attribute__((noinline)) backtrace unwind()
{
	backtrace trace;
	machine m = start_of(interrupted);
	if (!interrupted)
		__asm__ volatile("stm %0, {r0-r12}\n\tstr sp, [%0, #52]\n\tstr lr, [%0, #56]\n\tmov r12, pc\n\tstr r12, [%0, #60]"
				 :
				 : "r"(m.r)
				 : "r12", "memory");
	uint32_t called = 0; /* the instruction before a return address is the call */
	while (trace.count < 64) {
		function_entry f;
		if (!find_entry(m.r[pc] - called, f)) {
			trace.ends = true;
			break;
		}
		add_frame(trace, f, m);
		const row rules = table(f, m.r[pc] - called).now;
		const uint32_t base = m.r[rules.cfa_register] + uint32_t(rules.cfa_offset);
		const uint32_t cfa = rules.cfa_expression.more() ? evaluate(rules.cfa_expression, m) : base;
		if (!go_up(rules, cfa, m)) {
			trace.ends = true;
			trace.end_sp = cfa;
			break;
		}
		called = 1;
	}
	return trace;
}

} // namespace kspawn_test
