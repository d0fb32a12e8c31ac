/* tests/checkswitch/inline_forms.cpp: the inline forms, as functions */
#include "checkswitch.hpp"

kspawn_thread *kspawn_test_inline(kspawn_thread *prev, kspawn_thread *next) { return kspawn_switch_inline(prev, next); }

kspawn_thread *kspawn_test_inline_fp(kspawn_thread *prev, kspawn_thread *next) { return kspawn_switch_inline_fp(prev, next); }

kspawn_thread *kspawn_test_away(kspawn_thread *prev, kspawn_thread *next) { kspawn_switch_away(prev, next); }
