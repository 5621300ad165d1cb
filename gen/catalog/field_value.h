/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_FIELD_VALUE_H
#define CATALOG_FIELD_VALUE_H

#include "base/report.h"
#include "base/value.h"
#include "catalog/schema.h"

/* What was found while fields of other documents were read, and need not be found again. */
struct field_memory;

struct field_memory *field_memory_new(void);
void field_memory_free(struct field_memory *memory);

/*
 * True when one like it was read before, so that it is known to be a document number in its canonical
 * form.
 */
bool field_memory_is_number(const struct field_memory *memory, const char *text);

/*
 * Reads what an editor wrote for a field into its canonical form: dates as 2013-10-01 or 2013-10-01
 * 09:30, terms as their keys, document numbers as 国办发〔2013〕100号, yes/no as VALUE_BOOLEAN,
 * lists always as lists; nothing written (an empty value) as VALUE_NOTHING. False: it cannot be
 * read; each cause was reported with its line and what to write instead.
 */
bool field_value_read(struct report *report, const char *path, const struct field *field,
                      const struct value *written, struct field_memory *memory, struct arena *arena,
                      struct value *out);

#endif
