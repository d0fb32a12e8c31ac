/* jobs.c: the terminal is one session's, and of that the foreground group's */
#include <asm/ioctls.h>

#include "kernel.h"

static struct spinlock lock;
static int session, foreground; /* 0: every process may read */

static void set(int sid, int pgid)
{
	const uintptr_t interrupts = spin_lock(&lock);

	session = sid;
	foreground = pgid;
	spin_unlock(&lock, interrupts);
}

static int get(const int *which)
{
	const uintptr_t interrupts = spin_lock(&lock);
	const int value = *which;

	spin_unlock(&lock, interrupts);
	return value;
}

void jobs_signal(int sig)
{
	const int pgid = get(&foreground);

	if (pgid)
		kspawn_signal_pgrp(pgid, sig, NULL);
}

int jobs_check(int sig)
{
	const int pgid = get(&foreground);

	if (!pgid || kspawn_getsid(0) != get(&session) || kspawn_getpgid(0) == pgid)
		return 0;
	return kspawn_signal_background(sig);
}

/* The caller's session gets the terminal. */
static int take(void)
{
	const int sid = kspawn_getsid(0);

	if (sid != kspawn_current()->tgid)
		return -EPERM;
	set(sid, kspawn_getpgid(0));
	return 0;
}

static int set_foreground(uintptr_t from)
{
	const int sid = kspawn_getsid(0);
	int pgid, err = jobs_check(SIGTTOU);

	if (!err)
		err = user_read(&pgid, from, sizeof(pgid));
	if (err)
		return err;
	if (pgid <= 0)
		return -EINVAL;
	if (kspawn_pgrp_session(pgid) != sid)
		return -EPERM;
	set(sid, pgid);
	return 0;
}

long jobs_ioctl(unsigned long request, uintptr_t arg)
{
	int value;

	switch (request) {
	case TIOCGPGRP:
		value = get(&foreground);
		return user_write(arg, &value, sizeof(value));
	case TIOCGSID:
		value = get(&session);
		return user_write(arg, &value, sizeof(value));
	case TIOCSPGRP:
		return set_foreground(arg);
	case TIOCSCTTY:
		return take();
	default:
		return -ENOTTY;
	}
}
