/* SPDX-License-Identifier: MIT */
/*
 * An index is a tree of pages that is divided by what the filing forms begin with, never by
 * numbers: where a record stands depends on its own title and on whether more than ALPHABET_LEAF
 * others begin like it. So a document that is added changes the one page it comes to; rarely a
 * second one, when that page grows too long and is divided. Addresses stay: a page that was divided
 * remains as the one that leads to its branches.
 *
 * A page is divided by the next character. A branch that is too long itself is named by all that its
 * forms have in common, so that nobody has to go through pages with nothing to choose.
 *
 * Pages are made in the order in which they are kept: making one puts its branches at the end.
 */
#include "catalog/alphabet.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#include "catalog/address.h"

enum {
	LETTERS = 26,
	BOUNDARY_SIZE = 32,
	LETTER_REST = LETTERS, /* the place of "0" behind the letters */
	TEXT_SIZE = 512,       /* bytes; enough for nearly every title */
	KEY_SIZE = 512,        /* likewise */
};

/* A record on its way to a page. */
struct filing {
	const struct record *record;
	const char *form;
	const uint8_t *key; /* ICU's, NUL-terminated */
	uint64_t start;     /* its first bytes: nearly always enough to compare two */
	unsigned letter;    /* 0: A */
};

/* What a page will be made of: filings in order, by number, which all begin with its prefix. */
struct heap {
	const uint32_t *filings;
	uint32_t count;
	unsigned letter;
	size_t prefix; /* bytes */
	uint32_t parent;
};

struct making {
	struct arena *arena; /* of what is made */
	struct arena *scratch;
	const struct catalog *catalog;
	struct filing *filings;
	GArray *pages; /* struct alphabet_page */
	GArray *heaps; /* struct heap, one for each page to be */
};

/* ---- order */

struct order {
	UCollator *collator;
	uint8_t boundaries[LETTERS][BOUNDARY_SIZE]; /* the key that the first word of a letter has */
	uint64_t starts[LETTERS];                   /* of these keys */
};

/* The first bytes of a key: two that differ there have the order of these numbers. */
static uint64_t key_start(const uint8_t *key)
{
	uint64_t start;
	memcpy(&start, key, sizeof start);
	return GUINT64_FROM_BE(start);
}

static bool order_open(struct report *report, struct order *order)
{
	UErrorCode status = U_ZERO_ERROR;
	order->collator = ucol_open("zh", &status);
	if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) {
		ucol_close(order->collator);
		return report_error(report, place_none(), "alphabet/icu",
		                    _("the ICU library has no order of Chinese words (%s); "
		                      "install it with all its data"),
		                    u_errorName(status));
	}
	for (unsigned i = 0; i < LETTERS; i++) {
		/* CLDR's Chinese order has these pairs where each letter of pinyin begins. None
		 * begins with I, U or V: these lie behind everything. */
		const UChar pair[] = {0xFDD0, (UChar)('A' + i)};
		ucol_getSortKey(order->collator, pair, 2, order->boundaries[i], BOUNDARY_SIZE);
		order->starts[i] = key_start(order->boundaries[i]);
	}
	return true;
}

/*
 * Words whose first character ICU reads otherwise: they stand where a character that sounds right
 * would. (It knows 重庆 itself.)
 */
static const char *spell(struct arena *scratch, const char *form)
{
	static const struct {
		const char *word;
		const char *like;
	} READINGS[] = {
	        {"厦门", "夏"}, {"长三角", "常"}, {"长江", "常"}, {"长沙", "常"}, {"长春", "常"},
	        {"长期", "常"}, {"长效", "常"},   {"长途", "常"}, {"重建", "虫"}, {"重新", "虫"},
	        {"重复", "虫"}, {"重申", "虫"},   {"重阳", "虫"}, {"调整", "条"}, {"调解", "条"},
	        {"调节", "条"}, {"调价", "条"},   {"会计", "快"}, {"行业", "航"}, {"番禺", "潘"},
	};
	static const char FIRSTS[] = "厦长重调会行番";
	enum { HAN_LENGTH = 3 };
	const char *first = FIRSTS;
	while (*first != '\0' && strncmp(form, first, HAN_LENGTH) != 0)
		first += HAN_LENGTH;
	for (size_t i = 0; *first != '\0' && i < G_N_ELEMENTS(READINGS); i++)
		if (g_str_has_prefix(form, READINGS[i].word))
			return arena_printf(scratch, "%s%s", READINGS[i].like,
			                    g_utf8_next_char(form));
	return form;
}

