/* SPDX-License-Identifier: MIT */
#include "search/shard.h"

#include <string.h>

#include "base/escape.h"

enum { UNIT_VALUES = 1 << 16 };

/* ---- which file */

static unsigned power_of_two(uint64_t least)
{
	unsigned count = 1;
	while (count < least && count < SHARDS_MOST)
		count *= 2;
	return count;
}

/* So many that each holds `most` of `amount`, and `more` than that for each doubling of `small`. */
static unsigned count_for(uint64_t amount, uint64_t most, uint64_t more, uint64_t small)
{
	for (uint64_t size = small; size <= amount / 2; size *= 2)
		most += more;
	return power_of_two(amount / most + (amount % most > 0));
}

/*
 * Measured with texts of laws: the index is 50 % of the text of 32 documents, 26 % of 16,384, as the
 * more occurrences a term has, the less each takes. So that shards have 2 to 4 KB in small blocks,
 * of which a query meets many, and up to 6 KB in the largest, where they would be too many files.
 */
unsigned shard_count(uint64_t text_bytes)
{
	return count_for(text_bytes, 8000, 1700, 1 << 18);
}

/* Pinyin takes some 220 bytes for each of 32 titles, 100 of 32,768: shards of 3 to 6 KB. */
unsigned shard_count_pinyin(size_t documents)
{
	return count_for(documents, 16, 4, 32);
}

static uint32_t mix(uint32_t hash)
{
	hash ^= hash >> 15;
	hash *= UINT32_C(0x2C1B3C6D);
	return hash ^ hash >> 13;
}

/* How many shards the pairs of one first unit are spread over, of 16 shards. */
enum { SPREAD = 16 };

unsigned shard_of(uint16_t first, uint16_t second, unsigned shards)
{
	const uint32_t GOLDEN = UINT32_C(0x9E3779B1);
	uint32_t spread = shards > SPREAD ? shards / SPREAD : 1;
	uint32_t step = mix(second * GOLDEN) & (spread - 1);
	return (mix(first * GOLDEN) + step * GOLDEN) & (shards - 1);
}

unsigned shard_of_pinyin(const char *term, unsigned shards)
{
	uint32_t hash = UINT32_C(0x811C9DC5);
	for (; *term != '\0'; term++)
		hash = (hash ^ (unsigned char)*term) * UINT32_C(0x01000193);
	return mix(hash) & (shards - 1);
}

enum { FOLDER_BITS = 8 };

char *shard_name(char kind, unsigned shard, unsigned shards, char name[static SHARD_NAME_SIZE])
{
	g_assert(shard < shards && shards <= SHARDS_MOST);
	if (shards > 1 << FOLDER_BITS)
		g_snprintf(name, SHARD_NAME_SIZE, "%x/%c%x.js", shard >> FOLDER_BITS, kind, shard);
	else
		g_snprintf(name, SHARD_NAME_SIZE, "%c%x.js", kind, shard);
	return name;
}

/* ---- calls */

static void append_text(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	escape_json(out, text, strlen(text));
	g_string_append_c(out, '"');
}

/* `function("NAME/s1f",` */
static void begin_shard(GString *out, const char *function, char kind, struct shard_place place)
{
	g_string_append_printf(out, "%s(\"%s/%c%x\",", function, place.block, kind, place.shard);
}

/* `function("NAME",` */
static void begin_call(GString *out, const char *function, const char *block)
{
	g_string_append_printf(out, "%s(\"%s\",", function, block);
}

static void end_call(GString *out)
{
	g_string_append(out, ")\n");
}

/* ---- shards of text */

static uint32_t first_of(uint32_t term)
{
	return term >> 16;
}

static uint32_t second_of(uint32_t term)
{
	return term & 0xFFFF;
}

/* The pairs among `terms`: the list of the first units, then of each the second ones. */
static void write_pairs(struct list_writer *to, const uint32_t *terms, size_t count)
{
	g_autofree uint32_t *part = g_new(uint32_t, MAX(count, 1));
	size_t found = 0;
	for (size_t i = 0; i < count; i++)
		if (i == 0 || first_of(terms[i]) != first_of(terms[i - 1]))
			part[found++] = first_of(terms[i]);
	list_write_any(to, part, found, UNIT_VALUES);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i; end < count && first_of(terms[end]) == first_of(terms[i]); end++)
			part[end - i] = second_of(terms[end]);
		list_write(to, part, end - i, UNIT_VALUES);
	}
}

