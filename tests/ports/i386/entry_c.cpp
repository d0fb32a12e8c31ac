/* tests/ports/i386/entry_c.cpp: what gate and signal entry set, as on x86-64, with arguments on the stack */
#define TEST_SP "%%esp"
#define TEST_OLD_SP "%%esi"
#define TEST_KEPT_REGISTER "%%ebx"
#define TEST_SET_SIGNAL "push $0\n\tpush $0\n\tpush $4711\n\t"
#define TEST_LOST_REGISTERS "ebx", "edx", "esi"
#include "../x86_64/entry_c.cpp"
