/* SPDX-License-Identifier: MIT */
/*
 * Writes a repository of notices whose text spreads as real text does, as a stream for
 * `git fast-import`: the same bytes for the same numbers. What the index of the search is measured on.
 *
 *   notices COUNT SEED | git -C REPOSITORY fast-import
 *   notices COUNT SEED STEP | git -C REPOSITORY fast-import
 *
 * A text has 2,000 characters, 6 KB. It is made of phrases: characters are the 3,755 of the first
 * level of GB 2312, words 10,000 of two or three of them, phrases 40,000 of two to five words; each
 * is chosen by Zipf's law with a shift (Mandelbrot). A notice has 60 phrases of its own, from which
 * two thirds of it are taken, for texts repeat their matter. So it means nothing, but in its pairs
 * of characters a thousand of these texts are near a thousand pieces of 2,000 characters of the
 * laws in Chinese that the numbers were fitted to:
 *
 *                                        these   mainland   Taiwan
 *   different pairs in a text, mean        948        873      918
 *   different pairs in all            126,000    104,000  109,000
 *   pairs found in one text only            7 %        5 %      5 %  of all entries
 *   texts with the 100th pair              62 %       51 %     51 %
 *   texts with the 1,000th pair            14 %       13 %     14 %
 *   texts with the 10,000th pair          1.4 %      1.4 %    1.5 %
 *
 * STEP is a commit on top, on the branch "steps/STEP": notice (one more), body (a line of one).
 */
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	CHARACTERS = 3755,
	LONGEST = 3 * 3 * 5 + 1, /* bytes of a phrase */
	SINGLES = 90,
	WORDS = 10000,
	PHRASES = 40000,
	OWN_PHRASES = 60,
	TEXT_CHARACTERS = 2000,
	ADDED_A_COMMIT = 8,
	ORGANS = 40,
	TOPICS = 30,
	FIRST_YEAR = 2005,
	YEARS = 20
};

struct phrase {
	char text[LONGEST];
	unsigned length; /* in characters */
};

/* The sum of the weights up to each: what a draw is looked up in. */
struct spread {
	double *sums;
	unsigned count;
};

struct language {
	char characters[CHARACTERS][4];
	struct phrase *singles;
	struct phrase *words;
	struct phrase *phrases;
	struct spread of_characters;
	struct spread of_singles;
	struct spread of_words;
	struct spread of_phrases;
};

static double power_near_one(double base, double more)
{
	/* base^(1 + more) for a small `more`, without libm's last bits, which differ by machine. */
	double logarithm = 0;
	for (double rest = base; rest > 1; rest /= 2)
		logarithm += rest >= 2 ? 1 : rest - 1;
	double step = more * logarithm * 0.6931;
	return base * (1 + step + step * step / 2 + step * step * step / 6);
}

static struct spread spread_new(unsigned count, double shift, double more)
{
	struct spread spread = {.sums = g_new(double, count), .count = count};
	double sum = 0;
	for (unsigned i = 0; i < count; i++)
		spread.sums[i] = sum += 1 / power_near_one(i + shift, more);
	return spread;
}

