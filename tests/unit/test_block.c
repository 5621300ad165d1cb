/* SPDX-License-Identifier: MIT */
/* Inversion against a plain scan of the same lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "search/block.h"

enum { UNITS = 90, LINES_MOST = 6, LINE_MOST = 40 };

struct line {
	uint16_t text[LINE_MOST];
	size_t length;
};

struct unit {
	struct line lines[LINES_MOST];
	size_t count;
	size_t heads; /* how many of them */
};

/* Few different UTF-16 units, so that terms come back; halves of pairs, and the last there is. */
static uint16_t draw_character(GRand *dice)
{
	static const uint16_t odd[] = {1, 0xD840, 0xDC00, 0xFFFF};
	int what = g_rand_int_range(dice, 0, 100);
	if (what < 4)
		return odd[what];
	return (uint16_t)(what < 50 ? 0x4E00 + what / 10 : 0x5000 + g_rand_int_range(dice, 0, 300));
}

static void draw_units(guint32 seed, struct unit *units)
{
	g_autoptr(GRand) dice = g_rand_new_with_seed(seed);
	for (size_t u = 0; u < UNITS; u++) {
		struct unit *unit = &units[u];
		unit->count = (size_t)g_rand_int_range(dice, 0, LINES_MOST + 1);
		unit->heads =
		        unit->count > 0 ? (size_t)g_rand_int_range(dice, 0, 3) % unit->count : 0;
		for (size_t l = 0; l < unit->count; l++) {
			struct line *line = &unit->lines[l];
			line->length = (size_t)g_rand_int_range(dice, 0, LINE_MOST + 1);
			for (size_t i = 0; i < line->length; i++)
				line->text[i] = draw_character(dice);
		}
	}
}

static void invert(struct inverter *inverter, const struct unit *units)
{
	for (size_t u = 0; u < UNITS; u++) {
		inverter_begin_unit(inverter);
		for (size_t l = 0; l < units[u].count; l++)
			inverter_add_line(inverter, units[u].lines[l].text,
			                  units[u].lines[l].length, l < units[u].heads);
	}
}

/* ---- the plain scan */

static bool line_has(const struct line *line, uint32_t term)
{
	uint16_t first = (uint16_t)(term >> 16);
	uint16_t second = (uint16_t)term;
	for (size_t i = 0; i < line->length; i++)
		if (line->text[i] == first &&
		    (second == 0 || (i + 1 < line->length && line->text[i + 1] == second)))
			return true;
	return false;
}

/* Every term of the units, by itself. */
static GHashTable *find_terms(const struct unit *units)
{
	GHashTable *terms = g_hash_table_new(g_direct_hash, g_direct_equal);
	for (size_t u = 0; u < UNITS; u++)
		for (size_t l = 0; l < units[u].count; l++) {
			const struct line *line = &units[u].lines[l];
			for (size_t i = 0; i < line->length; i++) {
				uint32_t term = (uint32_t)line->text[i] << 16;
				g_hash_table_add(terms, GUINT_TO_POINTER(term));
				if (i + 1 < line->length)
					g_hash_table_add(
					        terms, GUINT_TO_POINTER(term | line->text[i + 1]));
			}
		}
	return terms;
}

/* The units that have the term, and which of these in a head. */
static void scan(const struct unit *units, uint32_t term, GArray *found, GArray *heads)
{
	g_array_set_size(found, 0);
	g_array_set_size(heads, 0);
	for (uint32_t u = 0; u < UNITS; u++) {
		bool here = false;
		bool head = false;
		for (size_t l = 0; l < units[u].count; l++)
			if (line_has(&units[u].lines[l], term)) {
				here = true;
				head |= l < units[u].heads;
			}
		if (head)
			g_array_append_val(heads, found->len);
		if (here)
			g_array_append_val(found, u);
	}
}

static void assert_same(const GArray *a, const GArray *b)
{
	assert_int_equal(a->len, b->len);
	if (a->len > 0)
		assert_memory_equal(a->data, b->data, a->len * sizeof(uint32_t));
}

/* ---- reading a shard */

