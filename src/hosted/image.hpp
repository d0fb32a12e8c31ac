/* src/hosted/image.hpp: programs, files below a folder of the host */
#ifndef KSPAWN_HOSTED_IMAGE_HPP
#define KSPAWN_HOSTED_IMAGE_HPP

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

struct kspawn_image;

namespace kspawn::hosted {

/// An open program; areas of memory that are mapped from it keep it open.
class image_file {
public:
	explicit image_file(int fd) : fd(fd) { count++; }
	~image_file();
	image_file(const image_file &) = delete;
	image_file &operator=(const image_file &) = delete;

	/// Exactly n bytes.
	bool read(uint64_t offset, void *to, size_t n) const;

	static std::atomic<size_t> count; /* open ones */

private:
	int fd;
};

using image_ref = std::shared_ptr<const image_file>;

/// What kspawn_image_open opened.
const image_ref &image_of(const kspawn_image &image);

} // namespace kspawn::hosted
#endif
