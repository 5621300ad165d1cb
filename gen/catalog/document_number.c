/* SPDX-License-Identifier: MIT */
/*
 * Document numbers, in a field and in running text.
 *
 * Every number ends with 号, and what stands in front of it has a fixed grammar
 * (document_window.c); only the left edge of the 代字 is uncertain. So a 号 is looked for, the
 * grammar is read backwards from it, and the edge is settled last: by what is known of 代字 and of
 * the words before them (document_prefixes.c). When in doubt there is no number: better no link
 * than a wrong one.
 */
#include "catalog/document_number.h"

#include <string.h>

#include "catalog/document_prefixes.h"
#include "catalog/document_window.h"

enum {
	PREFIX_LEAST = 2,
	PREFIX_MOST = 14,
	GUESS_MOST = 8, /* characters of a 代字 that is not in the table */
	ORGAN_LEAST = 3,
	ORGAN_MOST = 30,
};

static const char mark[] = "号";
static const char mark_traditional[] = "號";
static const char state[] = "中华人民共和国";

/* Han characters that stand together, in reading order. */
struct run {
	gunichar written[ORGAN_MOST];
	char folded[ORGAN_MOST * 6 + 1]; /* simplified, UTF-8 */
	size_t offsets[ORGAN_MOST + 1];  /* of each character in it */
	unsigned count;
	unsigned first; /* glyph of its last character */
	bool complete;  /* no Han character stands before it */
};

/* A 代字, or an organ with 令 or 公告. */
struct name {
	char *text;    /* canonical */
	unsigned left; /* one more than the glyph of its first character */
	bool known;
};

void document_number_clear(struct document_number *number)
{
	g_free(number->prefix);
	g_free(number->canonical);
	*number = (struct document_number){0};
}

/* ---- runs */

static struct run read_run(struct window *window, unsigned first, unsigned most)
{
	struct run run = {.first = first};
	while (run.count < most && window_is_han(window_glyph(window, first + run.count).plain))
		run.count++;
	run.complete = !window_is_han(window_glyph(window, first + run.count).plain);
	char *to = run.folded;
	for (unsigned i = 0; i < run.count; i++) {
		run.written[i] = window_glyph(window, first + run.count - 1 - i).written;
		run.offsets[i] = (size_t)(to - run.folded);
		to += g_unichar_to_utf8(document_prefix_simplify(run.written[i]), to);
	}
	run.offsets[run.count] = (size_t)(to - run.folded);
	*to = '\0';
	return run;
}

/* The run from character `start` on, as it is looked up and as it was written. */
static const char *run_folded(const struct run *run, unsigned start)
{
	return run->folded + run->offsets[start];
}

static char *run_written(const struct run *run, unsigned start)
{
	return g_ucs4_to_utf8(run->written + start, run->count - start, NULL, NULL, NULL);
}

static unsigned run_left(const struct run *run, unsigned start)
{
	return run->first + run->count - start;
}

/* Where the longest known end of the run begins; the length of the run: none is known. */
static unsigned find_known(const struct run *run, bool (*is_known)(const char *word))
{
	unsigned start = 0;
	while (start < run->count && !is_known(run_folded(run, start)))
		start++;
	return start;
}

/* 年, 月, 日 or 号 behind a digit belongs to a date in front of the number. */
static bool ends_date(struct window *window, const struct run *run)
{
	gunichar before = window_glyph(window, run->first + run->count).plain;
	return run->complete && run->count > 0 && before >= '0' && before <= '9' &&
	       g_utf8_strchr("年月日号", -1, run->written[0]) != NULL;
}

/* Behind the last word after which a 代字 may begin. False: the run may begin anywhere. */
static bool find_edge(struct window *window, const struct run *run, unsigned *out)
{
	unsigned start = run->count;
	while (start > 0 && !document_prefix_may_follow(run->folded, run->offsets[start], false))
		start--;
	*out = start > 0 ? start : ends_date(window, run);
	return start > 0 || run->complete;
}

/* ---- 代字 */

static bool find_prefix(struct window *window, const struct document_tail *tail, struct name *out)
{
	struct run run = read_run(window, tail->name, PREFIX_MOST);
	unsigned start = find_known(&run, document_prefix_is_known);
	if (start < run.count) {
		bool local = start > 0 && document_prefix_has_local(run_folded(&run, start)) &&
		             document_prefix_is_place(run.written[start - 1]);
		out->known = !local;
		start -= local ? 1 : 0;
		out->text = g_strdup(run_folded(&run, start));
		out->left = run_left(&run, start);
		return true;
	}
	if (!find_edge(window, &run, &start))
		return false;
	unsigned length = run.count - start;
	if (length < PREFIX_LEAST || length > GUESS_MOST)
		return false;
	out->text = run_written(&run, start);
	out->left = run_left(&run, start);
	return true;
}

