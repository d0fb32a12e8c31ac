/* tests/ports/riscv64/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

/// kspawn_test_trapped with the host's gp.
extern "C" void kspawn_test_trap(int sig, siginfo_t *info, void *context);

namespace kspawn_test {

using unit = uint16_t;
constexpr unit breakpoint = 0x9002, compressed_ret = 0x8082, compressed_jr_t1 = 0x8302, unimp = 0;
constexpr uint32_t ret = 0x00008067, jr_t1 = 0x00030067;
constexpr uintptr_t mode_bit = 0;
constexpr auto trap_handler = kspawn_test_trap;

/// The two low bits decide. (Unprivileged ISA, 1.5)
inline int length(const unit *code) { return (*code & 3) == 3 ? 2 : 1; }

inline int instructions(const unit *) { return 1; }

inline uint32_t word_of(const unit *code) { return code[0] | uint32_t(code[1]) << 16; }

inline bool is_return(const unit *code) { return length(code) == 1 ? *code == compressed_ret : word_of(code) == ret; }

inline bool is_jump(const unit *code) { return length(code) == 1 ? *code == compressed_jr_t1 : word_of(code) == jr_t1; }

inline bool is_trap(const unit *code) { return *code == unimp; }

inline uintptr_t pc_of(const ucontext_t &context) { return context.uc_mcontext.__gregs[REG_PC]; }

inline uintptr_t sp_of(const ucontext_t &context) { return context.uc_mcontext.__gregs[REG_SP]; }

} // namespace kspawn_test
