/* SPDX-License-Identifier: MIT */
/*
 * The text of a document: every hole of its fragment is filled, whatever stands in it and wherever
 * it is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "pages/body.h"

/* What holes may lead to. */
static const struct source_file table_source = {.path = "data/名单 1.csv"};
static struct record documents[] = {{.url = "doc/k7/park.html"}, {.url = "doc/2m/law.bank.html"}};
static struct catalog_file files[] = {
        {.url = "file/ab/picture.png"},
        {.url = "file/ab/speech.mp3"},
        {.url = "file/ab/film.mp4"},
        {.source = &table_source, .url = "file/ab/table.csv", .size = 7},
        {.url = "file/ab/drawing.svg"},
        {.url = "file/ab/voice.wav"},
        {.url = "file/ab/film.webm"},
};
static const struct settings settings = {.address = NULL};
static const struct catalog catalog = {.settings = &settings,
                                       .records = documents,
                                       .record_count = 2,
                                       .assets = files,
                                       .asset_count = 7};

#define PARK                                                                                       \
	{                                                                                          \
		TARGET_RECORD, 0, NULL, 0                                                          \
	}
#define BANK_2                                                                                     \
	{                                                                                          \
		TARGET_RECORD, 1, "s2", 0                                                          \
	}
#define PICTURE                                                                                    \
	{                                                                                          \
		TARGET_FILE, 0, NULL, 0                                                            \
	}
#define TABLE                                                                                      \
	{                                                                                          \
		TARGET_FILE, 3, NULL, 0                                                            \
	}
#define NOWHERE                                                                                    \
	{                                                                                          \
		TARGET_NONE, 0, NULL, 0                                                            \
	}

/*
 * A fragment is written with its holes in it: [ and ] around a link, ( and ) around a number, ! for
 * a picture, whose text is "map". They are taken out, and the holes are where they were.
 */
static void make_fragment(const char *written, struct fragment *out, struct hole *holes,
                          GString *html)
{
	struct hole *open = NULL;
	unsigned count = 0;
	for (; *written != '\0'; written++) {
		uint32_t at = (uint32_t)html->len;
		bool in_link = open != NULL;
		switch (*written) {
		case '[':
		case '(':
			open = &holes[count++];
			*open = (struct hole){.type = *written == '[' ? HOLE_LINK : HOLE_NUMBER,
			                      .start = at};
			break;
		case ']':
		case ')':
			open->end = at;
			open = NULL;
			break;
		case '!':
			holes[count++] = (struct hole){.type = HOLE_MEDIA,
			                               .start = at,
			                               .end = at,
			                               .text = "map",
			                               .within = in_link};
			break;
		default:
			g_string_append_c(html, *written);
		}
	}
	*out = (struct fragment){
	        .html = html->str, .html_length = html->len, .holes = holes, .hole_count = count};
}

#define HOLES_MOST 16

/* The name of a block's hole stands for the block. */
static bool name_block(void *context, unsigned hole, struct value *out)
{
	struct value_builder map = value_builder_begin(context, VALUE_MAP);
	value_builder_set(&map, "block", value_text(arena_printf(context, "<%u>", hole)));
	*out = value_builder_end(&map);
	return true;
}

/* "1 https://x.example/ 2 file/ab/a.pdf(a.pdf PDF 9)" */
static void write_outside(GString *out, const struct value *outside)
{
	for (unsigned i = 0; i < outside->count; i++) {
		const struct value *item = &outside->items[i];
		const char *address = value_get_text(item, "address");
		g_string_append_printf(out, " %u ", i + 1);
		if (address != NULL)
			g_string_append(out, address);
		else
			g_string_append_printf(out, "%s(%s %s %s)", value_get_text(item, "file"),
			                       value_get_text(item, "text"),
			                       value_get_text(item, "type"),
			                       value_get_text(item, "size"));
	}
}