/* One character of a 代字 in a field; false: it shows that this is none. */
static bool take_character(GString *text, struct glyph glyph, unsigned *brackets)
{
	if (glyph.plain == ' ' || glyph.plain == '\n')
		return true;
	if (window_is_han(glyph.plain)) {
		g_string_append_unichar(text, glyph.written);
		return !document_prefix_may_follow(text->str, text->len, true);
	}
	/* One pair, with something in front of it. */
	if (text->len == 0 || glyph.plain != (*brackets == 0 ? '[' : ']') || *brackets > 1)
		return false;
	g_string_append(text, glyph.plain == '[' ? "（" : "）");
	++*brackets;
	return true;
}

/*
 * All that stands before the year in a field. There the edge is certain, so that also 公消（通）字
 * and 和府 (of 和平县) are taken; but words that no 代字 holds show that it is a sentence.
 */
static bool take_prefix(struct window *window, const struct document_tail *tail, struct name *out)
{
	GString *text = g_string_new(NULL);
	unsigned count = 0;
	unsigned brackets = 0;
	bool good = true;
	while (window_glyph(window, tail->name + count).plain != 0)
		count++;
	for (unsigned i = count; good && i-- > 0;)
		good = take_character(text, window_glyph(window, tail->name + i), &brackets);
	glong length = g_utf8_strlen(text->str, -1);
	out->left = tail->name + count;
	out->text = g_string_free(text, FALSE);
	return good && brackets != 1 && length >= PREFIX_LEAST && length <= PREFIX_MOST;
}

/* ---- organs */

static bool ends_like_organ(const struct run *run)
{
	static const char endings[] = "府部委局院署会行办厅席处团站所";
	gunichar last = run->count == 0 ? 0 : run->written[run->count - 1];
	return last != 0 && g_utf8_strchr(endings, -1, document_prefix_simplify(last)) != NULL;
}

/* The organ at the end of a run, from character `start` on when it is not a known one. */
static bool name_organ(const struct run *run, unsigned start, struct name *out)
{
	unsigned known = find_known(run, document_organ_is_known);
	if (known < run->count)
		start = known;
	else if (g_str_has_prefix(run_folded(run, start), state))
		start += (unsigned)g_utf8_strlen(state, -1);
	const char *folded = run_folded(run, start);
	if (g_str_has_suffix(run->folded, state)) /* 国 of it is not the 国 of 国令 */
		return false;
	const char *full = document_organ_full_name(folded);
	*out = (struct name){.left = run_left(run, start)};
	out->known = known < run->count || full != NULL;
	if (!out->known && (run->count < start + ORGAN_LEAST || !ends_like_organ(run)))
		return false;
	out->text = out->known ? g_strdup(full != NULL ? full : folded) : run_written(run, start);
	return true;
}

static bool find_organ(struct window *window, unsigned first, bool whole, struct name *out)
{
	struct run run = read_run(window, first, ORGAN_MOST);
	unsigned start = 0;
	if (whole ? !run.complete : !find_edge(window, &run, &start))
		start = run.count;
	return name_organ(&run, start, out);
}

/* 财政部 税务总局公告: organs that announce together, as long as they are known ones. */
static void join_organs(struct window *window, struct name *name)
{
	for (;;) {
		unsigned at = name->left;
		struct name other;
		window_skip_spaces(window, &at);
		bool apart = window_take(window, &at, "、") || at > name->left;
		if (!apart || !find_organ(window, at, false, &other))
			return;
		if (other.known) {
			char *together = g_strconcat(other.text, " ", name->text, NULL);
			g_free(name->text);
			name->text = together;
			name->left = other.left;
		}
		g_free(other.text);
		if (!other.known)
			return;
	}
}

static char *name_issuer(const char *organ, const struct document_tail *tail)
{
	return g_strconcat(organ, tail->form == NUMBER_ORDER ? "令" : "公告", NULL);
}

/* `whole`: a field, where the organ is all there is. */
static bool find_issuer(struct window *window, const struct document_tail *tail, bool whole,
                        struct name *out)
{
	if (!find_organ(window, tail->name, whole, out))
		return false;
	if (out->known)
		join_organs(window, out);
	char *text = name_issuer(out->text, tail);
	g_free(out->text);
	out->text = text;
	return true;
}

