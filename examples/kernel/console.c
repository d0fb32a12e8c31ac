/* console.c: the serial line as a terminal */
#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <asm/termios.h>

#include "kernel.h"

enum { LINE = 1024, END = 256 };

static struct spinlock lock; /* of all that follows; `whole` of console_write alone keeps lines apart */
static bool terminal;        /* or a stream of bytes, which ends with ^D */
static struct termios mode = {
	.c_iflag = ICRNL,
	.c_oflag = OPOST | ONLCR,
	.c_cflag = B115200 | CS8 | CREAD,
	.c_lflag = ISIG | ICANON | ECHO | ECHOE,
	.c_cc = { [VINTR] = 3, [VQUIT] = 28, [VERASE] = 127, [VKILL] = 21, [VEOF] = 4, [VMIN] = 1, [VSUSP] = 26 },
};
static uint16_t input[LINE];        /* bytes, and ends of input */
static size_t first, ready, length; /* a ring from `first` on: bytes that may be read, bytes in it */
static uint32_t event;

static void put(char c)
{
	if (terminal && c == '\n' && (mode.c_oflag & OPOST) && (mode.c_oflag & ONLCR))
		machine_console_put('\r');
	machine_console_put(c);
}

long console_write(const char *from, size_t n)
{
	static struct mutex whole; /* words of two programs do not mix */
	const int err = terminal && (mode.c_lflag & TOSTOP) ? jobs_check(SIGTTOU) : 0;

	if (err)
		return err;
	mutex_lock(&whole);
	for (size_t i = 0; i < n; i++)
		put(from[i]);
	mutex_unlock(&whole);
	return (long)n;
}

static void echo(const char *s)
{
	for (; (mode.c_lflag & ECHO) && *s; s++)
		put(*s);
}

static void append(unsigned c)
{
	if (length < LINE)
		input[(first + length++) % LINE] = (uint16_t)c;
}

static int signal_of(unsigned char c)
{
	return c == mode.c_cc[VINTR] ? SIGINT : c == mode.c_cc[VQUIT] ? SIGQUIT : c == mode.c_cc[VSUSP] ? SIGTSTP : 0;
}

static bool signals(unsigned char c)
{
	const int sig = signal_of(c);

	if (!sig || !(mode.c_lflag & ISIG))
		return false;
	length = ready;
	echo(sig == SIGINT ? "^C\n" : sig == SIGQUIT ? "^\\\n" : "^Z\n");
	jobs_signal(sig);
	return true;
}

/* One character of a line that may still be edited. */
static void edit(char c)
{
	if ((unsigned char)c == mode.c_cc[VERASE] || c == '\b') {
		if (length > ready) {
			length--;
			echo("\b \b");
		}
		return;
	}
	if ((unsigned char)c == mode.c_cc[VKILL]) {
		while (length > ready) {
			length--;
			echo("\b \b");
		}
		return;
	}
	if ((unsigned char)c == mode.c_cc[VEOF]) {
		append(END);
		ready = length;
		return;
	}
	append((unsigned char)c);
	echo((char[]){ c, '\0' });
	if (c == '\n')
		ready = length;
}

static void receive_byte(unsigned char c)
{
	append(c == 4 ? END : c);
	ready = length;
}

static void receive(char c)
{
	if (c == '\r' && (mode.c_iflag & ICRNL))
		c = '\n';
	if (signals((unsigned char)c))
		return;
	if (mode.c_lflag & ICANON) {
		edit(c);
	} else {
		append((unsigned char)c);
		echo((char[]){ c, '\0' });
		ready = length;
	}
}

void console_start(void) { terminal = boot_option("terminal", false); }

/* At each tick: the line has no interrupt here. */
void console_poll(void)
{
	const uintptr_t interrupts = spin_lock(&lock);
	bool any = false;
	int c;

	while (length < LINE && (c = machine_console_get()) >= 0) {
		if (terminal)
			receive((char)c);
		else
			receive_byte((unsigned char)c);
		any = true;
	}
	spin_unlock(&lock, interrupts);
	if (any)
		wake_event(&event);
}

bool console_ready(void)
{
	const uintptr_t interrupts = spin_lock(&lock);
	const bool any = ready;

	spin_unlock(&lock, interrupts);
	return any;
}

/* At most a line, up to the end of what was typed before ^D. */
static size_t take(char *to, size_t n)
{
	size_t done = 0;

	while (done < n && ready) {
		const unsigned c = input[first];
		if (c == END && !terminal)
			break; /* a stream ends once and for all */
		first = (first + 1) % LINE;
		ready--;
		length--;
		if (c == END)
			break;
		to[done++] = (char)c;
		if (c == '\n' && (mode.c_lflag & ICANON))
			break;
	}
	return done;
}

long console_read(char *to, size_t n)
{
	for (;;) {
		int err = terminal ? jobs_check(SIGTTIN) : 0;
		uintptr_t interrupts;

		if (err)
			return err;
		interrupts = spin_lock(&lock);
		const uint32_t seen = event;
		const bool any = ready;
		const size_t done = any ? take(to, n) : 0;

		spin_unlock(&lock, interrupts);
		if (any)
			return (long)done;
		err = wait_interruptible(&event, seen, 0);
		if (err)
			return err;
	}
}

/* User memory may sleep, which a holder of the lock may not: `what` goes through a copy. */
static long get_state(uintptr_t to, const void *what, size_t size)
{
	char copy[sizeof(mode)];
	const uintptr_t interrupts = spin_lock(&lock);

	memcpy(copy, what, size);
	spin_unlock(&lock, interrupts);
	return user_write(to, copy, size);
}

static long set_state(uintptr_t from, void *what, size_t size)
{
	char copy[sizeof(mode)];
	const long err = user_read(copy, from, size);
	uintptr_t interrupts;

	if (err)
		return err;
	interrupts = spin_lock(&lock);
	memcpy(what, copy, size);
	spin_unlock(&lock, interrupts);
	return 0;
}

/* What a read would find, without the ends. */
static long show_ready(uintptr_t to)
{
	const uintptr_t interrupts = spin_lock(&lock);
	int count = 0;

	for (size_t i = 0; i < ready; i++)
		count += input[(first + i) % LINE] != END;
	spin_unlock(&lock, interrupts);
	return user_write(to, &count, sizeof(count));
}

long console_ioctl(unsigned long request, uintptr_t arg)
{
	const struct winsize size = { .ws_row = 24, .ws_col = 80 };
	long err;

	if (!terminal && request != FIONREAD) /* which a pipe answers too */
		return -ENOTTY;
	switch (request) {
	case TCGETS:
		return get_state(arg, &mode, sizeof(mode));
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		err = jobs_check(SIGTTOU);
		return err ? err : set_state(arg, &mode, sizeof(mode));
	case FIONREAD:
		return show_ready(arg);
	case TIOCGWINSZ:
		return user_write(arg, &size, sizeof(size));
	default:
		return jobs_ioctl(request, arg);
	}
}
