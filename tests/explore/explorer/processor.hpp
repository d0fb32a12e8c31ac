/* tests/explore/explorer/processor.hpp: virtual processors, and the objects whose steps are ordered */
#pragma once
#include <cstdint>

#include <kspawn/arch.h>
#include <kspawn/task.h>

#include "options.hpp"

namespace explore {

/// One component per virtual processor.
struct vclock {
	uint32_t c[max_vp];
	void join(const vclock &o)
	{
		for (int i = 0; i < max_vp; i++)
			if (o.c[i] > c[i])
				c[i] = o.c[i];
	}
};

/// A thing of the kernel whose steps depend on each other.
struct object {
	uint64_t w, r; /* hashes of its last write and of the reads since */
	vclock rel;    /* what a release has published */
	const char *name;
};

struct lock : object {
	int owner; /* -1: free */
};

struct processor {
	kspawn_thread ctx;
	enum { run, lockwait, idle } st;
	lock *want;
	bool just_woken;
	vclock vc;
	uint64_t ph; /* hash of its last event */
	kspawn_task *current;
	unsigned locks; /* bits of the core locks that it holds */
	bool irq_off;
	bool in_interrupt;
};

extern processor vps[max_vp];
extern int cur;        /* the processor that runs */
extern bool exploring; /* false before the scenario begins */

} // namespace explore
