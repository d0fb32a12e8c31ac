/* src/generic/word_writer.hpp: writes words into an address space that is not yet in use, a few at a time */
#ifndef KSPAWN_WORD_WRITER_HPP
#define KSPAWN_WORD_WRITER_HPP

#include <kspawn/host.h>

/// Writes upwards from an address; the first error is kept.
struct word_writer {
	kspawn_mm *mm;
	uintptr_t at;
	unsigned n;
	int err;
	uintptr_t words[8];
};

extern "C" void kspawn_words_begin(word_writer &writer, kspawn_mm *mm, uintptr_t at);

extern "C" void kspawn_words_put(word_writer &writer, uintptr_t word);
extern "C" void kspawn_words_put_pair(word_writer &writer, uintptr_t first, uintptr_t second);
extern "C" [[nodiscard]] int kspawn_words_finish(word_writer &writer);
#endif
