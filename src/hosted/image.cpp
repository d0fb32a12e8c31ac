/* src/hosted/image.cpp: programs, files below a folder of the host */
#include "image.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <kspawn/errno.h>
#include <kspawn/exec.h>
#include <kspawn/host.h>

#include "inject.hpp"
#include "machine.hpp"
#include "process.hpp"
#include "scheduler.hpp"

namespace kspawn::hosted {

std::atomic<size_t> image_file::count;

image_file::~image_file()
{
	close(fd);
	count--;
}

bool image_file::read(uint64_t offset, void *to, size_t n) const
{
	auto *at = static_cast<char *>(to);
	while (n) {
		const ssize_t got = pread(fd, at, n, off_t(offset));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		offset += uint64_t(got);
		n -= size_t(got);
	}
	return true;
}

const image_ref &image_of(const kspawn_image &image) { return *static_cast<const image_ref *>(image.file); }

namespace {

/// The errno of a regular file that may be executed, with its size.
int examine(int fd, uint64_t *size)
{
	struct stat st;
	if (fstat(fd, &st) < 0)
		return -errno;
	if (!S_ISREG(st.st_mode) || !(st.st_mode & 0111))
		return -KSPAWN_EACCES;
	*size = uint64_t(st.st_size);
	return 0;
}

} // namespace
} // namespace kspawn::hosted

using namespace kspawn::hosted;

namespace {

int open_image(const char *path, int flags, kspawn_image *out)
{
	may_sleep();
	process::of(kspawn_current()).asked = path;
	if (inject::fails())
		return -KSPAWN_ENOMEM;
	if (!*path)
		return -KSPAWN_ENOENT;
	const std::string host_path = the_machine().options.root + "/" + path;
	const int fd = open(host_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);
	if (fd < 0)
		return -errno;
	auto file = std::make_shared<const image_file>(fd);
	const int err = examine(fd, &out->size);
	if (err)
		return err;
	out->file = new image_ref(std::move(file));
	return 0;
}

} // namespace

int kspawn_image_open(const char *path, kspawn_image *out) { return open_image(path, 0, out); }

/// A program has no open files but its console, which is neither a directory nor executable.
int kspawn_image_open_at(int dir, const char *path, bool follow, kspawn_image *out)
{
	const bool console = dir >= 0 && dir <= 2;
	if (dir != KSPAWN_AT_FDCWD && !console && *path != '/')
		return -KSPAWN_EBADF;
	if (!*path)
		return -KSPAWN_EACCES;
	if (console && *path != '/')
		return -KSPAWN_ENOTDIR;
	return open_image(path, follow ? 0 : O_NOFOLLOW, out);
}

int kspawn_image_read(const kspawn_image *image, uint64_t offset, void *to, size_t n)
{
	may_sleep();
	if (inject::fails())
		return -KSPAWN_EIO;
	return image_of(*image)->read(offset, to, n) ? 0 : -KSPAWN_ENOEXEC;
}

void kspawn_image_close(kspawn_image *image)
{
	may_sleep();
	delete static_cast<image_ref *>(image->file);
	image->file = nullptr;
}