/* ---- the canonical form */

/* As orders are signed: 七十三, 一百零一. */
static void append_numeral(GString *out, unsigned number)
{
	static const char *const digits[] = {"零", "一", "二", "三", "四",
	                                     "五", "六", "七", "八", "九"};
	static const char *const units[] = {"", "十", "百", "千"};
	bool started = false;
	bool gap = false;
	if (number >= 10000) {
		g_string_append_printf(out, "%u", number);
		return;
	}
	for (unsigned place = 4, weight = 1000; place-- > 0; weight /= 10) {
		unsigned digit = number / weight % 10;
		gap = gap || (started && digit == 0);
		if (digit == 0)
			continue;
		if (gap)
			g_string_append(out, digits[0]);
		if (started || place != 1 || digit != 1)
			g_string_append(out, digits[digit]);
		g_string_append(out, units[place]);
		started = true;
		gap = false;
	}
}

static char *compose(const struct document_tail *tail, const char *name)
{
	GString *out = g_string_new(name);
	if (tail->form == NUMBER_ORDINARY) {
		g_string_append_printf(out, "〔%u〕%u号", tail->year, tail->serial);
		return g_string_free(out, FALSE);
	}
	if (tail->year > 0)
		g_string_append_printf(out, "%u年", tail->year);
	g_string_append(out, "第");
	if (g_str_has_suffix(name, "主席令")) /* the one kind that is always numbered in characters */
		append_numeral(out, tail->serial);
	else
		g_string_append_printf(out, "%u", tail->serial);
	g_string_append(out, mark);
	return g_string_free(out, FALSE);
}

/* The end of a number whose 号 ends at `end`: a 令 or a bracket may belong to it. */
static size_t find_end(const char *text, size_t length, size_t end, const struct document_tail *tail)
{
	if (tail->reversed)
		return end + strlen("令");
	size_t at = end;
	while (at < length && text[at] == ' ')
		at++;
	if (!tail->opened || at == length)
		return end;
	gunichar closing = g_utf8_get_char_validated(text + at, (gssize)(length - at));
	if (closing >= (gunichar)-2 || window_plain(closing) != ']')
		return end;
	return at + (size_t)g_unichar_to_utf8(closing, NULL);
}

/* ---- a field */

/* Only 中华人民共和国 may stand before the organ of a whole text. */
static bool is_whole(struct window *window, unsigned left)
{
	window_skip_spaces(window, &left);
	struct run run = read_run(window, left, ORGAN_MOST);
	return (run.count == 0 || strcmp(run.folded, state) == 0) &&
	       window_glyph(window, run_left(&run, 0)).plain == 0;
}

static bool find_whole_name(struct window *window, const struct document_tail *tail,
                            struct name *out)
{
	if (tail->form != NUMBER_ORDINARY)
		return find_issuer(window, tail, true, out) && is_whole(window, out->left);
	if (find_prefix(window, tail, out) && window_glyph(window, out->left).plain == 0)
		return true;
	g_free(out->text);
	*out = (struct name){0};
	return take_prefix(window, tail, out);
}

/* Simplified Han characters, and 、 between organs. */
static bool is_plain_organ(const char *organ)
{
	for (const char *at = organ; *at != '\0'; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);
		if (character != g_utf8_get_char("、") &&
		    (!window_is_han(character) || document_prefix_simplify(character) != character))
			return false;
	}
	return true;
}

/* Is it right but for the name of the organ? 国令 and 中华人民共和国国务院令 are as good. */
static bool is_canonical(const char *canonical, struct window *window,
                         const struct document_tail *tail)
{
	const char *text = window->text;
	if (strcmp(text, canonical) == 0)
		return true;
	if (tail->form == NUMBER_ORDINARY || tail->reversed)
		return false;
	g_autofree char *organ = g_strndup(text, window_glyph(window, tail->name).end);
	if (!is_plain_organ(organ))
		return false;
	g_autofree char *issuer = name_issuer(organ, tail);
	g_autofree char *composed = compose(tail, issuer);
	return strcmp(text, composed) == 0;
}

/* The last 号 of a text, in either script, and the byte behind it. */
static bool find_last_mark(const char *text, size_t *start, size_t *end)
{
	const char *last = g_strrstr(text, mark);
	const char *last_traditional = g_strrstr(text, mark_traditional);
	if (last_traditional != NULL && (last == NULL || last_traditional > last))
		last = last_traditional;
	if (last == NULL)
		return false;
	*start = (size_t)(last - text);
	*end = *start + strlen(mark);
	return true;
}

