/* src/generic/word_writer.cpp: in its own file, so that it is not inlined into its many callers */
#include "word_writer.hpp"

namespace {

void write(word_writer &w)
{
	if (w.n != 0 && w.err == 0)
		w.err = kspawn_mm_write(w.mm, w.at, w.words, w.n * sizeof(w.words[0]));
	w.at += w.n * sizeof(w.words[0]);
	w.n = 0;
}

} // namespace

void kspawn_words_begin(word_writer &writer, kspawn_mm *mm, uintptr_t at)
{
	writer.mm = mm;
	writer.at = at;
	writer.n = 0;
	writer.err = 0;
}

void kspawn_words_put(word_writer &writer, uintptr_t word)
{
	writer.words[writer.n++] = word;
	if (writer.n == sizeof(writer.words) / sizeof(writer.words[0]))
		write(writer);
}

void kspawn_words_put_pair(word_writer &writer, uintptr_t first, uintptr_t second)
{
	kspawn_words_put(writer, first);
	kspawn_words_put(writer, second);
}

int kspawn_words_finish(word_writer &writer)
{
	write(writer);
	return writer.err;
}
