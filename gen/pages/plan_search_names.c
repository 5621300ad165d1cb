/* SPDX-License-Identifier: MIT */
/* What search loads first: which blocks there are, and the names that lists and filters have. */
#include "base/escape.h"
#include "pages/planning_search.h"
#include "search/fold.h"
#include "search/pinyin.h"

#include <string.h>

static void append_text(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	escape_json(out, text, strlen(text));
	g_string_append_c(out, '"');
}

/* [slug, label, address] and, where names are found by pinyin, how it is spelled. */
static void append_group(struct planning *planning, const struct axis_groups *axis,
                         const struct group *group, GString *out)
{
	const char *label = group->label.text[planning->catalog->settings->language];
	g_string_append_c(out, '[');
	append_text(out, group->slug);
	g_string_append_c(out, ',');
	append_text(out, label);
	g_string_append_c(out, ',');
	append_text(out, plan_list_url(planning->plan->arena, axis->axis, group));
	if (axis->axis->named) {
		g_autofree char *spelling = pinyin_spelling(label);
		g_string_append_c(out, ',');
		append_text(out, spelling);
	}
	g_string_append_c(out, ']');
}

static void plan_names(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	GString *out = g_string_new("chayueNames({");
	for (uint32_t i = 0; i < catalog->schema->axis_count; i++) {
		const struct axis_groups *axis = &catalog->axes[i];
		if (!axis->axis->filter && !axis->axis->named)
			continue;
		append_text(out, axis->axis->name);
		g_string_append(out, ":[");
		for (uint32_t j = 0; j < axis->count; j++) {
			g_string_append(out, j > 0 ? ",\n" : "\n");
			append_group(planning, axis, &axis->groups[j], out);
		}
		g_string_append(out, "],\n");
	}
	g_autofree char *syllables = pinyin_syllables();
	g_string_append_printf(out, "\"syllables\":\"%s\"});\n", syllables);
	planning_add_ready(planning, "search/names.js", out);
}

static void plan_index(struct planning *planning)
{
	const GArray *blocks = planning->plan->blocks;
	GString *out = g_string_new(NULL);
	g_string_append_printf(out, "chayueIndex({\"version\":%d,\"fold\":%d,\"blocks\":[",
	                       INDEX_VERSION, SEARCH_FOLD_VERSION);
	for (unsigned i = 0; i < blocks->len; i++) {
		const struct search_block *block = &g_array_index(blocks, struct search_block, i);
		g_string_append_printf(
		        out,
		        "%s\n{\"name\":\"%s\",\"documents\":%u,\"units\":%u,\"shards\":%u,"
		        "\"pinyin\":%u}",
		        i > 0 ? "," : "", block->name, block->count, block->units, block->shards,
		        block->pinyin_shards);
	}
	g_string_append(out, "],\"readings\":true});\n");
	planning_add_ready(planning, "search/index.js", out);
}

/* ---- readings: which characters of titles and names a syllable may stand for */

static void note_units(GArray *units, struct folded *folded, const char *text)
{
	fold_line(folded, text, strlen(text));
	g_array_append_vals(units, folded->units, (guint)folded->length);
}

static void plan_readings(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(uint16_t));
	struct folded folded = {0};
	for (uint32_t i = 0; i < catalog->record_count; i++)
		note_units(units, &folded, catalog->records[i].title);
	for (uint32_t i = 0; i < catalog->schema->axis_count; i++) {
		const struct axis_groups *axis = &catalog->axes[i];
		for (uint32_t j = 0; axis->axis->named && j < axis->count; j++)
			note_units(units, &folded,
			           axis->groups[j].label.text[catalog->settings->language]);
	}
	folded_clear(&folded);
	planning_add_ready(planning, "search/readings.js",
	                   pinyin_script((const uint16_t *)(const void *)units->data, units->len));
}

void plan_search_names(struct planning *planning)
{
	plan_index(planning);
	plan_names(planning);
	plan_readings(planning);
}
