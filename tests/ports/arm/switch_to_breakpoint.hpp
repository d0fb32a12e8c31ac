/* tests/ports/arm/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

#ifdef __thumb__
using unit = uint16_t;
constexpr unit breakpoint = 0xbe00, bx_lr = 0x4770, bx_r12 = 0x4760, udf = 0xde00;

/// The five high bits decide. (ARMv7-A ARM, A6.1)
inline int length(const unit *code) { return *code >> 11 >= 0x1d ? 2 : 1; }
#else
using unit = uint32_t;
constexpr unit breakpoint = 0xe1200070, bx_lr = 0xe12fff1e, bx_r12 = 0xe12fff1c, udf = 0xe7f000f0;

inline int length(const unit *) { return 1; }
#endif

constexpr uintptr_t mode_bit = test_thumb_bit;
constexpr auto trap_handler = kspawn_test_trapped;

inline int instructions(const unit *) { return 1; }

inline bool is_return(const unit *code) { return *code == bx_lr; }

inline bool is_jump(const unit *code) { return *code == bx_r12; }

inline bool is_trap(const unit *code) { return *code == udf; }

inline uintptr_t pc_of(const ucontext_t &context) { return context.uc_mcontext.arm_pc; }

inline uintptr_t sp_of(const ucontext_t &context) { return context.uc_mcontext.arm_sp; }

} // namespace kspawn_test