static const uint8_t *make_key(const struct order *order, struct arena *scratch, const char *form)
{
	UChar text_buffer[TEXT_SIZE];
	uint8_t buffer[KEY_SIZE];
	const char *spelled = spell(scratch, form);
	size_t bytes = strlen(spelled);
	int32_t length;
	UErrorCode status = U_ZERO_ERROR;
	UChar *text = bytes <= TEXT_SIZE ? text_buffer : arena_new_array(scratch, UChar, bytes);
	u_strFromUTF8(text, (int32_t)MAX(bytes, TEXT_SIZE), &length, spelled, (int32_t)bytes,
	              &status);
	if (U_FAILURE(status))
		g_error("alphabet: a title is not UTF-8");
	int32_t size = ucol_getSortKey(order->collator, text, length, buffer, sizeof buffer);
	uint8_t *key = arena_take(scratch, MAX((size_t)size, sizeof(uint64_t)));
	if ((size_t)size <= sizeof buffer)
		memcpy(key, buffer, (size_t)size);
	else
		ucol_getSortKey(order->collator, text, length, key, size);
	return key;
}

/* Of Han characters without a reading, which lie behind all others, Z. */
static unsigned find_letter(const struct order *order, const struct filing *filing)
{
	const char *form = filing->form;
	if (g_ascii_isalpha(form[0]))
		return (unsigned)(g_ascii_toupper(form[0]) - 'A');
	if (g_unichar_get_script(g_utf8_get_char(form)) != G_UNICODE_SCRIPT_HAN)
		return LETTER_REST;
	unsigned letter = LETTER_REST;
	for (unsigned i = 0; i < LETTERS; i++)
		if (order->starts[i] < filing->start ||
		    (order->starts[i] == filing->start &&
		     strcmp((const char *)order->boundaries[i], (const char *)filing->key) <= 0))
			letter = i;
	return letter;
}

static int compare_filings(const void *first, const void *second)
{
	const struct filing *a = first;
	const struct filing *b = second;
	if (a->letter != b->letter)
		return a->letter < b->letter ? -1 : 1;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	int order = strcmp((const char *)a->key, (const char *)b->key);
	if (order == 0)
		order = strcmp(a->form, b->form);
	return order != 0 ? order : record_compare(a->record, b->record);
}

/* All records in the order of the index. */
static struct filing *file_records(const struct order *order, struct arena *scratch,
                                   const struct catalog *catalog)
{
	struct filing *filings = arena_new_array(scratch, struct filing, catalog->record_count + 1);
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		const struct record *record = &catalog->records[i];
		struct filing *filing = &filings[i];
		filing->record = record;
		filing->form = alphabet_filing_form(scratch, record->title, record->organ);
		filing->key = make_key(order, scratch, filing->form);
		filing->start = key_start(filing->key);
		filing->letter = find_letter(order, filing);
	}
	qsort(filings, catalog->record_count, sizeof *filings, compare_filings);
	/* Pages are divided by going through the forms again and again: let them lie in order. */
	for (uint32_t i = 0; i < catalog->record_count; i++)
		filings[i].form = arena_string(scratch, filings[i].form);
	return filings;
}

/* ---- dividing a page */

/* Of ASCII, and of what begins as nearly all Han characters do, nothing is a mark. */
static bool is_mark(const char *text)
{
	unsigned char first = (unsigned char)*text;
	if (first < 0x80 || (first >= 0xe4 && first <= 0xe9))
		return false;
	return g_unichar_ismark(g_utf8_get_char(text));
}

/* The bytes of the character at `text`, with the marks that stand on it. */
static size_t character_length(const char *text)
{
	const char *end = text;
	if (*end != '\0')
		end = g_utf8_next_char(end);
	while (is_mark(end))
		end = g_utf8_next_char(end);
	return (size_t)(end - text);
}

static const char *form_of(const struct making *making, uint32_t filing)
{
	return making->filings[filing].form;
}

