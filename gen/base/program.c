/* SPDX-License-Identifier: MIT */
#include "base/program.h"

#include <elf.h>
#include <link.h>
#include <string.h>

static size_t padded(size_t length)
{
	return (length + 3) & ~(size_t)3;
}

/* Adds the build id among the notes of one segment. False: there is none. */
static bool add_build_id(struct digester *digester, const uint8_t *notes, size_t length)
{
	ElfW(Nhdr) note;
	while (length >= sizeof note) {
		memcpy(&note, notes, sizeof note);
		size_t name = padded(note.n_namesz);
		size_t content = padded(note.n_descsz);
		if (name > length - sizeof note || content > length - sizeof note - name)
			return false;
		const uint8_t *at = notes + sizeof note;
		if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof ELF_NOTE_GNU &&
		    memcmp(at, ELF_NOTE_GNU, sizeof ELF_NOTE_GNU) == 0) {
			digester_add(digester, at + name, note.n_descsz);
			return true;
		}
		notes += sizeof note + name + content;
		length -= sizeof note + name + content;
	}
	return false;
}

static void add_file(struct digester *digester, const char *path)
{
	g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
	digester_add_text(digester, path);
	if (file != NULL)
		digester_add(digester, g_mapped_file_get_contents(file),
		             g_mapped_file_get_length(file));
}

/* One object at a time; the first, without a name, is the program. The kernel's own is passed over. */
static int add_object(struct dl_phdr_info *object, size_t size, void *context)
{
	struct digester *digester = context;
	bool found = g_str_has_prefix(object->dlpi_name, "linux-");
	(void)size;
	for (unsigned i = 0; !found && i < object->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &object->dlpi_phdr[i];
		uintptr_t notes = object->dlpi_addr + segment->p_vaddr;
		if (segment->p_type == PT_NOTE)
			found = add_build_id(digester, (const uint8_t *)notes, segment->p_memsz);
	}
	if (!found)
		add_file(digester,
		         *object->dlpi_name == '\0' ? "/proc/self/exe" : object->dlpi_name);
	return 0;
}

struct digest program_digest(void)
{
	g_autoptr(Digester) digester = digester_new();
	dl_iterate_phdr(add_object, digester);
	return digester_end(digester);
}
