/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and prints "SECONDS BYTES": its time by the wall, and the most memory that all its
 * processes held together (proportional set size, sampled every few milliseconds). The end is waited
 * for, not sampled, so that also what takes a few milliseconds is timed. What the command prints is
 * thrown away.
 *
 *   measure COMMAND [ARGUMENT …]
 */
#include "base/memory.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { SAMPLE_MILLISECONDS = 10, EARLY_MILLISECONDS = 2, EARLY_SAMPLES = 100 };

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* The command leads a process group of its own, so its children are found by that. */
static size_t memory_of_group(pid_t group)
{
	DIR *processes = opendir("/proc");
	size_t sum = 0;
	struct dirent *entry;
	while (processes != NULL && (entry = readdir(processes)) != NULL) {
		pid_t process = (pid_t)atoi(entry->d_name);
		if (process > 0 && getpgid(process) == group)
			sum += memory_of_process(process);
	}
	closedir(processes);
	return sum;
}

int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	double start = now();
	pid_t command = fork();
	if (command == 0) {
		setpgid(0, 0);
		int nowhere = open("/dev/null", O_WRONLY);
		dup2(nowhere, STDOUT_FILENO);
		if (getenv("MEASURE_SHOW") == NULL)
			dup2(nowhere, STDERR_FILENO);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	setpgid(command, command);
	struct pollfd ending = {.fd = pidfd_open(command, 0), .events = POLLIN};
	if (ending.fd < 0) {
		perror("pidfd_open");
		return 2;
	}
	size_t peak = 0;
	int pause = EARLY_MILLISECONDS;
	for (unsigned samples = 0; poll(&ending, 1, pause) == 0; samples++) {
		size_t memory = memory_of_group(command);
		peak = memory > peak ? memory : peak;
		pause = samples < EARLY_SAMPLES ? EARLY_MILLISECONDS : SAMPLE_MILLISECONDS;
	}
	double end = now();
	int status;
	waitpid(command, &status, 0);
	printf("%.4f %zu\n", end - start, peak);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
