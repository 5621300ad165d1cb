/* SPDX-License-Identifier: MIT */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>
#include <sys/types.h>

/*
 * Memory of a process in bytes, pages shared with others counted in proportion (PSS); 0 when it is
 * gone.
 */
size_t memory_of_process(pid_t process);

#endif