/* The pieces one after the other, and behind them the list of what they lead to outside. */
static GString *make_body(const struct record *record, const struct fragment *fragment,
                          const struct body_place *place)
{
	g_autoptr(Arena) arena = arena_new();
	const struct body_blocks blocks = {.make = name_block, .context = arena};
	GString *out = g_string_new(NULL);
	struct value pieces;
	struct value outside;
	assert_true(body_make(arena, &catalog, record, fragment, place, &blocks, &pieces, &outside));
	for (unsigned i = 0; i < pieces.count; i++) {
		const struct value *html = value_get(&pieces.items[i], "html");
		if (html != NULL)
			g_string_append_len(out, html->text, (gssize)html->length);
		else
			g_string_append(out, value_get_text(&pieces.items[i], "block"));
	}
	write_outside(out, &outside);
	return out;
}

static const struct body_place WEB = {.root = "../../", .base = "../../"};
static const struct body_place KIOSK = {
        .root = "../../", .base = "../../../", .edition = EDITION_KIOSK};

static char *write_body_at(const struct fragment *fragment, const struct target *targets,
                           uint32_t count, const struct body_place *place)
{
	struct record record = {.targets = targets, .target_count = count};
	return g_string_free(make_body(&record, fragment, place), FALSE);
}

static char *write_body(const struct fragment *fragment, const struct target *targets,
                        uint32_t count)
{
	return write_body_at(fragment, targets, count, &WEB);
}

static void expect_at(const char *written, const struct target *targets, uint32_t count,
                      const struct body_place *place, const char *wanted)
{
	struct fragment fragment;
	struct hole holes[HOLES_MOST];
	g_autoptr(GString) html = g_string_new(NULL);
	make_fragment(written, &fragment, holes, html);
	assert_int_equal(fragment.hole_count, count);
	g_autofree char *body = write_body_at(&fragment, targets, count, place);
	assert_string_equal(body, wanted);
}

static void expect(const char *written, const struct target *targets, uint32_t count,
                   const char *wanted)
{
	expect_at(written, targets, count, &WEB, wanted);
}

#define EXPECT_KIOSK(written, wanted, ...)                                                         \
	do {                                                                                       \
		static const struct target targets[] = {__VA_ARGS__};                              \
		expect_at(written, targets, G_N_ELEMENTS(targets), &KIOSK, wanted);                \
	} while (0)

#define EXPECT(written, wanted, ...)                                                               \
	do {                                                                                       \
		static const struct target targets[] = {__VA_ARGS__};                              \
		expect(written, targets, G_N_ELEMENTS(targets), wanted);                           \
	} while (0)

#define PARK_OPEN "<a href=\"../../doc/k7/park.html\" data-address=\"doc/k7/park.html\">"
#define BANK_OPEN                                                                                  \
	"<a href=\"../../doc/2m/law.bank.html#s2\" data-address=\"doc/2m/law.bank.html#s2\">"
#define MAP "<img src=\"../../file/ab/picture.png\" alt=\"map\" loading=\"lazy\">"

static void a_fragment_without_holes_stays_as_it_is(void **state)
{
	(void)state;
	expect("", NULL, 0, "");
	expect("<p>公园</p>\n", NULL, 0, "<p>公园</p>\n");
}

static void links_are_filled_at_the_beginning_in_the_middle_and_at_the_end(void **state)
{
	(void)state;
	EXPECT("[park]", PARK_OPEN "park</a>", PARK);
	EXPECT("[park] x", PARK_OPEN "park</a> x", PARK);
	EXPECT("x [park] y", "x " PARK_OPEN "park</a> y", PARK);
	EXPECT("x [park]", "x " PARK_OPEN "park</a>", PARK);
	EXPECT("[a][b]", PARK_OPEN "a</a>" BANK_OPEN "b</a>", PARK, BANK_2);
	EXPECT("<p>[a]</p>\n<p>[b]</p>\n", "<p>" PARK_OPEN "a</a></p>\n<p>" BANK_OPEN "b</a></p>\n",
	       PARK, BANK_2);
	EXPECT("[<em>a</em>]", PARK_OPEN "<em>a</em></a>", PARK);
	EXPECT("x []", "x " PARK_OPEN "</a>", PARK);
}

