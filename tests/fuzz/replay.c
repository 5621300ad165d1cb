/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target over the files named on the command line: the corpus as an ordinary test,
 * without libFuzzer.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		g_autofree char *bytes = NULL;
		gsize size;
		if (!g_file_get_contents(argv[i], &bytes, &size, NULL)) {
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
			return 1;
		}
		LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
	}
	printf("%d inputs\n", argc - 1);
	return argc > 1 ? 0 : 1;
}