static unsigned draw(GRand *random, const struct spread *spread)
{
	double wanted = g_rand_double(random) * spread->sums[spread->count - 1];
	unsigned low = 0;
	for (unsigned high = spread->count - 1; low < high;) {
		unsigned middle = (low + high) / 2;
		if (spread->sums[middle] <= wanted)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool happens(GRand *random, double share)
{
	return g_rand_double(random) < share;
}

static void phrase_add(struct phrase *phrase, const char *text, unsigned length)
{
	g_strlcat(phrase->text, text, sizeof phrase->text);
	phrase->length += length;
}

/* Rows 16 to 55 of GB 2312, in an order by chance. */
static void make_characters(GRand *random, struct language *language)
{
	for (unsigned i = 0; i < CHARACTERS; i++) {
		char code[2] = {(char)(0xB0 + i / 94), (char)(0xA1 + i % 94)};
		g_autofree char *text = g_convert(code, 2, "UTF-8", "GB2312", NULL, NULL, NULL);
		g_strlcpy(language->characters[i], text, sizeof language->characters[i]);
	}
	for (unsigned i = CHARACTERS - 1; i > 0; i--) {
		char kept[4];
		unsigned other = (unsigned)g_rand_int_range(random, 0, (gint32)i + 1);
		memcpy(kept, language->characters[i], sizeof kept);
		memcpy(language->characters[i], language->characters[other], sizeof kept);
		memcpy(language->characters[other], kept, sizeof kept);
	}
	language->of_characters = spread_new(CHARACTERS, 15, 0.15);
}

static struct phrase *make_words(GRand *random, const struct language *language, unsigned count,
                                 unsigned least, double longer)
{
	struct phrase *words = g_new0(struct phrase, count);
	for (unsigned i = 0; i < count; i++) {
		unsigned length = least + happens(random, longer);
		for (unsigned j = 0; j < length; j++)
			phrase_add(&words[i],
			           language->characters[draw(random, &language->of_characters)], 1);
	}
	return words;
}

static const struct phrase *draw_word(GRand *random, const struct language *language)
{
	if (happens(random, 0.1))
		return &language->singles[draw(random, &language->of_singles)];
	return &language->words[draw(random, &language->of_words)];
}

static void language_init(struct language *language, unsigned seed)
{
	GRand *random = g_rand_new_with_seed(seed);
	make_characters(random, language);
	language->singles = make_words(random, language, SINGLES, 1, 0);
	language->words = make_words(random, language, WORDS, 2, 0.15);
	language->of_singles = spread_new(SINGLES, 1, 0);
	language->of_words = spread_new(WORDS, 10, 0);
	language->phrases = g_new0(struct phrase, PHRASES);
	language->of_phrases = spread_new(PHRASES, 10, 0);
	for (unsigned i = 0; i < PHRASES; i++)
		for (int words = g_rand_int_range(random, 2, 6); words > 0; words--) {
			const struct phrase *word = draw_word(random, language);
			phrase_add(&language->phrases[i], word->text, word->length);
		}
	g_rand_free(random);
}

static const struct phrase *draw_phrase(GRand *random, const struct language *language)
{
	return &language->phrases[draw(random, &language->of_phrases)];
}

/* The phrases of one text, and how much of it is there. */
struct matter {
	const struct language *language;
	GRand *random;
	const struct phrase *own[OWN_PHRASES];
	unsigned length;
};

static void add_sentence(GString *text, struct matter *matter)
{
	for (int rest = g_rand_int_range(matter->random, 2, 6); rest > 0; rest--) {
		double by = g_rand_double(matter->random);
		const struct phrase *next;
		if (by < 0.65)
			next = matter->own[g_rand_int_range(matter->random, 0, OWN_PHRASES)];
		else if (by < 0.85)
			next = draw_phrase(matter->random, matter->language);
		else
			next = draw_word(matter->random, matter->language);
		g_string_append(text, next->text);
		matter->length += next->length;
	}
	g_string_append(text, happens(matter->random, 0.7) ? "，" : "。\n\n");
	matter->length++;
}

static void add_table(GString *text, struct matter *matter)
{
	g_string_append(text, "\n\n| 项目 | 单位 | 数量 |\n|---|---|--:|\n");
	for (unsigned i = 0; i < 6; i++) {
		const struct phrase *name = draw_phrase(matter->random, matter->language);
		g_string_append_printf(text, "| %s | 处 | %d |\n", name->text,
		                       g_rand_int_range(matter->random, 1, 5000));
		matter->length += name->length + 5;
	}
	g_string_append_c(text, '\n');
}

static void add_front_matter(GString *text, struct matter *matter, unsigned number, unsigned count)
{
	unsigned year = FIRST_YEAR + (unsigned)((uint64_t)MIN(number, count - 1) * YEARS / count);
	unsigned month = number % 12 + 1;
	unsigned day = number % 26 + 1;
	unsigned organ = (unsigned)g_rand_int_range(matter->random, 0, ORGANS);
	g_string_append_printf(
	        text,
	        "---\ntitle: 关于%s%s的通知\nnumber: 示府办〔%u〕%u号\n"
	        "issuing_organ: 示例市第%u办公室\nwritten_on: %u-%02u-%02u\n"
	        "published_on: %u-%02u-%02u\ntopics: [topic-%u]\nsample: true\n---\n\n",
	        matter->own[0]->text, matter->own[1]->text, year, number + 1, organ, year, month,
	        day, year, month, day + 2, number % TOPICS);
}

static GString *make_notice(const struct language *language, unsigned seed, unsigned number,
                            unsigned count)
{
	struct matter matter = {.language = language,
	                        .random = g_rand_new_with_seed(seed + 1 + number)};
	for (unsigned i = 0; i < OWN_PHRASES; i++)
		matter.own[i] = draw_phrase(matter.random, language);
	GString *text = g_string_new(NULL);
	add_front_matter(text, &matter, number, count);
	while (matter.length < TEXT_CHARACTERS / 2)
		add_sentence(text, &matter);
	if (number % 4 == 0)
		add_table(text, &matter);
	while (matter.length < TEXT_CHARACTERS)
		add_sentence(text, &matter);
	g_string_append_c(text, '\n');
	g_rand_free(matter.random);
	return text;
}

static void write_file(const char *path, const char *text)
{
	printf("M 100644 inline %s\ndata %zu\n%s\n", path, strlen(text), text);
}

static void write_notice(const struct language *language, unsigned seed, unsigned number,
                         unsigned count, const char *more)
{
	g_autofree char *path = g_strdup_printf("notices/%03u/n%06u.md", number / 200, number);
	GString *text = make_notice(language, seed, number, count);
	g_string_append(text, more);
	write_file(path, text->str);
	g_string_free(text, TRUE);
}

static void write_topics(const struct language *language)
{
	for (unsigned topic = 0; topic < TOPICS; topic++) {
		g_autofree char *path = g_strdup_printf("columns/topic-%u.md", topic);
		g_autofree char *text = g_strdup_printf(
		        "---\nkind: topic\nid: topic-%u\ntitle: %s\norder: %u\nsample: true\n---\n",
		        topic, language->words[100 + topic].text, topic + 1);
		write_file(path, text);
	}
}

/* An hour between commits. */
static void begin_commit(const char *branch, unsigned number)
{
	static const char MESSAGE[] = "发布";
	printf("commit refs/heads/%s\ncommitter Office <office@example.org> %u +0800\ndata "
	       "%zu\n%s\n",
	       branch, 1104537600 + number / ADDED_A_COMMIT * 3600, strlen(MESSAGE), MESSAGE);
}

static void write_all(const struct language *language, unsigned seed, unsigned count)
{
	for (unsigned number = 0; number < count; number++) {
		if (number % ADDED_A_COMMIT == 0)
			begin_commit("main", number);
		if (number == 0)
			write_topics(language);
		write_notice(language, seed, number, count, "");
	}
}

static bool write_step(const struct language *language, const char *step, unsigned seed,
                       unsigned count)
{
	bool added = strcmp(step, "notice") == 0;
	if (!added && strcmp(step, "body") != 0)
		return false;
	g_autofree char *branch = g_strconcat("steps/", step, NULL);
	begin_commit(branch, count + ADDED_A_COMMIT);
	printf("from refs/heads/main^0\n");
	write_notice(language, seed, added ? count : count / 2 + 1, count,
	             added ? "" : "\n本文已修订。\n");
	return true;
}

int main(int argc, char **argv)
{
	static struct language language;
	if (argc < 3 || argc > 4)
		return 2;
	unsigned count = (unsigned)atoi(argv[1]);
	unsigned seed = (unsigned)atoi(argv[2]);
	language_init(&language, seed);
	if (argc == 4)
		return write_step(&language, argv[3], seed, count) ? 0 : 2;
	write_all(&language, seed, count);
	return 0;
}
