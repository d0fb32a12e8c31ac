/* tests/checkswitch/entries.h: the functions that the trampoline calls, each by the port's macro `entry` */
/* clang-format off */
entry kspawn_schedule_tail, 0, kspawn_test_on_schedule_tail
entry kspawn_test_fn, 1, kspawn_test_on_fn
entry kspawn_fn_returned, 2, kspawn_test_on_fn_returned
entry kspawn_return_to_user, 3, kspawn_test_on_return_to_user
