/* tests/ports/aarch64/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

using unit = uint32_t;
constexpr unit breakpoint = 0xd4200000, ret = 0xd65f03c0, br_x16 = 0xd61f0200;
constexpr uintptr_t mode_bit = 0;
constexpr auto trap_handler = kspawn_test_trapped;

inline int length(const unit *) { return 1; }

inline int instructions(const unit *) { return 1; }

inline bool is_return(const unit *code) { return *code == ret; }

inline bool is_jump(const unit *code) { return *code == br_x16; }

inline bool is_trap(const unit *code) { return *code == breakpoint; }

inline uintptr_t pc_of(const ucontext_t &context) { return context.uc_mcontext.pc; }

inline uintptr_t sp_of(const ucontext_t &context) { return context.uc_mcontext.sp; }

} // namespace kspawn_test