static void a_link_to_a_file_leads_to_the_file(void **state)
{
	(void)state;
	EXPECT("[table]",
	       "<a href=\"../../file/ab/table.csv\" data-address=\"file/ab/table.csv\">table</a>",
	       TABLE);
}

static void pictures_are_filled_wherever_they_stand(void **state)
{
	(void)state;
	EXPECT("!", MAP, PICTURE);
	EXPECT("! x", MAP " x", PICTURE);
	EXPECT("x ! y", "x " MAP " y", PICTURE);
	EXPECT("x !!", "x " MAP MAP, PICTURE, PICTURE);
}

static void a_picture_in_a_link_stays_in_it(void **state)
{
	(void)state;
	EXPECT("[x ! y]", PARK_OPEN "x " MAP " y</a>", PARK, PICTURE);
	EXPECT("[! y]", PARK_OPEN MAP " y</a>", PARK, PICTURE);
	EXPECT("[x !]", PARK_OPEN "x " MAP "</a>", PARK, PICTURE);
	EXPECT("[!]", PARK_OPEN MAP "</a>", PARK, PICTURE);
	EXPECT("[!!] z", PARK_OPEN MAP MAP "</a> z", PARK, PICTURE, PICTURE);
	EXPECT("[!][!]", PARK_OPEN MAP "</a>" BANK_OPEN MAP "</a>", PARK, PICTURE, BANK_2, PICTURE);
}

static void a_picture_right_behind_a_link_is_no_part_of_it(void **state)
{
	(void)state;
	EXPECT("[x]!", PARK_OPEN "x</a>" MAP, PARK, PICTURE);
	EXPECT("[]!", PARK_OPEN "</a>" MAP, PARK, PICTURE);
	EXPECT("[!]!", PARK_OPEN MAP "</a>" MAP, PARK, PICTURE, PICTURE);
	EXPECT("(x)!", PARK_OPEN "x</a>" MAP, PARK, PICTURE);
	EXPECT("![x]", MAP PARK_OPEN "x</a>", PICTURE, PARK);
}

static void a_number_is_a_link_only_where_it_leads_somewhere(void **state)
{
	(void)state;
	EXPECT("x (号) y", "x " PARK_OPEN "号</a> y", PARK);
	EXPECT("x (号) y", "x 号 y", NOWHERE);
	EXPECT("(一)(二)(三)", "一" BANK_OPEN "二</a>三", NOWHERE, BANK_2, NOWHERE);
}

static void a_link_that_leads_nowhere_says_so(void **state)
{
	(void)state;
	EXPECT("x [park] y", "x <span class=\"missing\">park</span> y", NOWHERE);
	EXPECT("[x!]", "<span class=\"missing\">x" MAP "</span>", NOWHERE, PICTURE);
	EXPECT("[x!]", PARK_OPEN "x<span class=\"missing\">map</span></a>", PARK, NOWHERE);
	EXPECT("!", "<span class=\"missing\">map</span>", PARK);
}

static void what_an_editor_wrote_is_escaped(void **state)
{
	(void)state;
	struct hole holes[] = {
	        {.type = HOLE_LINK, .start = 0, .end = 1, .title = "\"a\" & '<b>'"},
	        {.type = HOLE_MEDIA,
	         .start = 1,
	         .end = 1,
	         .text = "\"><script>&",
	         .title = "' onload='x"},
	        {.type = HOLE_MEDIA, .start = 1, .end = 1, .text = "<b>&"},
	};
	const struct target targets[] = {
	        {TARGET_RECORD, 0, "\"><script>", 0}, {TARGET_FILE, 0, NULL, 0}, NOWHERE};
	const struct fragment fragment = {
	        .html = "x", .html_length = 1, .holes = holes, .hole_count = 3};
	g_autofree char *body = write_body(&fragment, targets, 3);
	assert_string_equal(
	        body,
	        "<a href=\"../../doc/k7/park.html#&quot;&gt;&lt;script&gt;\" "
	        "data-address=\"doc/k7/park.html#&quot;&gt;&lt;script&gt;\" "
	        "title=\"&quot;a&quot; &amp; &#39;&lt;b&gt;&#39;\">x</a>"
	        "<img src=\"../../file/ab/picture.png\" alt=\"&quot;&gt;&lt;script&gt;&amp;\" "
	        "title=\"&#39; onload=&#39;x\" loading=\"lazy\">"
	        "<span class=\"missing\">&lt;b&gt;&amp;</span>");
}

