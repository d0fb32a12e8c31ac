/* bench/plugin/api.h: what the plugin takes of QEMU's interface, version 1, for which Debian has no header */
#ifndef KSPAWN_BENCH_PLUGIN_API_H
#define KSPAWN_BENCH_PLUGIN_API_H

#include <stddef.h>
#include <stdint.h>

/* QEMU 7.2, "QEMU TCG Plugins", section "API": an object with the version, an install function, and the functions by
 * which it asks for calls. What QEMU calls stays in the plugin; what is declared extern here is in QEMU. */
#define QEMU_PLUGIN __attribute__((visibility("default")))

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb;   /* a block of instructions; valid in the call alone */
struct qemu_plugin_insn; /* likewise */
struct qemu_info;        /* of the emulator: not looked at */

enum qemu_plugin_cb_flags { QEMU_PLUGIN_CB_NO_REGS, QEMU_PLUGIN_CB_R_REGS, QEMU_PLUGIN_CB_RW_REGS };

extern QEMU_PLUGIN int qemu_plugin_version;
QEMU_PLUGIN int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info, int argc, char **argv);

/// Each time that a block is translated: the one moment at which its instructions can be asked about.
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t id, void (*cb)(qemu_plugin_id_t, struct qemu_plugin_tb *));
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t index);
uint64_t qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);

/// Before each execution of the instruction.
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn, void (*cb)(unsigned vcpu, void *data),
					    enum qemu_plugin_cb_flags flags, void *data);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t id, void (*cb)(qemu_plugin_id_t, void *), void *data);
/// Into QEMU's log, with -d plugin.
void qemu_plugin_outs(const char *text);

#endif
