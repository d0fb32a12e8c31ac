/* src/generic/elf_place.cpp: a place for a relocatable file */
#include "elf.hpp"

#include "bounds.hpp"
#include "freestanding.hpp"

namespace {

/// Walks upwards from an address, past ranges in use.
class search {
public:
	search(const elf_image &f, const kspawn_user_layout &l, const elf_image *t) : file(f), layout(l), taken(t) {}
	/// Returns true if there is a place from `start` on where the bias is a multiple of
	/// `align`; it is then in `at`. `err` has the errors of the hooks.
	[[nodiscard]] bool run(uintptr_t start, uintptr_t align);

	uintptr_t at = 0; /* of the file's lowest page */
	int err = 0;

private:
	void move(uintptr_t to);
	void avoid(uintptr_t from, uintptr_t to);
	[[nodiscard]] int avoid_taken();
	bool inside() const { return at >= layout.low && fits(at, size(), layout.high); }
	size_t size() const { return file.high - file.low; }

	const elf_image &file;
	const kspawn_user_layout &layout;
	const elf_image *const taken;
	uintptr_t align = 0;
};

/// After the last aligned address `at` wraps, and is not inside.
void search::move(uintptr_t to)
{
	const uintptr_t up = (file.low - to) & (align - 1);
	at = to + up >= to ? to + up : UINTPTR_MAX;
}

void search::avoid(uintptr_t from, uintptr_t to)
{
	if (from < to && at < to && from < at + size())
		move(align_up(to, layout.page_size));
}

int search::avoid_taken()
{
	if (taken == nullptr)
		return 0;
	return for_each_segment(*taken, [&](const elf_segment_t &s) {
		const uintptr_t from = taken->bias + s.vaddr;
		if (s.type == PT_LOAD && inside())
			avoid(align_down(from, layout.page_size), from + s.memsz);
		return 0;
	});
}

/// Each pass over the used ranges moves past at least one segment, or finds the
/// place. Linkers write segments in order, so two passes are the usual number.
bool search::run(uintptr_t start, uintptr_t wanted)
{
	constexpr unsigned most = 64; /* limits the time for a file whose segments descend */
	align = wanted;
	move(start);
	for (unsigned n = 0; n < most && inside(); n++) {
		const uintptr_t before = at;
		avoid(layout.stack_top - layout.stack_size, layout.stack_top);
		if (inside())
			err = avoid_taken();
		if (err != 0 || at == before)
			return err == 0;
	}
	return false;
}

} // namespace

/// Linux finds the place of a file that has no base of its own by mapping the first
/// segment's part of the file. With no such part it takes address 0, where no program
/// may be. A program that names an interpreter has a base. A file of no size has no
/// place. An alignment that no free place has is a wish that is not met: Linux looks
/// at p_align only here, and a file at a fixed address runs whatever it says.
int kspawn_elf_place(elf_image &file, const kspawn_user_layout &layout, uintptr_t base, const elf_image *taken)
{
	const uintptr_t page = layout.page_size, wish = file.align > page ? file.align : page;
	const bool has_base = taken == nullptr && file.has_interp;
	file.bias = 0;
	if (file.type != ET_DYN || !file.loads)
		return 0;
	search places(file, layout, taken);
	bool found = false;
	if (file.low == file.high)
		return ELF_KILLS;
	for (unsigned n = 0; n < 4 && (has_base || !file.starts_empty) && !found && places.err == 0; n++)
		found = places.run(n % 2 == 0 ? base : layout.low, n < 2 ? wish : page);
	file.bias = places.at - file.low;
	return found ? 0 : places.err != 0 ? places.err : ELF_KILLS;
}
