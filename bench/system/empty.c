/* bench/system/empty.c: a program with a C library that does nothing */
int main(void) { return 0; }