bool document_number_parse(const char *text, struct document_number *out)
{
	enum { BYTES_MOST = WINDOW_MOST * 2 };
	*out = (struct document_number){0};
	size_t start;
	size_t end;
	if (strnlen(text, BYTES_MOST + 1) > BYTES_MOST || !g_utf8_validate(text, -1, NULL))
		return false;
	g_autofree char *whole = g_strstrip(g_strdup(text));
	struct window window;
	struct document_tail tail;
	size_t length = strlen(whole);
	if (!find_last_mark(whole, &start, &end))
		return false;
	window_init(&window, whole, 0, start);
	if (!window_read_tail(&window, whole + end, length - end, &tail) ||
	    find_end(whole, length, end, &tail) != length)
		return false;
	struct name name = {0};
	if (find_whole_name(&window, &tail, &name)) {
		out->form = tail.form;
		out->prefix = g_steal_pointer(&name.text);
		out->year = tail.year;
		out->serial = tail.serial;
		out->canonical = compose(&tail, out->prefix);
		out->known_prefix = name.known;
		out->was_canonical =
		        strcmp(text, whole) == 0 && is_canonical(out->canonical, &window, &tail);
	}
	g_free(name.text);
	return out->canonical != NULL;
}

static size_t count_digits(const char *text)
{
	return strspn(text, "0123456789");
}

size_t document_number_prefix_length(const char *text)
{
	enum { YEAR_LENGTH = 4, SERIAL_MOST = 7 };
	const char *opening = strstr(text, "〔");
	size_t length = opening == NULL ? 0 : (size_t)(opening - text);
	if (length == 0 || length >= DOCUMENT_PREFIX_SIZE)
		return 0;
	const char *year = opening + strlen("〔");
	bool of_our_time = g_str_has_prefix(year, "19") || g_str_has_prefix(year, "20");
	if (!of_our_time || count_digits(year) != YEAR_LENGTH ||
	    !g_str_has_prefix(year + YEAR_LENGTH, "〕"))
		return 0;
	const char *serial = year + YEAR_LENGTH + strlen("〕");
	size_t digits = count_digits(serial);
	if (digits == 0 || digits > SERIAL_MOST || serial[0] == '0')
		return 0;
	return strcmp(serial + digits, mark) == 0 ? length : 0;
}

/* ---- running text */

/* The number whose 号 lies at `at`; nothing in front of `floor` belongs to it. */
static bool read_match(const char *text, size_t length, size_t floor, size_t at,
                       struct document_number_match *out)
{
	struct window window;
	struct document_tail tail;
	size_t end = at + strlen(mark);
	window_init(&window, text, floor, at);
	if (!window_read_tail(&window, text + end, length - end, &tail))
		return false;
	struct name name = {0};
	bool found = tail.form == NUMBER_ORDINARY ? find_prefix(&window, &tail, &name)
	                                          : find_issuer(&window, &tail, false, &name);
	if (found) {
		out->start = window_glyph(&window, name.left - 1).start;
		out->end = find_end(text, length, end, &tail);
		out->canonical = compose(&tail, name.text);
	}
	g_free(name.text);
	return found;
}

/* Where that mark lies at `from` or behind it; the length of the text: nowhere. */
static size_t find_mark(const char *text, size_t length, size_t from, const char *sought)
{
	if (from >= length)
		return length;
	const char *found = memmem(text + from, length - from, sought, strlen(sought));
	return found == NULL ? length : (size_t)(found - text);
}

void document_number_scan(const char *text, size_t length, GArray *matches)
{
	size_t floor = 0;
	size_t simplified = find_mark(text, length, 0, mark);
	size_t traditional = find_mark(text, length, 0, mark_traditional);
	while (simplified < length || traditional < length) {
		size_t at = MIN(simplified, traditional);
		struct document_number_match match;
		if (read_match(text, length, floor, at, &match)) {
			g_array_append_val(matches, match);
			floor = match.end;
		}
		if (at == simplified)
			simplified = find_mark(text, length, at + 1, mark);
		else
			traditional = find_mark(text, length, at + 1, mark_traditional);
	}
}

void document_number_matches_clear(GArray *matches)
{
	for (unsigned i = 0; i < matches->len; i++)
		g_free(g_array_index(matches, struct document_number_match, i).canonical);
	g_array_set_size(matches, 0);
}
