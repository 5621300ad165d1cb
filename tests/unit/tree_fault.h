/* SPDX-License-Identifier: MIT */
#ifndef TREE_FAULT_H
#define TREE_FAULT_H

/*
 * The system calls that gen/output makes, defined once more, which the linker prefers to the C
 * library's: each counts, and can fail with an error, or end the process before it is made, as
 * kill -9 or a power failure between two calls would. So the code under test holds no hook for it.
 * To be included in one file of a program, after cmocka.h.
 */
#include <errno.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/syscall.h>

#include "tree_site.h"

static struct {
	const char *call; /* fails with `error`: from its turn `from` to its turn `until`, counted from 1 */
	int error;
	int from;
	int until;
	bool no_exchange; /* as FAT and NFS */
	bool counting;
	int count;
	int kill_at;  /* 0: never */
	bool pieces;  /* write takes a few bytes at a time, and is interrupted every third time */
	GString *log; /* names of the calls made */
} fault;

/* False when the call must fail; errno is set. */
static bool gate(const char *call)
{
	if (fault.log != NULL)
		g_string_append_printf(fault.log, "%s ", call);
	if (fault.counting && ++fault.count == fault.kill_at)
		kill(getpid(), SIGKILL);
	if (fault.call == NULL || strcmp(call, fault.call) != 0)
		return true;
	bool good = --fault.from > 0 || --fault.until < 0;
	if (!good)
		errno = fault.error;
	return good;
}

#define CALL(name, number, ...) (gate(name) ? (int)syscall(number, __VA_ARGS__) : -1)

int openat(int folder, const char *name, int flags, ...)
{
	va_list arguments;
	va_start(arguments, flags);
	mode_t mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
	va_end(arguments);
	return CALL((flags & O_CREAT) != 0 ? "create" : "open", SYS_openat, folder, name, flags,
	            mode);
}

int mkdirat(int folder, const char *name, mode_t mode)
{
	return CALL("mkdirat", SYS_mkdirat, folder, name, mode);
}

int unlinkat(int folder, const char *name, int flags)
{
	return CALL("unlinkat", SYS_unlinkat, folder, name, flags);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
	return CALL("linkat", SYS_linkat, from_folder, from, to_folder, to, flags);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
	return CALL("renameat", SYS_renameat2, from_folder, from, to_folder, to, 0);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
	if (fault.no_exchange && flags != 0) {
		errno = EINVAL;
		return -1;
	}
	return CALL("exchange", SYS_renameat2, from_folder, from, to_folder, to, flags);
}

/*
 * Nothing is really brought to the disk: the tests would take minutes, and a killed process loses
 * nothing.
 */
int fsync(int file)
{
	(void)file;
	return gate("fsync") ? 0 : -1;
}

int fdatasync(int file)
{
	(void)file;
	return gate("fdatasync") ? 0 : -1;
}

int syncfs(int file)
{
	(void)file;
	return gate("syncfs") ? 0 : -1;
}

int ftruncate(int file, off_t length)
{
	return CALL("ftruncate", SYS_ftruncate, file, length);
}

int flock(int file, int operation)
{
	return CALL("flock", SYS_flock, file, operation);
}

int close(int file)
{
	int result = (int)syscall(SYS_close, file);
	return gate("close") ? result : -1;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset)
{
	return gate("pwrite") ? syscall(SYS_pwrite64, file, bytes, length, offset) : -1;
}

ssize_t write(int file, const void *bytes, size_t length)
{
	static int turn;
	if (fault.pieces && ++turn % 3 == 0) {
		errno = EINTR;
		return -1;
	}
	return gate("write")
	               ? syscall(SYS_write, file, bytes, fault.pieces ? MIN(length, 7) : length)
	               : -1;
}

static inline void no_faults(void)
{
	if (fault.log != NULL)
		g_string_free(fault.log, TRUE);
	memset(&fault, 0, sizeof fault);
}

/* The call fails `times` times, from its turn `from` on. */
static inline void fail_call(const char *call, int error, int from, int times)
{
	fault.call = call;
	fault.error = error;
	fault.from = from;
	fault.until = times;
}

static inline int enter(void **state)
{
	no_faults();
	*state = place_make();
	return 0;
}

static inline int leave(void **state)
{
	no_faults();
	place_remove(*state);
	return 0;
}

#endif
