/* SPDX-License-Identifier: MIT */
/* A row of readings, and what is made of it. */
#include "search/pinyin.h"

#include <string.h>

#include "search/fold.h"
#include "search/han.h"

enum {
	INITIALS_LEAST = 2,
	INITIALS_LONGEST = 4,
	TERM_SIZE = 2 * HAN_SYLLABLE_MOST + 2, /* two, an apostrophe, NUL */
};

/* One folded character. No readings: the row breaks. */
struct sound {
	unsigned count;
	const char *readings[HAN_READINGS_MOST];
};

static struct sound sound_of(uint32_t code)
{
	static const char SIGNS[] = "0\0001\0002\0003\0004\0005\0006\0007\0008\0009\0"
	                            "a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0"
	                            "n\0o\0p\0q\0r\0s\0t\0u\0v\0w\0x\0y\0z";
	struct sound sound = {0};
	if (code >= '0' && code <= '9')
		sound.readings[sound.count++] = SIGNS + 2 * (code - '0');
	else if (code >= 'a' && code <= 'z')
		sound.readings[sound.count++] = SIGNS + 2 * (code - 'a' + 10);
	else
		sound.count = han_readings(code, sound.readings);
	return sound;
}

static uint32_t next_code(const uint16_t *units, size_t length, size_t *at)
{
	uint32_t high = units[(*at)++];
	if (high >> 10 != 0xD800 >> 10 || *at == length || units[*at] >> 10 != 0xDC00 >> 10)
		return high;
	return 0x10000 + ((high & 0x3FF) << 10) + (units[(*at)++] & 0x3FFu);
}

/* A row of struct sound. To be freed. */
static GArray *row_of(const uint16_t *units, size_t length)
{
	GArray *row = g_array_sized_new(FALSE, FALSE, sizeof(struct sound), (guint)length);
	for (size_t at = 0; at < length;) {
		struct sound sound = sound_of(next_code(units, length, &at));
		g_array_append_val(row, sound);
	}
	return row;
}

/* ---- terms */

struct taking {
	pinyin_taker take;
	void *context;
	char term[TERM_SIZE];
	unsigned left; /* terms that may still be made */
};

static void take_syllables(struct taking *taking, const struct sound *sound)
{
	for (unsigned i = 0; i < sound->count; i++)
		taking->take(taking->context, sound->readings[i]);
}

static void take_pairs(struct taking *taking, const struct sound *first)
{
	for (unsigned i = 0; i < first[0].count; i++) {
		for (unsigned j = 0; j < first[1].count; j++) {
			g_snprintf(taking->term, TERM_SIZE, "%s'%s", first[0].readings[i],
			           first[1].readings[j]);
			taking->take(taking->context, taking->term);
		}
	}
}

/* `at`: the letter to be set next; the term ends before `end`. */
static void take_initials(struct taking *taking, const struct sound *sound, unsigned at,
                          unsigned end)
{
	if (at == end) {
		taking->term[at] = '\0';
		taking->take(taking->context, taking->term);
		taking->left--;
		return;
	}
	char last = '\0';
	for (unsigned i = 0; i < sound->count && taking->left > 0; i++) {
		char letter = sound->readings[i][0];
		if (letter == last)
			continue;
		taking->term[at] = last = letter;
		take_initials(taking, sound + 1, at + 1, end);
	}
}

void pinyin_terms(const uint16_t *units, size_t length, pinyin_taker take, void *context)
{
	struct taking taking = {.take = take, .context = context};
	g_autoptr(GArray) row = row_of(units, length);
	const struct sound *sounds = (const struct sound *)(void *)row->data;
	for (unsigned at = 0, run = 0; at<row->len; at++, run -= run> 0) {
		/* `run`: how many follow without a break, this one among them. */
		while (at + run < row->len && sounds[at + run].count > 0)
			run++;
		if (run == 0)
			continue;
		take_syllables(&taking, &sounds[at]);
		if (run > 1)
			take_pairs(&taking, &sounds[at]);
		for (unsigned size = INITIALS_LEAST; size <= MIN(run, INITIALS_LONGEST); size++) {
			taking.term[0] = '=';
			taking.left = PINYIN_INITIALS_MOST;
			take_initials(&taking, &sounds[at], 1, size + 1);
		}
	}
}

/* ---- files */

char *pinyin_spelling(const char *name)
{
	struct folded folded = {0};
	fold_line(&folded, name, strlen(name));
	g_autoptr(GArray) row = row_of(folded.units, folded.length);
	folded_clear(&folded);
	GString *out = g_string_new(NULL);
	for (unsigned at = 0; at < row->len; at++) {
		const struct sound *sound = &g_array_index(row, struct sound, at);
		if (at > 0)
			g_string_append_c(out, ' ');
		if (sound->count == 0)
			g_string_append_c(out, '-');
		for (unsigned i = 0; i < sound->count; i++)
			g_string_append_printf(out, "%s%s", i ? "|" : "", sound->readings[i]);
	}
	return g_string_free(out, FALSE);
}

char *pinyin_syllables(void)
{
	size_t count;
	const char *const *syllables = han_syllables(&count);
	GString *out = g_string_new(NULL);
	for (size_t i = 0; i < count; i++)
		g_string_append_printf(out, "%s%s", i ? " " : "", syllables[i]);
	return g_string_free(out, FALSE);
}

static int compare_codes(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

/* The Han characters among the units, each once, in order. To be freed. */
static GArray *codes_of(const uint16_t *units, size_t length)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
	GArray *codes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (size_t at = 0; at < length;) {
		uint32_t code = next_code(units, length, &at);
		const char *readings[HAN_READINGS_MOST];
		if (g_hash_table_add(seen, GUINT_TO_POINTER(code)) && han_readings(code, readings))
			g_array_append_val(codes, code);
	}
	g_array_sort(codes, compare_codes);
	return codes;
}

static void free_string(void *string)
{
	g_string_free(string, TRUE);
}

GString *pinyin_script(const uint16_t *units, size_t length)
{
	g_autoptr(GArray) codes = codes_of(units, length);
	g_autoptr(GHashTable) by_syllable = g_hash_table_new_full(NULL, NULL, NULL, free_string);
	for (unsigned i = 0; i < codes->len; i++) {
		uint32_t code = g_array_index(codes, uint32_t, i);
		const char *readings[HAN_READINGS_MOST];
		unsigned count = han_readings(code, readings);
		for (unsigned j = 0; j < count; j++) {
			GString *part = g_hash_table_lookup(by_syllable, readings[j]);
			if (!part) {
				part = g_string_new(readings[j]);
				g_hash_table_insert(by_syllable, (void *)readings[j], part);
			}
			g_string_append_unichar(part, code);
		}
	}
	size_t count;
	const char *const *syllables = han_syllables(&count);
	GString *out = g_string_new("chayueReadings(\"");
	const char *between = "";
	for (size_t i = 0; i < count; i++) {
		const GString *part = g_hash_table_lookup(by_syllable, syllables[i]);
		if (!part)
			continue;
		g_string_append_printf(out, "%s%s", between, part->str);
		between = " ";
	}
	g_string_append(out, "\");\n");
	return out;
}