static GArray *new_list(void)
{
	return g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

static void read_terms(struct list_reader *from, GArray *terms)
{
	g_autoptr(GArray) firsts = new_list();
	g_autoptr(GArray) others = new_list();
	assert_true(list_read_any(from, 1 << 16, firsts));
	for (guint i = 0; i < firsts->len; i++) {
		assert_true(list_read(from, 1 << 16, others));
		for (guint j = 0; j < others->len; j++) {
			uint32_t term = g_array_index(firsts, uint32_t, i) << 16 |
			                g_array_index(others, uint32_t, j);
			g_array_append_val(terms, term);
		}
	}
	assert_true(list_read_any(from, 1 << 16, others));
	for (guint i = 0; i < others->len; i++) {
		uint32_t term = g_array_index(others, uint32_t, i) << 16;
		g_array_append_val(terms, term);
	}
}

/* What stands between `begin` and `")\n`. */
static struct list_reader letters_of(const GString *file, const char *begin)
{
	static const char END[] = "\")\n";
	assert_true(g_str_has_prefix(file->str, begin) && g_str_has_suffix(file->str, END));
	return list_reader_over(file->str + strlen(begin), file->len - strlen(begin) - strlen(END));
}

/* The file tells of its terms what the scan tells; they are taken from `terms`. */
static void check_shard(const GString *file, const char *begin, const struct unit *units,
                        GHashTable *terms)
{
	struct list_reader from = letters_of(file, begin);
	g_autoptr(GArray) here = new_list();
	g_autoptr(GArray) read = new_list();
	g_autoptr(GArray) found = new_list();
	g_autoptr(GArray) heads = new_list();
	read_terms(&from, here);
	for (guint i = 0; i < here->len; i++) {
		uint32_t term = g_array_index(here, uint32_t, i);
		assert_true(g_hash_table_remove(terms, GUINT_TO_POINTER(term)));
		scan(units, term, found, heads);
		assert_true(list_read(&from, UNITS, read));
		assert_same(read, found);
		g_array_set_size(read, 0);
		if (list_read_bits(&from, 1) == 1)
			assert_true(list_read(&from, found->len, read));
		assert_same(read, heads);
	}
	assert_false(from.failed);
	assert_ptr_equal(from.at, from.end);
}

/* ---- what must hold */

static void every_term_is_found_where_it_occurs(void **state)
{
	(void)state;
	enum { SHARDS = 8 };
	g_autofree struct unit *units = g_new0(struct unit, UNITS);
	for (guint32 seed = 1; seed <= 5; seed++) {
		draw_units(seed, units);
		g_autoptr(GHashTable) terms = find_terms(units);
		assert_true(g_hash_table_size(terms) > 1000);
		g_autoptr(Inverter) inverter = inverter_new(SHARDS, 0, 1);
		invert(inverter, units);
		g_autoptr(GString) file = g_string_new(NULL);
		for (unsigned shard = 0; shard < SHARDS; shard++) {
			g_autofree char *begin =
			        g_strdup_printf("chayueShard(\"k3m2p7x9/s%x\",\"", shard);
			g_string_truncate(file, 0);
			inverter_write(inverter, "k3m2p7x9", shard, file);
			check_shard(file, begin, units, terms);
		}
		assert_int_equal(g_hash_table_size(terms), 0);
	}
}

static void a_term_is_in_its_shard(void **state)
{
	(void)state;
	enum { SHARDS = 512 };
	g_autofree struct unit *units = g_new0(struct unit, UNITS);
	draw_units(7, units);
	g_autoptr(Inverter) inverter = inverter_new(SHARDS, 0, 1);
	invert(inverter, units);
	g_autoptr(GString) file = g_string_new(NULL);
	g_autoptr(GArray) terms = new_list();
	size_t empty = 0;
	for (unsigned shard = 0; shard < SHARDS; shard++) {
		g_autofree char *begin = g_strdup_printf("chayueShard(\"b/s%x\",\"", shard);
		g_string_truncate(file, 0);
		inverter_write(inverter, "b", shard, file);
		struct list_reader from = letters_of(file, begin);
		g_array_set_size(terms, 0);
		read_terms(&from, terms);
		empty += terms->len == 0;
		for (guint i = 0; i < terms->len; i++) {
			uint32_t term = g_array_index(terms, uint32_t, i);
			assert_int_equal(shard_of((uint16_t)(term >> 16), (uint16_t)term, SHARDS),
			                 shard);
		}
	}
	assert_in_range(empty, 0, SHARDS / 4);
}

static void parts_make_the_same_files(void **state)
{
	(void)state;
	enum { SHARDS = 16, PARTS = 3 };
	g_autofree struct unit *units = g_new0(struct unit, UNITS);
	draw_units(8, units);
	g_autoptr(Inverter) whole = inverter_new(SHARDS, 0, 1);
	invert(whole, units);
	size_t size = inverter_size(whole);
	g_autoptr(GString) file = g_string_new(NULL);
	g_autoptr(GString) other = g_string_new(NULL);
	for (unsigned part = 0; part < PARTS; part++) {
		g_autoptr(Inverter) inverter = inverter_new(SHARDS, part, PARTS);
		invert(inverter, units);
		assert_true(inverter_size(inverter) < size);
		for (unsigned shard = part; shard < SHARDS; shard += PARTS) {
			g_string_truncate(file, 0);
			g_string_truncate(other, 0);
			inverter_write(whole, "b", shard, file);
			inverter_write(inverter, "b", shard, other);
			assert_string_equal(file->str, other->str);
		}
	}
}

static void a_shard_without_terms_is_a_file(void **state)
{
	(void)state;
	g_autoptr(Inverter) inverter = inverter_new(2, 0, 1);
	inverter_begin_unit(inverter);
	inverter_add_line(inverter, NULL, 0, true);
	g_autoptr(GString) file = g_string_new(NULL);
	inverter_write(inverter, "b", 1, file);
	assert_string_equal(file->str, "chayueShard(\"b/s1\",\"w\")\n"); /* 1 1 */
}

/* ---- pinyin */

static void a_reading_is_found_in_its_documents(void **state)
{
	(void)state;
	enum { SHARDS = 4, DOCUMENTS = 6 };
	g_autoptr(StringInverter) inverter = string_inverter_new(SHARDS);
	string_inverter_add(inverter, 1, "zheng");
	string_inverter_add(inverter, 1, "zheng'fu");
	string_inverter_add(inverter, 1, "zheng");
	string_inverter_add(inverter, 4, "zheng");
	string_inverter_add(inverter, 4, "=zf");
	g_autoptr(GString) file = g_string_new(NULL);
	unsigned shard = shard_of_pinyin("zheng", SHARDS);
	string_inverter_write(inverter, "b", shard, DOCUMENTS, file);
	const char *names = strchr(file->str, ',') + 2;
	g_autofree char *words = g_strndup(names, strcspn(names, "\""));
	g_auto(GStrv) terms = g_strsplit(words, " ", -1);

	g_autofree char *begin = g_strdup_printf("chayuePinyin(\"b/p%x\",\"%s\",\"", shard, words);
	struct list_reader from = letters_of(file, begin);
	g_autoptr(GArray) read = new_list();
	bool found = false;
	for (size_t i = 0; terms[i] != NULL; i++) {
		assert_int_equal(shard_of_pinyin(terms[i], SHARDS), shard);
		assert_true(i == 0 || strcmp(terms[i - 1], terms[i]) < 0);
		assert_true(list_read(&from, DOCUMENTS, read));
		if (strcmp(terms[i], "zheng") != 0)
			continue;
		found = true;
		assert_int_equal(read->len, 2);
		assert_int_equal(g_array_index(read, uint32_t, 0), 1);
		assert_int_equal(g_array_index(read, uint32_t, 1), 4);
	}
	assert_true(found);
	assert_ptr_equal(from.at, from.end);
}

static void a_pinyin_shard_without_terms_is_a_file(void **state)
{
	(void)state;
	g_autoptr(StringInverter) inverter = string_inverter_new(1);
	g_autoptr(GString) file = g_string_new(NULL);
	string_inverter_write(inverter, "b", 0, 3, file);
	assert_string_equal(file->str, "chayuePinyin(\"b/p0\",\"\",\"\")\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_term_is_found_where_it_occurs),
	        cmocka_unit_test(a_term_is_in_its_shard),
	        cmocka_unit_test(parts_make_the_same_files),
	        cmocka_unit_test(a_shard_without_terms_is_a_file),
	        cmocka_unit_test(a_reading_is_found_in_its_documents),
	        cmocka_unit_test(a_pinyin_shard_without_terms_is_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
