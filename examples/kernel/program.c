/* program.c: files that are executed; while one runs it is not written */
#include "file.h"

int node_use(struct node *node, int by)
{
	if (!is_regular(node))
		return 0;
	if (node->writers * by < 0)
		return -ETXTBSY;
	node->writers += by;
	return 0;
}

void node_unuse(struct node *node, int by)
{
	if (!is_regular(node))
		return;
	mutex_lock(&files_lock);
	node->writers -= by;
	mutex_unlock(&files_lock);
}

static struct node *walk_to_program(int dir, const char *path, bool follow, int *err)
{
	struct node *base = NULL, *node = NULL;

	*err = node_base(dir, path, &base);
	if (!*path) /* the open file itself */
		return base;
	if (*err)
		return NULL;
	mutex_lock(&files_lock);
	node = node_walk(base, path, follow, NULL, err);
	if (node)
		node_get(node);
	mutex_unlock(&files_lock);
	node_put(base);
	return node;
}

/* The order is Linux's: a symbolic link is refused before other files that are not programs. */
static int check_program(const struct node *node)
{
	if (node && is_link(node))
		return -ELOOP;
	return node && is_regular(node) ? node_permits(node, MAY_EXECUTE) : -EACCES;
}

/* No folder has /proc/self/exe: programs execute it, such as Debian's busybox as a shell for scripts. */
struct node *node_open_program(int dir, const char *path, bool follow, int *err, uint64_t *size)
{
	const bool same = current()->mm && strcmp(path, "/proc/self/exe") == 0;
	struct node *node = same ? current()->mm->program : NULL;

	*err = 0;
	if (node)
		node_get(node);
	else if (!same)
		node = walk_to_program(dir, path, follow, err);
	if (!*err)
		*err = same && !node ? -ENOENT : check_program(node);
	if (!*err) {
		mutex_lock(&files_lock);
		*err = node_use(node, -1);
		*size = node->size;
		mutex_unlock(&files_lock);
	}
	if (*err) {
		node_put(node);
		return NULL;
	}
	return node;
}

struct node *node_keep_program(struct node *node)
{
	if (!node)
		return NULL;
	mutex_lock(&files_lock);
	(void)node_use(node, -1); /* it is run already */
	mutex_unlock(&files_lock);
	node_get(node);
	return node;
}

void node_close_program(struct node *node)
{
	node_unuse(node, -1);
	node_put(node);
}
