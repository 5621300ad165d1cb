/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and prints "SECONDS BYTES": its time by the wall, and the most memory that all its
 * processes held together (proportional set size, sampled every few milliseconds). What the command
 * prints is thrown away.
 *
 *   measure COMMAND [ARGUMENT …]
 */
#include "base/memory.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

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
	size_t peak = 0;
	int status;
	double end = now();
	while (waitpid(command, &status, WNOHANG) == 0) {
		size_t memory = memory_of_group(command);
		peak = memory > peak ? memory : peak;
		nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
		end = now();
	}
	end = now();
	printf("%.4f %zu\n", end - start, peak);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
