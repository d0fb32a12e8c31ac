/* sclp.h: the service-call logical processor: a terminal (VT220), a console of lines, the size of memory */
#ifndef SCLP_H
#define SCLP_H

#include <stdint.h>

/// Asks for the events of the terminal.
void sclp_start(void);
/// Memory in bytes.
uint64_t sclp_memory(void);
void sclp_terminal_put(char c);
/// The next character of the terminal, or -1.
int sclp_terminal_get(void);
/// To the console of lines, which shows a line when it is whole.
void sclp_line_put(char c);

#endif
