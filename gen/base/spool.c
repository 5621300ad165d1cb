/* SPDX-License-Identifier: MIT */
#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int spool_open(struct report *report, const char *folder)
{
	int spool = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_APPEND, 0600);
	if (spool < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL)) {
		g_autofree char *path = g_build_filename(folder, ".chayue-spool-XXXXXX", NULL);
		spool = g_mkstemp_full(path, O_RDWR | O_CLOEXEC | O_APPEND, 0600);
		if (spool >= 0)
			unlink(path);
	}
	if (spool < 0)
		report_error(report, place_of_file(folder), "system/spool-open",
		             _("cannot make a temporary file here: %s"), g_strerror(errno));
	return spool;
}

bool spool_append(int spool, const void *bytes, size_t length)
{
	const char *at = bytes;
	while (length > 0) {
		ssize_t written = write(spool, at, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		at += written;
		length -= (size_t)written;
	}
	return true;
}

bool spool_report_full(struct report *report)
{
	return report_error(report, place_none(), "system/spool",
	                    _("cannot write a temporary file; is the disk full?"));
}

bool spool_read(struct report *report, int spool, uint64_t offset, uint32_t length,
                GByteArray *buffer)
{
	g_byte_array_set_size(buffer, length);
	for (uint32_t at = 0; at < length;) {
		ssize_t got = pread(spool, buffer->data + at, length - at, (off_t)(offset + at));
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return report_error(report, place_none(), "system/spool-read",
			                    _("cannot read back a temporary file: %s"),
			                    got < 0 ? g_strerror(errno) : _("it ends too early"));
		at += (uint32_t)got;
	}
	return true;
}
