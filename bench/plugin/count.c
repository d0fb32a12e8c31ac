/* bench/plugin/count.c: how many instructions an operation executes, and of how many bytes, each time */
#include "api.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Arguments; addresses as in the program's symbols:
 *	between=NAME:BEGIN:END  from the instruction at BEGIN to the one before that at END
 *	within=NAME:BEGIN:END   from the instruction at BEGIN to the last one before it leaves [BEGIN, END)
 *	from=ADDRESS            nothing that begins before this is counted
 *	until=ADDRESS           where the process ends, and is reported
 * A line of the report: NAME, how often, instructions, bytes. An operation that is not the same each time has two
 * pairs of these, the least and the most.
 */
struct cost {
	uint64_t instructions, bytes;
};

struct operation {
	char name[32];
	bool within;
	uint64_t begin, end;
	bool running;
	uint64_t times;
	struct cost now, least, most;
};

struct instruction {
	uint64_t address;
	size_t size;
};

QEMU_PLUGIN int qemu_plugin_version = 1;

static struct operation operations[16];
static size_t count;
static uint64_t from, until;
static bool started = true;

/* ---- counting ---- */

static void end(struct operation *o)
{
	o->running = false;
	if (!o->times || o->now.instructions < o->least.instructions)
		o->least = o->now;
	if (!o->times || o->now.instructions > o->most.instructions)
		o->most = o->now;
	o->times++;
}

static bool ends(const struct operation *o, uint64_t address)
{
	return o->within ? address < o->begin || address >= o->end : address == o->end;
}

static void step(struct operation *o, const struct instruction *i)
{
	if (o->running && ends(o, i->address))
		end(o);
	if (!o->running && i->address == o->begin) {
		o->running = true;
		o->now = (struct cost){ 0, 0 };
	}
	if (o->running) {
		o->now.instructions++;
		o->now.bytes += i->size;
	}
}

static void report(void)
{
	for (struct operation *o = operations; o < operations + count; o++) {
		char line[160];
		int n = snprintf(line, sizeof(line), "%s %" PRIu64 " %" PRIu64 " %" PRIu64, o->name, o->times,
				 o->least.instructions, o->least.bytes);
		if (o->least.instructions != o->most.instructions || o->least.bytes != o->most.bytes)
			n += snprintf(line + n, sizeof(line) - n, " %" PRIu64 " %" PRIu64, o->most.instructions, o->most.bytes);
		snprintf(line + n, sizeof(line) - n, "\n");
		qemu_plugin_outs(line);
	}
}

static void executed(unsigned vcpu, void *data)
{
	const struct instruction *i = data;

	(void)vcpu;
	if (until && i->address == until) {
		report();
		_exit(0);
	}
	started = started || i->address == from;
	for (size_t n = 0; started && n < count; n++)
		step(&operations[n], i);
}

static void translated(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	(void)id;
	for (size_t n = 0; n < qemu_plugin_tb_n_insns(tb); n++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, n);
		struct instruction *i = malloc(sizeof(*i)); /* for as long as QEMU may keep the block */

		if (!i)
			abort();
		*i = (struct instruction){ qemu_plugin_insn_vaddr(insn), qemu_plugin_insn_size(insn) };
		qemu_plugin_register_vcpu_insn_exec_cb(insn, executed, QEMU_PLUGIN_CB_NO_REGS, i);
	}
}

static void at_exit(qemu_plugin_id_t id, void *data)
{
	(void)id;
	(void)data;
	report();
}

/* ---- arguments ---- */

static bool address(const char *word, uint64_t *value)
{
	char *rest;

	*value = strtoull(word, &rest, 0);
	return rest != word && !*rest;
}

static bool add(const char *word, bool within)
{
	struct operation *o = &operations[count];
	char begin[32], end[32];

	if (count == sizeof(operations) / sizeof(*operations) ||
	    sscanf(word, "%31[^:]:%31[^:]:%31[^:]", o->name, begin, end) != 3)
		return false;
	o->within = within;
	count++;
	return address(begin, &o->begin) && address(end, &o->end);
}

static bool parse(const char *argument)
{
	const char *value = strchr(argument, '=');
	const size_t length = value ? (size_t)(value - argument) : 0;

	if (!value++)
		return false;
	if (!strncmp(argument, "between", length))
		return add(value, false);
	if (!strncmp(argument, "within", length))
		return add(value, true);
	if (!strncmp(argument, "until", length))
		return address(value, &until);
	started = false;
	return !strncmp(argument, "from", length) && address(value, &from);
}

QEMU_PLUGIN int qemu_plugin_install(qemu_plugin_id_t id, const struct qemu_info *info, int argc, char **argv)
{
	(void)info;
	for (int n = 0; n < argc; n++)
		if (!parse(argv[n])) {
			fprintf(stderr, "count: what is '%s'?\n", argv[n]);
			return -1;
		}
	qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
	qemu_plugin_register_atexit_cb(id, at_exit, NULL);
	return 0;
}
