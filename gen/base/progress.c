/* SPDX-License-Identifier: MIT */
#include "base/progress.h"

#include <stdio.h>
#include <unistd.h>

struct progress progress_new(bool quiet)
{
	return (struct progress){.shown = !quiet && isatty(STDERR_FILENO), .stage = ""};
}

void progress_show(const struct progress *progress, size_t done, size_t count)
{
	if (progress == NULL || !progress->shown || count == 0)
		return;
	fprintf(stderr, "\r\033[K%s %zu/%zu (%zu %%)", progress->stage, done, count,
	        done * 100 / count);
	fflush(stderr);
}

void progress_clear(const struct progress *progress)
{
	if (!progress->shown)
		return;
	fputs("\r\033[K", stderr);
	fflush(stderr);
}