/* Lengthens the prefix by all characters that the forms have in common. */
static void extend_prefix(const struct making *making, struct heap *heap)
{
	size_t length;
	while ((length = character_length(form_of(making, heap->filings[0]) + heap->prefix)) > 0) {
		const char *character = form_of(making, heap->filings[0]) + heap->prefix;
		for (uint32_t i = 1; i < heap->count; i++) {
			const char *other = form_of(making, heap->filings[i]) + heap->prefix;
			if (character_length(other) != length ||
			    memcmp(other, character, length) != 0)
				return;
		}
		heap->prefix += length;
	}
}

/* One character by which a page is divided. */
struct branch {
	const char *character; /* not terminated */
	size_t length;
	uint32_t *filings;
	uint32_t count;
	uint32_t room;
};

static void branch_add(struct making *making, struct branch *branch, uint32_t filing)
{
	if (branch->count == branch->room) {
		uint32_t *old = branch->filings;
		branch->room = MAX(2 * branch->room, 16u);
		branch->filings = arena_new_array(making->scratch, uint32_t, branch->room);
		if (old != NULL)
			memcpy(branch->filings, old, branch->count * sizeof *old);
	}
	branch->filings[branch->count++] = filing;
}

/* The branch of the character; most often that of the filing before. */
static struct branch *find_branch(struct making *making, GArray *branches, GHashTable *places,
                                  uint32_t *latest, const char *character, size_t length)
{
	if (branches->len > 0) {
		struct branch *branch = &g_array_index(branches, struct branch, *latest);
		if (branch->length == length && memcmp(branch->character, character, length) == 0)
			return branch;
	}
	char *name = arena_copy(making->scratch, character, length);
	void *place;
	if (!g_hash_table_lookup_extended(places, name, NULL, &place)) {
		struct branch branch = {.character = character, .length = length};
		place = GUINT_TO_POINTER(branches->len);
		g_array_append_val(branches, branch);
		g_hash_table_insert(places, name, place);
	}
	*latest = GPOINTER_TO_UINT(place);
	return &g_array_index(branches, struct branch, *latest);
}

/* Sorts the filings into branches by the next character; gives how many end at the prefix. */
static uint32_t divide(struct making *making, const struct heap *heap, uint32_t *ending,
                       GArray *branches)
{
	/* A character may come in two places of the order: as 长 does, which has two readings. */
	g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
	uint32_t ending_count = 0;
	uint32_t latest = 0;
	for (uint32_t i = 0; i < heap->count; i++) {
		const char *rest = form_of(making, heap->filings[i]) + heap->prefix;
		size_t length = character_length(rest);
		if (length == 0)
			ending[ending_count++] = heap->filings[i];
		else
			branch_add(making,
			           find_branch(making, branches, places, &latest, rest, length),
			           heap->filings[i]);
	}
	return ending_count;
}

/* ---- pages */

/* Puts the branches behind all pages that are known, as pages to be made. */
static void add_branches(struct making *making, const struct heap *heap, GArray *branches,
                         struct alphabet_page *page)
{
	uint32_t *numbers = arena_new_array(making->arena, uint32_t, branches->len);
	for (unsigned i = 0; i < branches->len; i++) {
		const struct branch *branch = &g_array_index(branches, struct branch, i);
		if (branch->count <= ALPHABET_FEW)
			continue;
		struct heap below = {.filings = branch->filings,
		                     .count = branch->count,
		                     .letter = heap->letter,
		                     .prefix = heap->prefix + branch->length,
		                     .parent = making->pages->len};
		if (below.count > ALPHABET_LEAF)
			extend_prefix(making, &below);
		numbers[page->branch_count++] = making->heaps->len;
		g_array_append_val(making->heaps, below);
	}
	page->branches = numbers;
}

