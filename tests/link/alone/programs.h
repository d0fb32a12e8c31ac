/* tests/link/alone/programs.h: files that can be run */
#ifndef KSPAWN_TESTS_LINK_ALONE_PROGRAMS_H
#define KSPAWN_TESTS_LINK_ALONE_PROGRAMS_H

#include <kspawn/exec.h>
#include <kspawn/wait.h>

#include "resources.h"

/// The files: "/program", an ELF file that runs `file_program`, "/script", whose interpreter it is, and "/text".
extern program_fn *file_program;
#define ENTRY (USER_LOW + 0x100)
extern const char *opened; /* the last */
/// Copies n bytes from `offset`, as far as the file goes.
void file_copy(const struct kspawn_image *image, uint64_t offset, void *to, size_t n);

/// argc and argv[n] of the running program, which has not pushed anything.
int user_argc(void);
const char *user_argv(int n);

#endif
