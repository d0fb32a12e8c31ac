/* tests/link/alone/files.c: the hooks of layer 3 that read files */
#include <link.h>

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
	const ElfW(Ehdr) header = {
		.e_ident = { 0x7f, 'E', 'L', 'F', KSPAWN_ELF_CLASS, KSPAWN_ELF_DATA, EV_CURRENT },
		.e_type = ET_EXEC, .e_machine = KSPAWN_ELF_MACHINE, .e_version = EV_CURRENT, .e_entry = ENTRY,
		.e_phoff = sizeof header, .e_ehsize = sizeof header, .e_phentsize = sizeof(ElfW(Phdr)), .e_phnum = 1,
	};
	const ElfW(Phdr) segment = {
		.p_type = PT_LOAD, .p_flags = PF_R | PF_X, .p_vaddr = USER_LOW, .p_paddr = USER_LOW,
		.p_filesz = sizeof files[0].bytes, .p_memsz = sizeof files[0].bytes, .p_align = PAGE,
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