static void sound_and_video_get_their_own_elements(void **state)
{
	(void)state;
	static const struct {
		uint32_t file;
		const char *wanted;
	} cases[] = {
	        {1, "<audio src=\"../../file/ab/speech.mp3\" aria-label=\"map\" controls "
	            "preload=\"metadata\"></audio>"},
	        {5, "<audio src=\"../../file/ab/voice.wav\" aria-label=\"map\" controls "
	            "preload=\"metadata\"></audio>"},
	        {2, "<video src=\"../../file/ab/film.mp4\" aria-label=\"map\" controls "
	            "preload=\"metadata\"></video>"},
	        {6, "<video src=\"../../file/ab/film.webm\" aria-label=\"map\" controls "
	            "preload=\"metadata\"></video>"},
	        {4, "<img src=\"../../file/ab/drawing.svg\" alt=\"map\" loading=\"lazy\">"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct target target = {TARGET_FILE, cases[i].file, NULL, 0};
		expect("!", &target, 1, cases[i].wanted);
	}
}

static void bytes_of_any_value_pass_through(void **state)
{
	(void)state;
	struct hole hole = {.type = HOLE_LINK, .start = 2, .end = 4};
	const struct target target = PARK;
	const struct fragment fragment = {
	        .html = "a\0b\0c", .html_length = 5, .holes = &hole, .hole_count = 1};
	struct record record = {.targets = &target, .target_count = 1};
	g_autoptr(GString) out =
	        make_body(&record, &fragment, &(struct body_place){.root = "", .base = ""});
	static const char wanted[] =
	        "a\0<a href=\"doc/k7/park.html\" data-address=\"doc/k7/park.html\">b\0</a>c";
	assert_int_equal(out->len, sizeof wanted - 1);
	assert_memory_equal(out->str, wanted, out->len);
}

/* A text that was lost when it was read has no targets. */
static void holes_without_targets_stay_as_they_are(void **state)
{
	(void)state;
	struct hole holes[] = {{.type = HOLE_LINK, .start = 0, .end = 1},
	                       {.type = HOLE_LINK, .start = 2, .end = 3}};
	const struct target target = PARK;
	const struct fragment fragment = {
	        .html = "a b", .html_length = 3, .holes = holes, .hole_count = 2};
	g_autofree char *none = write_body(&fragment, NULL, 0);
	assert_string_equal(none, "a b");
	g_autofree char *one = write_body(&fragment, &target, 1);
	assert_string_equal(one, PARK_OPEN "a</a> b");
}

static void many_holes_are_filled_in_one_go(void **state)
{
	(void)state;
	enum { COUNT = 100000 };
	struct hole *holes = g_new0(struct hole, COUNT);
	struct target *targets = g_new0(struct target, COUNT);
	for (uint32_t i = 0; i < COUNT; i++) {
		holes[i] = (struct hole){.type = HOLE_LINK, .start = i * 2, .end = i * 2 + 1};
		targets[i] = (struct target)PARK;
	}
	g_autofree char *html = g_strnfill(COUNT * 2, 'x');
	const struct fragment fragment = {
	        .html = html, .html_length = COUNT * 2, .holes = holes, .hole_count = COUNT};
	g_autofree char *body = write_body(&fragment, targets, COUNT);
	assert_int_equal(strlen(body), (strlen(PARK_OPEN) + strlen("</a>") + 2) * COUNT);
	g_free(holes);
	g_free(targets);
}

/* ---- the kiosk */

#define OUTSIDE(address) "<a class=\"outside\" href=\"" address "\">"
#define INSIDE(number) "<a class=\"outside-link\" href=\"#outside-" number "\">"
#define INSIDE_END(number) "<sup class=\"outside-mark\">" number "</sup></a>"

static void in_the_kiosk_links_stay_and_pictures_come_from_the_top_of_the_site(void **state)
{
	(void)state;
	EXPECT_KIOSK("[park] !",
	             PARK_OPEN "park</a> <img src=\"../../../file/ab/picture.png\" alt=\"map\" "
	                       "loading=\"lazy\">",
	             PARK, PICTURE);
}

static void in_the_kiosk_an_outside_address_is_a_number_of_a_list(void **state)
{
	(void)state;
	expect_at("<p>" OUTSIDE("https://a.example/?b=1&amp;c=&#39;&amp;amp;") "甲</a>、" OUTSIDE(
	                  "mailto:x@a.example") "乙</a>、<a href=\"#s2\">丙</a></p>",
	          NULL, 0, &KIOSK,
	          "<p>" INSIDE("1") "甲" INSIDE_END("1") "、" INSIDE("2") "乙" INSIDE_END(
	                  "2") "、<a href=\"#s2\">丙</a></p> 1 https://a.example/?b=1&c='&amp; 2 "
	                       "mailto:x@a.example");
	/* With a title; the same address once more. */
	expect_at("<a class=\"outside\" href=\"http://b.example/\" title=\"乙\">b</a>" OUTSIDE(
	                  "http://b.example/") "c</a>",
	          NULL, 0, &KIOSK,
	          INSIDE("1") "b" INSIDE_END("1")
	                  INSIDE("1") "c" INSIDE_END("1") " 1 http://b.example/");
	/* For the web they stay. */
	expect(OUTSIDE("http://b.example/") "b</a>", NULL, 0, OUTSIDE("http://b.example/") "b</a>");
}

static void in_the_kiosk_a_file_is_a_number_of_the_list_too(void **state)
{
	(void)state;
	EXPECT_KIOSK(OUTSIDE("http://b.example/") "b</a>[table][again]",
	             INSIDE("1") "b" INSIDE_END("1") INSIDE("2") "table" INSIDE_END("2") INSIDE(
	                     "2") "again" INSIDE_END("2") " 1 http://b.example/ 2 "
	                                                  "file/ab/table.csv(名单 1.csv CSV 7)",
	             TABLE, TABLE);
}

/* The picture parts the HTML in two runs, and the link goes on in the second. */
static void in_the_kiosk_an_outside_link_may_hold_a_picture(void **state)
{
	(void)state;
	EXPECT_KIOSK(OUTSIDE("http://b.example/") "x!</a><a href=\"#s1\">y</a>",
	             INSIDE("1") "x<img src=\"../../../file/ab/picture.png\" alt=\"map\" "
	                         "loading=\"lazy\">" INSIDE_END(
	                                 "1") "<a href=\"#s1\">y</a> 1 http://b.example/",
	             PICTURE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_fragment_without_holes_stays_as_it_is),
	        cmocka_unit_test(links_are_filled_at_the_beginning_in_the_middle_and_at_the_end),
	        cmocka_unit_test(a_link_to_a_file_leads_to_the_file),
	        cmocka_unit_test(pictures_are_filled_wherever_they_stand),
	        cmocka_unit_test(a_picture_in_a_link_stays_in_it),
	        cmocka_unit_test(a_picture_right_behind_a_link_is_no_part_of_it),
	        cmocka_unit_test(a_number_is_a_link_only_where_it_leads_somewhere),
	        cmocka_unit_test(a_link_that_leads_nowhere_says_so),
	        cmocka_unit_test(what_an_editor_wrote_is_escaped),
	        cmocka_unit_test(sound_and_video_get_their_own_elements),
	        cmocka_unit_test(bytes_of_any_value_pass_through),
	        cmocka_unit_test(holes_without_targets_stay_as_they_are),
	        cmocka_unit_test(many_holes_are_filled_in_one_go),
	        cmocka_unit_test(in_the_kiosk_links_stay_and_pictures_come_from_the_top_of_the_site),
	        cmocka_unit_test(in_the_kiosk_an_outside_address_is_a_number_of_a_list),
	        cmocka_unit_test(in_the_kiosk_a_file_is_a_number_of_the_list_too),
	        cmocka_unit_test(in_the_kiosk_an_outside_link_may_hold_a_picture),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
