/* tests/link/alone/files.c: the hooks of layer 3 that read files */
#include "../../../src/user/kspawn_elf.h"
#include "programs.h"

const char *opened;

struct file {
	const char *path;
	size_t size;
	unsigned char bytes[512];
};

static struct file files[] = {
	{ .path = "/program", .size = 512 },
	{ .path = "/script", .size = 19, .bytes = "#! /program option\n" },
	{ .path = "/text", .size = 4, .bytes = "text" },
};

__attribute__((constructor)) static void make_program(void)
{
	const struct elf_header header = {
		.ident = { 0x7f, 'E', 'L', 'F', KSPAWN_ELF_CLASS, KSPAWN_ELF_DATA, 1 },
		.type = 2,
		.machine = KSPAWN_ELF_MACHINE,
		.version = 1,
		.entry = ENTRY,
		.phoff = sizeof header,
		.flags = KSPAWN_ELF_FLAGS,
		.ehsize = sizeof header,
		.phentsize = sizeof(struct elf_segment),
		.phnum = 1,
	};
	const struct elf_segment segment = {
		.type = ELF_PT_LOAD,
		.flags = 5,
		.vaddr = USER_LOW,
		.paddr = USER_LOW,
		.filesz = sizeof files[0].bytes,
		.memsz = sizeof files[0].bytes,
		.align = PAGE,
	};

	memcpy(files[0].bytes, &header, sizeof header);
	memcpy(files[0].bytes + sizeof header, &segment, sizeof segment);
}

int kspawn_image_open(const char *path, struct kspawn_image *out)
{
	if (fails())
		return -KSPAWN_EACCES;
	for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
		if (strcmp(files[i].path, path) == 0) {
			held.images++;
			opened = files[i].path;
			*out = (struct kspawn_image){ &files[i], files[i].size };
			return 0;
		}
	return -KSPAWN_ENOENT;
}

int kspawn_image_read(const struct kspawn_image *image, uint64_t offset, void *to, size_t n)
{
	const struct file *file = image->file;

	if (fails())
		return -KSPAWN_EIO;
	if (offset > file->size || n > file->size - offset)
		return -KSPAWN_ENOEXEC;
	memcpy(to, file->bytes + offset, n);
	return 0;
}

void file_copy(const struct kspawn_image *image, uint64_t offset, void *to, size_t n)
{
	const struct file *file = image->file;

	if (offset < file->size)
		memcpy(to, file->bytes + offset, n < file->size - offset ? n : file->size - offset);
}

void kspawn_image_close(struct kspawn_image *image)
{
	(void)image;
	held.images--;
}
