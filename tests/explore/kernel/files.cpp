/* tests/explore/kernel/files.cpp: open files, each of which stands for a process */
#include "internal.hpp"

using namespace explore;

namespace kernel {

namespace {

/// A word of the files: 0 is free, and otherwise a pid or this.
constexpr uint32_t reserved = ~uint32_t(0);

/// The open files of the current task, in one step of its own.
counted &files_now()
{
	counted &files = *current_host().res[KSPAWN_RES_FILES];
	point(op_mm, &files, HERE);
	step_on(files);
	return files;
}

} // namespace

void files_copied(counted &files)
{
	for (uint32_t &word : files.words)
		if (word == reserved)
			word = 0;
}

void files_closed(const counted &files)
{
	for (const uint32_t word : files.words)
		if (word == reserved)
			fail("the number of a file stays reserved");
}

} // namespace kernel

using namespace kernel;

int kspawn_pidfd_open(kspawn_task *child)
{
	may_sleep("pidfd_open");
	if (child->state != KSPAWN_TASK_NEW)
		fail("pidfd_open for a child that is published", HERE);
	uint32_t *words = files_now().words;
	int fd = 0;
	while (words[fd])
		fd++;
	words[fd] = reserved;
	return fd;
}

void kspawn_pidfd_opened(int fd, kspawn_task *child, bool exists)
{
	may_sleep("pidfd_opened");
	if (child->state != KSPAWN_TASK_NEW)
		fail("pidfd_opened for a child that is published", HERE);
	uint32_t &word = files_now().words[fd];
	if (word != reserved)
		fail("pidfd_opened for a number that is not reserved", HERE);
	word = exists ? uint32_t(child->pid) : 0;
}

int kspawn_pidfd(int fd, bool *)
{
	no_core_lock("pidfd");
	const uint32_t word = files_now().words[fd];
	return word && word != reserved ? int(word) : -KSPAWN_EBADF;
}
