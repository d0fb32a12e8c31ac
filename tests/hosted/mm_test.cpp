/* tests/hosted/mm_test.cpp: areas, a page table, copy on write
 *
 * Tested here: user_range.cpp */
#include <cstring>

#include <kspawn/errno.h>
#include <kspawn/host.h>

#include "machine_test.hpp"
#include "mm.hpp"

using namespace kspawn::hosted;
using kspawn::test::with_programs;

namespace {

constexpr int rw = KSPAWN_PROT_READ | KSPAWN_PROT_WRITE;
constexpr uintptr_t base = user_low + 0x10000;

struct fixture {
	machine m;
	kspawn_mm *mm;
	explicit fixture(size_t frames = 64) : m(options(frames)), mm(new kspawn_mm(m.memory)) {}
	~fixture() { mm_put(mm); }
	static machine_options options(size_t frames)
	{
		machine_options o = with_programs();
		o.frames = frames;
		return o;
	}
	int map(uintptr_t start, uintptr_t end, int prot = rw) { return mm->map({ start, end, prot, nullptr, 0, 0 }); }
	int write(kspawn_mm *to, uintptr_t at, int value) { return to->copy(at, &value, sizeof(value), intent::write); }
	int read(kspawn_mm *from, uintptr_t at)
	{
		int value = -1;
		CHECK(from->copy(at, &value, sizeof(value), intent::read) == 0);
		return value;
	}
};

} // namespace

TEST_CASE("areas are in the user range")
{
	fixture f;
	CHECK(f.map(base, base + 4 * page_size) == 0);
	CHECK(f.map(base, base) == -KSPAWN_EINVAL);
	CHECK(f.map(base + page_size, base) == -KSPAWN_EINVAL);
	CHECK(f.map(user_low - page_size, user_low + page_size) == -KSPAWN_EINVAL);
	CHECK(f.map(user_high - page_size, user_high + page_size) == -KSPAWN_EINVAL);
	CHECK(f.map(base + 4 * page_size, base + 5 * page_size) == 0);
	CHECK(f.map(user_high - page_size, user_high) == 0);
	CHECK(f.map(user_low, user_low + page_size) == 0);
}

TEST_CASE("an area replaces the pages of others that are there, and no more")
{
	fixture f;
	const int none = 0, r = KSPAWN_PROT_READ, x = KSPAWN_PROT_EXEC;
	const auto prots = [&] {
		std::vector<int> all;
		for (size_t page = 0; page < 6; page++) {
			const area *a = f.mm->find(base + page * page_size);
			all.push_back(a ? a->prot : -1);
		}
		return all;
	};
	CHECK(f.map(base, base + 5 * page_size, rw) == 0);
	CHECK(f.map(base + page_size, base + 2 * page_size, r) == 0);
	CHECK(prots() == std::vector<int>{ rw, r, rw, rw, rw, -1 });
	CHECK(f.map(base + 4 * page_size, base + 6 * page_size, x) == 0);
	CHECK(prots() == std::vector<int>{ rw, r, rw, rw, x, x });
	CHECK(f.map(base + page_size, base + 4 * page_size, none) == 0);
	CHECK(prots() == std::vector<int>{ rw, none, none, none, x, x });
	CHECK(f.map(base - page_size, base + 6 * page_size, r) == 0);
	CHECK(prots() == std::vector<int>{ r, r, r, r, r, r });
}

TEST_CASE("a page without any protection cannot be read")
{
	fixture f;
	CHECK(f.map(base, base + page_size, 0) == 0);
	char byte = 0;
	CHECK(f.mm->copy(base, &byte, 1, intent::read) == -KSPAWN_EFAULT);
	CHECK(f.mm->copy(base, &byte, 1, intent::write) == -KSPAWN_EFAULT);
	CHECK(f.mm->copy(base, &byte, 1, intent::force_write) == 0);
}

TEST_CASE("pages appear, zeroed, when they are touched, and nowhere else")
{
	fixture f;
	CHECK(f.map(base, base + 4 * page_size) == 0);
	CHECK(f.m.memory.in_use() == 0);
	CHECK(f.read(f.mm, base + page_size) == 0);
	CHECK(f.m.memory.in_use() == 1);
	CHECK(f.mm->frame_at(page_of(base)) == no_frame);
	CHECK(f.mm->frame_at(page_of(base + page_size)) != no_frame);
}

TEST_CASE("an access outside of every area is EFAULT, also if it begins inside")
{
	fixture f;
	CHECK(f.map(base, base + page_size) == 0);
	char bytes[64] = {};
	CHECK(f.mm->copy(base + page_size, bytes, 1, intent::read) == -KSPAWN_EFAULT);
	CHECK(f.mm->copy(base - 1, bytes, 2, intent::read) == -KSPAWN_EFAULT);
	CHECK(f.mm->copy(base + page_size - 63, bytes, 64, intent::write) == -KSPAWN_EFAULT);
	CHECK(f.mm->copy(0, bytes, 1, intent::read) == -KSPAWN_EFAULT);
	CHECK(f.mm->copy(UINTPTR_MAX, bytes, 2, intent::read) == -KSPAWN_EFAULT);
	CHECK(f.mm->copy(base + page_size - 64, bytes, 64, intent::write) == 0);
}

