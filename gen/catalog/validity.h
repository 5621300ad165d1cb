/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_VALIDITY_H
#define CATALOG_VALIDITY_H

#include "catalog/catalog.h"

/* The state that a key of the field 'status' states; VALIDITY_UNKNOWN for NULL. */
enum validity_state validity_stated(const char *status);

/* The key of a state, as in the field 'status'; "unknown" for VALIDITY_UNKNOWN. */
const char *validity_key(enum validity_state state);

/*
 * Settles the validity of every record from what is recorded: a repeal or amendment by another
 * document, the end of its time at --as-of, the state and basis an editor wrote. Contradictions
 * among them are reported; where nothing is recorded the state stays unknown. (47号: a document
 * amended or repealed is marked so on its own page.)
 */
void validity_derive(struct report *report, struct catalog *catalog);

#endif
