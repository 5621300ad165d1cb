/* SPDX-License-Identifier: MIT */
#ifndef PAGES_TRACE_LIST_H
#define PAGES_TRACE_LIST_H

#include "base/digest.h"
#include "base/store.h"
#include "script/script.h"

/*
 * The traces of all pages: which parts of `site` and which Lua modules a page's view read. Thousands
 * of pages share one, so a page holds its number, which follows from the names alone.
 */
struct trace_list;
typedef struct trace_list TraceList;

/* `script` must outlive it, with all it is lent. `store`: traces of the last build, or NULL. */
struct trace_list *trace_list_new(struct script *script, struct store *store);
void trace_list_free(struct trace_list *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TraceList, trace_list_free)

/* The number of a trace; names are sorted and lie in nobody's hands but the caller's. */
uint64_t trace_list_add(struct trace_list *list, const char *const *names, unsigned count);

unsigned trace_list_count(const struct trace_list *list);

/* What the names of a trace stand for now. False: the trace is not known. */
bool trace_list_digest(struct trace_list *list, uint64_t trace, struct digest *out);

/*
 * The first name of a trace that stands for something else than when trace_list_keep last put it
 * into the store, or NULL.
 */
const char *trace_list_changed(struct trace_list *list, uint64_t trace);

/* The names of a trace as bytes, for handing on to the parent process, and back. */
void trace_list_pack(const struct trace_list *list, uint64_t trace, GByteArray *out);
uint64_t trace_list_unpack(struct trace_list *list, struct unpacker *from);

/* Puts the traces that `is_used` says yes to, as they stand now, and deletes the others. */
bool trace_list_keep(struct trace_list *list, struct store *to,
                     bool (*is_used)(const void *context, uint64_t trace), const void *context);

#endif
