/* SPDX-License-Identifier: MIT */
#include "output/path.h"

#include <glib.h>
#include <string.h>

/*
 * The names that Windows gives to devices in every folder; a stick with such a file cannot be
 * copied there.
 */
static bool is_device(const char *part, size_t length)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul"};
	static const char *const numbered[] = {"com", "lpt"};
	const char *dot = memchr(part, '.', length);
	size_t stem = dot == NULL ? length : (size_t)(dot - part);
	for (size_t i = 0; stem == 3 && i < G_N_ELEMENTS(devices); i++)
		if (memcmp(part, devices[i], 3) == 0)
			return true;
	for (size_t i = 0; stem == 4 && i < G_N_ELEMENTS(numbered); i++)
		if (memcmp(part, numbered[i], 3) == 0 && g_ascii_isdigit(part[3]))
			return true;
	return false;
}

static bool part_is_safe(const char *part, size_t length)
{
	if (length == 0 || length > PART_BYTES_MOST)
		return false;
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_islower(part[i]) && !g_ascii_isdigit(part[i]) &&
		    memchr("._-", part[i], 3) == NULL)
			return false;
	return part[0] != '.' && part[0] != '-' && part[length - 1] != '.' &&
	       !is_device(part, length);
}

bool path_is_safe(const char *path)
{
	if (path == NULL || strnlen(path, PATH_BYTES_MOST + 1) > PATH_BYTES_MOST)
		return false;
	for (;;) {
		size_t length = strcspn(path, "/");
		if (!part_is_safe(path, length))
			return false;
		if (path[length] == '\0')
			return true;
		path += length + 1;
	}
}

bool path_has_part(const char *path, const char *part)
{
	for (;;) {
		size_t length = strcspn(path, "/");
		if (strlen(part) == length && memcmp(path, part, length) == 0)
			return true;
		if (path[length] == '\0')
			return false;
		path += length + 1;
	}
}

size_t path_last(const char *path, size_t length)
{
	const char *slash = memrchr(path, '/', length);
	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

void path_copy_part(char name[static PART_BYTES_MOST + 1], const char *part, size_t length)
{
	memcpy(name, part, length);
	name[length] = '\0';
}
