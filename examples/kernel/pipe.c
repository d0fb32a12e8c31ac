/* pipe.c: a page between writers and readers */
#include <linux/poll.h>

#include "file.h"

static struct pipe *pipe_new(void)
{
	struct pipe *pipe = heap_alloc(sizeof(*pipe));

	if (pipe && (pipe->data = heap_alloc(PAGE_SIZE)))
		return pipe;
	heap_free(pipe);
	return NULL;
}

void fifo_free(struct pipe *pipe)
{
	if (!pipe)
		return;
	heap_free(pipe->data);
	heap_free(pipe);
}

/* A fifo in no folder, which is found by the numbers of its ends alone (/proc/self/fd). */
static struct node *make_node(struct pipe *pipe)
{
	struct node *node;

	mutex_lock(&files_lock);
	node = node_unnamed(S_IFIFO | 0600);
	if (node)
		node->fifo = pipe;
	mutex_unlock(&files_lock);
	return node;
}

int pipe_make(struct file *ends[2], unsigned flags)
{
	struct pipe *pipe = pipe_new();
	struct node *node = pipe ? make_node(pipe) : NULL;

	if (!node) {
		fifo_free(pipe);
		return -ENFILE;
	}
	pipe->readers = pipe->writers = 1;
	node_get(node);
	ends[0] = file_new(node, pipe, O_RDONLY | flags);
	ends[1] = file_new(node, pipe, O_WRONLY | flags);
	if (ends[0] && ends[1])
		return 0;
	if (ends[0])
		file_put(ends[0]);
	if (ends[1])
		file_put(ends[1]);
	return -ENFILE;
}

static bool reads(unsigned flags) { return (flags & O_ACCMODE) != O_WRONLY; }

void pipe_close(struct pipe *pipe, unsigned flags)
{
	mutex_lock(&files_lock);
	pipe->readers -= reads(flags);
	pipe->writers -= writes(flags);
	if (!pipe->readers && !pipe->writers)
		pipe->used = 0;
	else
		wake_event(&pipe->event);
	mutex_unlock(&files_lock);
}

/* Waits for a change that comes after `seen` was read, under the lock. */
static int wait_change(struct pipe *pipe, const struct file *file, uint32_t seen)
{
	int err = file->flags & O_NONBLOCK ? -EAGAIN : 0;

	mutex_unlock(&files_lock);
	if (!err)
		err = wait_interruptible(&pipe->event, seen, 0);
	mutex_lock(&files_lock);
	return err;
}

/* ---- a pipe with a name ---- */

int fifo_open(struct node *node, unsigned flags, uint64_t *other)
{
	struct pipe *pipe = node->fifo ? node->fifo : pipe_new();

	if (!pipe)
		return -ENOMEM;
	pipe->named |= !node->fifo;
	node->fifo = pipe;
	if (!reads(flags) && (flags & O_NONBLOCK) && !pipe->readers)
		return -ENXIO;
	*other = reads(flags) ? pipe->writes_opened : pipe->reads_opened;
	pipe->readers += reads(flags);
	pipe->reads_opened += reads(flags);
	pipe->writers += writes(flags);
	pipe->writes_opened += writes(flags);
	wake_event(&pipe->event);
	return 0;
}

/* The other end may be closed again before this one looks, and a signal may come with it. */
int fifo_wait(struct file *file)
{
	struct pipe *pipe = file->pipe;
	const uint32_t *opened = may_read(file) ? &pipe->writes_opened : &pipe->reads_opened;
	const unsigned *there = may_read(file) ? &pipe->writers : &pipe->readers;
	int err = 0;

	mutex_lock(&files_lock);
	while (!err && pipe->named && !(file->flags & O_NONBLOCK) && !*there && *opened == (uint32_t)file->at)
		err = wait_change(pipe, file, pipe->event);
	if (*there || *opened != (uint32_t)file->at)
		err = 0;
	mutex_unlock(&files_lock);
	return err;
}

/* ---- what is in it ---- */

static size_t move_out(struct pipe *pipe, char *to, size_t n)
{
	size_t done = 0;

	for (; done < n && pipe->used; done++, pipe->used--) {
		to[done] = pipe->data[pipe->start];
		pipe->start = (pipe->start + 1) % PAGE_SIZE;
	}
	return done;
}

static size_t move_in(struct pipe *pipe, const char *from, size_t n)
{
	size_t done = 0;

	for (; done < n && pipe->used < PAGE_SIZE; done++, pipe->used++)
		pipe->data[(pipe->start + pipe->used) % PAGE_SIZE] = from[done];
	return done;
}

long pipe_read(struct file *file, void *to, size_t n)
{
	struct pipe *pipe = file->pipe;
	size_t done = 0;
	int err = 0;

	mutex_lock(&files_lock);
	while (!pipe->used && pipe->writers && !err)
		err = wait_change(pipe, file, pipe->event);
	if (!err)
		done = move_out(pipe, to, n);
	mutex_unlock(&files_lock);
	if (done)
		wake_event(&pipe->event);
	return err ? err : (long)done;
}

long pipe_write(struct file *file, const void *from, size_t n)
{
	struct pipe *pipe = file->pipe;
	size_t done = 0;
	int err = 0;

	mutex_lock(&files_lock);
	while (done < n && !err) {
		if (!pipe->readers) {
			kspawn_signal_thread(&current()->task, SIGPIPE, NULL);
			err = -EPIPE;
			break;
		}
		const size_t moved = move_in(pipe, (const char *)from + done, n - done);
		done += moved;
		if (moved)
			wake_event(&pipe->event);
		if (done < n)
			err = wait_change(pipe, file, pipe->event);
	}
	mutex_unlock(&files_lock);
	return done ? (long)done : err;
}

int pipe_used(struct pipe *pipe)
{
	int used;

	mutex_lock(&files_lock);
	used = (int)pipe->used;
	mutex_unlock(&files_lock);
	return used;
}

short pipe_ready_to_read(struct pipe *pipe)
{
	short events;

	mutex_lock(&files_lock);
	events = (pipe->used ? POLLIN : 0) | (pipe->writers ? 0 : POLLHUP);
	mutex_unlock(&files_lock);
	return events;
}

short pipe_ready_to_write(struct pipe *pipe)
{
	short events;

	mutex_lock(&files_lock);
	events = (pipe->used < PAGE_SIZE ? POLLOUT : 0) | (pipe->readers ? 0 : POLLERR);
	mutex_unlock(&files_lock);
	return events;
}
