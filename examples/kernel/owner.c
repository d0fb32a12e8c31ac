/* owner.c: the owners of files, and what the bits of a mode permit to whom (path_resolution(7)) */
#include "file.h"

static bool is_in_group(unsigned gid) { return gid == current()->group.files || groups_have(current()->groups, gid); }

/* Root's programs may do all, except execute a file that has no such bit. */
int node_permits(const struct node *node, unsigned rights)
{
	const unsigned uid = current()->user.files;
	uint32_t bits = node->mode;

	if (uid == 0)
		return (rights & MAY_EXECUTE) && !is_dir(node) && !(bits & 0111) ? -EACCES : 0;
	if (uid == node->uid)
		bits >>= 6;
	else if (is_in_group(node->gid))
		bits >>= 3;
	return rights & ~bits ? -EACCES : 0;
}

bool node_is_own(const struct node *node)
{
	const unsigned uid = current()->user.files;

	return uid == 0 || uid == node->uid;
}

int node_may_add(const struct node *dir)
{
	return dir->removed || dir->sealed ? -ENOENT : node_permits(dir, MAY_WRITE | MAY_EXECUTE);
}

/* Where the folder is sticky, others' names stay. */
int node_may_remove(const struct node *dir, const struct node *entry)
{
	const struct node *node = entry->same ? entry->same : entry;

	if (dir->sealed)
		return -EPERM;
	if ((dir->mode & S_ISVTX) && !node_is_own(node) && !node_is_own(dir))
		return -EPERM;
	return node_permits(dir, MAY_WRITE | MAY_EXECUTE);
}

int node_chown(struct node *node, unsigned uid, unsigned gid)
{
	const unsigned keep = (unsigned)-1;
	const bool gives = uid != keep && uid != node->uid;

	if (node->sealed)
		return -EPERM;
	if (current()->user.files && (gives || !node_is_own(node) || (gid != keep && !is_in_group(gid))))
		return -EPERM;
	if (uid != keep)
		node->uid = uid;
	if (gid != keep)
		node->gid = gid;
	node_changed(node);
	return 0;
}

/* In a folder with the bit, files are of its group. */
void node_take(struct node *node, const struct node *dir)
{
	const struct process *p = current();

	node->uid = p->user.files;
	node->gid = dir && (dir->mode & S_ISGID) ? dir->gid : p->group.files;
}