TEST_CASE("a read-only area refuses all writes except a loader's")
{
	fixture f;
	CHECK(f.map(base, base + page_size, KSPAWN_PROT_READ) == 0);
	int value = 7;
	CHECK(f.write(f.mm, base, 1) == -KSPAWN_EFAULT);
	CHECK(f.mm->copy(base, &value, sizeof(value), intent::force_write) == 0);
	CHECK(f.read(f.mm, base) == 7);
}

TEST_CASE("a copy may straddle pages and areas")
{
	fixture f;
	CHECK(f.map(base, base + 2 * page_size) == 0);
	CHECK(f.map(base + 2 * page_size, base + 4 * page_size) == 0);
	std::string out(3 * page_size, 0), in(out.size(), 0);
	for (size_t i = 0; i < out.size(); i++)
		out[i] = char(i * 31 + i / page_size);
	CHECK(f.mm->copy(base + 100, out.data(), out.size(), intent::write) == 0);
	CHECK(f.mm->copy(base + 100, in.data(), in.size(), intent::read) == 0);
	CHECK(in == out);
	CHECK(f.read(f.mm, base) == 0);
}

TEST_CASE("a fork shares every frame until one of the two writes")
{
	fixture f;
	CHECK(f.map(base, base + 4 * page_size) == 0);
	for (uintptr_t page = 0; page < 3; page++)
		CHECK(f.write(f.mm, base + page * page_size, int(10 + page)) == 0);
	kspawn_mm *child = f.mm->fork();
	CHECK(f.m.memory.in_use() == 3);
	const frame_t shared = f.mm->frame_at(page_of(base));
	CHECK(child->frame_at(page_of(base)) == shared);
	CHECK(f.m.memory.shared(shared));

	CHECK(f.read(child, base) == 10);
	CHECK(f.m.memory.in_use() == 3);
	CHECK(f.write(child, base, 20) == 0);
	CHECK(f.m.memory.in_use() == 4);
	CHECK(f.read(f.mm, base) == 10);
	CHECK(f.read(child, base) == 20);
	CHECK(f.mm->frame_at(page_of(base)) == shared);
	CHECK(!f.m.memory.shared(shared));

	CHECK(f.write(f.mm, base, 30) == 0); /* the last holder copies no more */
	CHECK(f.m.memory.in_use() == 4);
	CHECK(f.write(f.mm, base + page_size, 31) == 0);
	CHECK(f.read(child, base + page_size) == 11);
	CHECK(f.write(child, base + 3 * page_size, 1) == 0); /* untouched at the fork */
	CHECK(f.read(f.mm, base + 3 * page_size) == 0);
	mm_put(child);
	CHECK(f.m.memory.in_use() == 4);
	CHECK(f.read(f.mm, base + 2 * page_size) == 12);
}

TEST_CASE("a page shared by many is freed by the last")
{
	fixture f;
	CHECK(f.map(base, base + page_size) == 0);
	CHECK(f.write(f.mm, base, 1) == 0);
	std::vector<kspawn_mm *> children;
	for (int i = 0; i < 20; i++)
		children.push_back((i % 2 ? children.back() : f.mm)->fork());
	CHECK(f.m.memory.in_use() == 1);
	for (size_t i = 0; i < children.size(); i += 3)
		CHECK(f.write(children[i], base, int(i)) == 0);
	CHECK(f.m.memory.in_use() == 8);
	for (size_t i = 0; i < children.size(); i++) {
		CHECK(f.read(children[i], base) == (i % 3 ? 1 : int(i)));
		mm_put(children[i]);
	}
	CHECK(f.m.memory.in_use() == 1);
	CHECK(f.read(f.mm, base) == 1);
}

TEST_CASE("an address space keeps its frames while it has a holder")
{
	fixture f;
	const size_t before = kspawn_mm::count;
	auto *mm = new kspawn_mm(f.m.memory);
	CHECK(mm->map({ base, base + page_size, rw, nullptr, 0, 0 }) == 0);
	CHECK(f.write(mm, base, 5) == 0);
	mm->refs++;
	mm_put(mm);
	CHECK(kspawn_mm::count == before + 1);
	CHECK(f.read(mm, base) == 5);
	mm_put(mm);
	CHECK(kspawn_mm::count == before);
	CHECK(f.m.memory.in_use() == 0);
}

TEST_CASE("without frames an access is ENOMEM and changes nothing")
{
	fixture f(3);
	CHECK(f.map(base, base + 8 * page_size) == 0);
	for (uintptr_t page = 0; page < 3; page++)
		CHECK(f.write(f.mm, base + page * page_size, int(page)) == 0);
	CHECK(f.write(f.mm, base + 3 * page_size, 3) == -KSPAWN_ENOMEM);
	kspawn_mm *child = f.mm->fork();
	CHECK(f.write(child, base, 9) == -KSPAWN_ENOMEM);
	CHECK(f.read(child, base) == 0);
	mm_put(child);
	CHECK(f.write(f.mm, base, 9) == 0);
	CHECK(f.m.memory.in_use() == 3);
}