static void set_records(struct making *making, const uint32_t *filings, uint32_t count,
                        struct alphabet_page *page)
{
	uint32_t *records = arena_new_array(making->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		records[i] =
		        (uint32_t)(making->filings[filings[i]].record - making->catalog->records);
	page->records = records;
	page->record_count = count;
}

static int compare_places(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a;
	uint32_t second = *(const uint32_t *)b;
	return (first > second) - (first < second);
}

/* Adds to the filings of the page itself those of branches of a few, in the order of the index. */
static uint32_t keep_few(const GArray *branches, uint32_t *filings, uint32_t count)
{
	for (unsigned i = 0; i < branches->len; i++) {
		const struct branch *branch = &g_array_index(branches, struct branch, i);
		for (uint32_t j = 0; branch->count <= ALPHABET_FEW && j < branch->count; j++)
			filings[count++] = branch->filings[j];
	}
	qsort(filings, count, sizeof *filings, compare_places);
	return count;
}

static void name_page(struct making *making, const struct heap *heap, struct alphabet_page *page)
{
	char letter = heap->letter == LETTER_REST ? '0' : (char)('A' + heap->letter);
	char lower = g_ascii_tolower(letter);
	page->letter = arena_copy(making->arena, &letter, 1);
	page->prefix = heap->prefix == 0
	                       ? ""
	                       : arena_copy(making->arena, form_of(making, heap->filings[0]),
	                                    heap->prefix);
	if (heap->prefix == 0) {
		page->url = arena_printf(making->arena, "az/%c.html", lower);
		return;
	}
	g_autofree char *name = g_ascii_strdown(page->prefix, -1);
	page->url = address_of_index_page(making->arena, lower, name);
}

static void make_page(struct making *making, const struct heap *heap)
{
	struct alphabet_page page = {.parent = heap->parent};
	name_page(making, heap, &page);
	if (heap->count <= ALPHABET_LEAF) {
		set_records(making, heap->filings, heap->count, &page);
	} else {
		g_autoptr(GArray) branches = g_array_new(FALSE, FALSE, sizeof(struct branch));
		g_autofree uint32_t *ending = g_new(uint32_t, heap->count);
		uint32_t count = divide(making, heap, ending, branches);
		count = keep_few(branches, ending, count);
		set_records(making, ending, count, &page);
		add_branches(making, heap, branches, &page);
	}
	g_array_append_val(making->pages, page);
}

/*
 * Every letter, as a page to be made, also one without records: each page shows the row of letters,
 * and the first document of a letter must not change them all.
 */
static void add_letters(struct making *making)
{
	uint32_t count = making->catalog->record_count;
	uint32_t *filings = arena_new_array(making->scratch, uint32_t, count + 1);
	for (uint32_t i = 0; i < count; i++)
		filings[i] = i;
	uint32_t first = 0;
	for (unsigned letter = 0; letter <= LETTER_REST; letter++) {
		uint32_t next = first;
		while (next < count && making->filings[next].letter == letter)
			next++;
		struct heap heap = {.filings = filings + first,
		                    .count = next - first,
		                    .letter = letter,
		                    .parent = ALPHABET_NONE};
		g_array_append_val(making->heaps, heap);
		first = next;
	}
}

static struct alphabet *make_pages(struct making *making)
{
	struct alphabet *alphabet = arena_new_array(making->arena, struct alphabet, 1);
	add_letters(making);
	for (unsigned i = 0; i < making->heaps->len; i++) {
		struct heap heap = g_array_index(making->heaps, struct heap, i);
		make_page(making, &heap);
	}
	alphabet->count = making->pages->len;
	alphabet->pages = arena_new_array(making->arena, struct alphabet_page, alphabet->count);
	if (alphabet->count > 0)
		memcpy(alphabet->pages, making->pages->data,
		       alphabet->count * sizeof *alphabet->pages);
	return alphabet;
}

struct alphabet *alphabet_new(struct report *report, struct arena *arena,
                              const struct catalog *catalog)
{
	struct order order = {0}; /* keys end in zeros: key_start looks behind short ones */
	if (!order_open(report, &order))
		return NULL;
	g_autoptr(Arena) scratch = arena_new();
	g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(struct alphabet_page));
	g_autoptr(GArray) heaps = g_array_new(FALSE, FALSE, sizeof(struct heap));
	struct making making = {.arena = arena,
	                        .scratch = scratch,
	                        .catalog = catalog,
	                        .filings = file_records(&order, scratch, catalog),
	                        .pages = pages,
	                        .heaps = heaps};
	ucol_close(order.collator);
	return make_pages(&making);
}
