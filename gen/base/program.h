/* SPDX-License-Identifier: MIT */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

#include "base/digest.h"

/*
 * What this program is, with every library that it runs with: the digest of their build ids (ELF
 * notes that the linker makes of the content), or of the file of one that has none. Another compiler,
 * option or security update of a library gives another digest.
 */
struct digest program_digest(void);

#endif
