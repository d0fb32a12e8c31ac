/* src/generic/word_writer.hpp: words into a memory that is not yet in use, a few at a time */
#ifndef KSPAWN_WORD_WRITER_HPP
#define KSPAWN_WORD_WRITER_HPP

#include <kspawn/host.h>

/* Unnamed, so that an object built without inlining has no weak copies. */
namespace {

/// Upwards from an address; the first error stays until the end.
class word_writer {
public:
	word_writer(kspawn_mm *m, uintptr_t from) : mm(m), at(from) {}
	void put(uintptr_t word)
	{
		words[n++] = word;
		if (n == sizeof(words) / sizeof(words[0]))
			write();
	}
	[[nodiscard]] int finish()
	{
		write();
		return err;
	}

private:
	void write()
	{
		if (n != 0 && err == 0)
			err = kspawn_mm_write(mm, at, words, n * sizeof(words[0]));
		at += n * sizeof(words[0]);
		n = 0;
	}
	kspawn_mm *mm;
	uintptr_t at;
	unsigned n = 0;
	int err = 0;
	uintptr_t words[16];
};

} // namespace
#endif