static void write_singles(struct list_writer *to, const uint32_t *terms, size_t count)
{
	g_autofree uint32_t *firsts = g_new(uint32_t, MAX(count, 1));
	for (size_t i = 0; i < count; i++)
		firsts[i] = first_of(terms[i]);
	list_write_any(to, firsts, count, UNIT_VALUES);
}

void shard_begin(struct shard_writer *to, GString *out, struct shard_place place,
                 const uint32_t *terms, size_t count, uint32_t units)
{
	begin_shard(out, "chayueShard", 's', place);
	g_string_append_c(out, '"');
	to->lists = list_writer_to(out);
	to->units = units;
	size_t pairs = 0;
	while (pairs < count && second_of(terms[pairs]) != 0)
		pairs++;
	write_pairs(&to->lists, terms, pairs);
	write_singles(&to->lists, terms + pairs, count - pairs);
}

void shard_add(struct shard_writer *to, const uint32_t *units, size_t count, const uint32_t *heads,
               size_t head_count)
{
	list_write(&to->lists, units, count, to->units);
	list_write_bits(&to->lists, head_count > 0, 1);
	if (head_count > 0)
		list_write(&to->lists, heads, head_count, (uint32_t)count);
}

void shard_end(struct shard_writer *to)
{
	list_writer_end(&to->lists);
	g_string_append_c(to->lists.out, '"');
	end_call(to->lists.out);
}

/* ---- files of names with lists */

/* `"name name","LETTERS")` */
static void write_names(GString *out, const struct shard_names *names, size_t count,
                        uint32_t documents)
{
	g_string_append_c(out, '"');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			g_string_append_c(out, ' ');
		escape_json(out, names[i].name, strlen(names[i].name));
	}
	g_string_append(out, "\",\"");
	struct list_writer to = list_writer_to(out);
	for (size_t i = 0; i < count; i++)
		list_write(&to, names[i].documents, names[i].count, documents);
	list_writer_end(&to);
	g_string_append_c(out, '"');
	end_call(out);
}

void shard_write_pinyin(GString *out, struct shard_place place, const struct shard_names *names,
                        size_t count, uint32_t documents)
{
	begin_shard(out, "chayuePinyin", 'p', place);
	write_names(out, names, count, documents);
}

void shard_write_column(GString *out, const char *block, const char *column,
                        const struct shard_names *names, size_t count, uint32_t documents)
{
	begin_call(out, "chayueColumn", block);
	append_text(out, column);
	g_string_append_c(out, ',');
	write_names(out, names, count, documents);
}

/* ---- what stands by document */

void shard_write_shape(GString *out, const char *block, const uint32_t *firsts, size_t documents,
                       uint32_t units)
{
	begin_call(out, "chayueShape", block);
	g_string_append_c(out, '"');
	struct list_writer to = list_writer_to(out);
	list_write(&to, firsts, documents, units);
	list_writer_end(&to);
	g_string_append_c(out, '"');
	end_call(out);
}

void shard_write_dates(GString *out, const char *block, const int32_t *days, size_t documents)
{
	begin_call(out, "chayueDates", block);
	g_string_append_c(out, '"');
	int32_t before = 0;
	for (size_t i = 0; i < documents; i++) {
		int32_t step = days[i] - before;
		list_append_number(out,
		                   step < 0 ? (uint32_t)(-(step + 1)) * 2 + 1 : (uint32_t)step * 2);
		before = days[i];
	}
	g_string_append_c(out, '"');
	end_call(out);
}

void shard_write_documents(GString *out, const char *block, unsigned number,
                           const char *const *keys, size_t documents)
{
	begin_call(out, "chayueDocuments", block);
	g_string_append_printf(out, "%u,\"", number);
	size_t first = (size_t)number * SHARD_DOCUMENTS;
	for (size_t i = first; i < documents && i < first + SHARD_DOCUMENTS; i++) {
		if (i > first)
			g_string_append_c(out, ' ');
		escape_json(out, keys[i], strlen(keys[i]));
	}
	g_string_append_c(out, '"');
	end_call(out);
}
