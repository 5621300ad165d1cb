/* SPDX-License-Identifier: MIT */
#include "base/memory.h"

#include <stdio.h>

size_t memory_of_process(pid_t process)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)process);
	FILE *stream = fopen(path, "re");
	if (stream == NULL)
		return 0;
	char line[256];
	size_t kilobytes = 0;
	while (kilobytes == 0 && fgets(line, sizeof line, stream) != NULL)
		sscanf(line, "Pss: %zu kB", &kilobytes);
	fclose(stream);
	return kilobytes * 1024;
}
