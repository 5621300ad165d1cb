/* SPDX-License-Identifier: MIT */
/*
 * Writes one step of a random history of a small site: the same for the same numbers.
 *
 *   steps SEED STEP FOLDER
 *
 *   FOLDER/stream     the step's commits and refs, for `git fast-import --force`
 *   FOLDER/plan       how to build then and what to do to the output before, as lines for bash
 *   FOLDER/outside.yml  settings outside the repository, where the plan asks for them
 *
 * Step 0 makes the repository. The steps before STEP are gone through in silence; each draws from
 * random numbers of its own, so that a step stays what it is when the draws of another change.
 */
#include "history.h"
#include "overlays.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PICK(world, list) ((list)[below((world), G_N_ELEMENTS(list))])

/* What lasts from one build to the next until it is changed. */
struct habit {
	const char *as_of; /* "": none */
	const char *content;
	const char *outside; /* text of settings; NULL: those of the repository */
	const char *out;
	const char *language;
	unsigned ref;     /* a mark; 0: HEAD */
	unsigned shallow; /* the mark where a shallow clone ends; 0: the clone is whole */
};

static void change_habit(struct world *world, struct habit *habit)
{
	static const char *const AS_OF[] = {"",           "",           "2023-01-01",
	                                    "2024-12-31", "2025-01-01", "2026-06-30"};
	static const char *const CONTENT[] = {"", "", "notices", "docs", "absent"};
	static const char *const LANGUAGES[] = {"zh", "en"};
	if (chance(world, 8))
		habit->as_of = PICK(world, AS_OF);
	if (world->is_tidy && chance(world, 60))
		habit->content = "";
	else if (chance(world, *habit->content != '\0' ? 40 : 4))
		habit->content = PICK(world, CONTENT);
	if (chance(world, habit->outside != NULL ? 30 : 3))
		habit->outside = habit->outside == NULL || chance(world, 40)
		                         ? overlays_outside_settings(world)
		                         : NULL;
	if (chance(world, 15))
		habit->language = PICK(world, LANGUAGES);
	if (habit->ref != 0 && chance(world, 60))
		habit->ref = 0;
	else if (habit->ref == 0 && chance(world, 5))
		habit->ref = 1 + below(world, world->commits->len);
}

/* As a shallow clone is made and, later, filled up: what a commit changed is another thing then. */
static void change_clone(struct world *world, struct habit *habit)
{
	if (habit->shallow != 0 && chance(world, 30)) {
		habit->shallow = 0;
	} else if (habit->shallow == 0 && chance(world, 4)) {
		const struct commit *end = world->branches[world->branch];
		for (unsigned i = below(world, 5); i > 0 && end->parent_count > 0; i--)
			end = end->parents[0];
		habit->shallow = end->mark;
		tell(world, "a shallow clone");
	}
}

static void write_options(struct world *world, FILE *plan, const struct habit *habit,
                          unsigned uncommitted)
{
	fprintf(plan, "head=%s\nuncommitted=%u\nshallow=%u\nref=", BRANCHES[world->branch],
	        uncommitted, habit->shallow);
	if (uncommitted != 0 || (habit->ref == 0 && chance(world, 80)))
		fprintf(plan, "\n");
	else if (habit->ref != 0)
		fprintf(plan, ":%u\n", habit->ref);
	else
		fprintf(plan, "%s\n", BRANCHES[world->branch]);
	fprintf(plan, "options=(--quiet --jobs %u --lang %s", 1 + below(world, 3), habit->language);
	if (*habit->as_of != '\0')
		fprintf(plan, " --as-of %s", habit->as_of);
	if (*habit->content != '\0')
		fprintf(plan, " --content %s", habit->content);
	if (habit->outside != NULL)
		fprintf(plan, " --config ../outside.yml");
	if (chance(world, 8))
		fprintf(plan, " --strict");
	if (uncommitted != 0)
		fprintf(plan, " --worktree");
	static const char *const SURROUNDINGS[] = {"LC_ALL=C TZ=Asia/Shanghai",
	                                           "LC_ALL=C.UTF-8 TZ=UTC",
	                                           "LC_ALL=tr_TR.UTF-8 TZ=America/St_Johns"};
	fprintf(plan, ")\nsurroundings=(%s)\n", PICK(world, SURROUNDINGS));
}

/* What happens between two builds; tests/property/one knows how to do each. */
static const struct {
	const char *name;
	unsigned weight;
} HAPPENINGS[] = {
        {"nothing", 210},     {"save", 14},       {"drop_state", 4},    {"cut_state", 5},
        {"flip_state", 8},    {"empty_state", 2}, {"foreign_state", 3}, {"drop_output", 7},
        {"drop_both", 2},     {"old_state", 6},   {"old_output", 5},    {"old_both", 4},
        {"drop_manifest", 5}, {"leftovers", 4},   {"copy_whole", 4},    {"copy_output", 3},
        {"other_name", 4},    {"pack", 4},
};

static const char *happening(struct world *world)
{
	unsigned sum = 0;
	for (unsigned i = 0; i < G_N_ELEMENTS(HAPPENINGS); i++)
		sum += HAPPENINGS[i].weight;
	unsigned at = below(world, sum);
	unsigned i = 0;
	while (at >= HAPPENINGS[i].weight)
		at -= HAPPENINGS[i++].weight;
	return HAPPENINGS[i].name;
}

static void write_happening(struct world *world, FILE *plan, struct habit *habit)
{
	const char *name = world->step == 0 ? "nothing" : happening(world);
	const char *from = habit->out;
	if (g_str_has_prefix(name, "copy_") || strcmp(name, "other_name") == 0)
		habit->out = strcmp(from, "site") == 0 ? "mirror" : "site";
	if (strcmp(name, "nothing") != 0)
		tell(world, "%s", name);
	fprintf(plan, "happening=%s\namount=%u\nformer=%s\nout=%s\n", name, below(world, 1u << 30),
	        from, habit->out);
	static const char *const KILLS[] = {"one", "all", "leave"};
	const char *kill = world->step > 0 && chance(world, 6) ? PICK(world, KILLS) : "";
	if (*kill != '\0')
		tell(world, "killed (%s)", kill);
	fprintf(plan, "kill=%s\nkill_permille=%u\n", kill, below(world, 1100));
}

static FILE *open_file(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	FILE *file = fopen(path, "we");
	if (file == NULL) {
		perror(path);
		exit(1);
	}
	return file;
}

static void write_plan(struct world *world, struct habit *habit, const char *folder)
{
	/* Every step draws alike, written or not. */
	FILE *plan = folder == NULL ? open_file("/dev", "null") : open_file(folder, "plan");
	unsigned uncommitted = chance(world, 6) ? history_uncommitted(world) : 0;
	change_habit(world, habit);
	change_clone(world, habit);
	write_options(world, plan, habit, uncommitted);
	write_happening(world, plan, habit);
	g_autofree char *told = g_shell_quote(world->told->str);
	fprintf(plan, "told=%s\n", told);
	fclose(plan);
	if (folder == NULL || habit->outside == NULL)
		return;
	FILE *outside = open_file(folder, "outside.yml");
	fputs(habit->outside, outside);
	fclose(outside);
}

static void go(struct world *world, struct habit *habit, unsigned seed, const char *folder)
{
	const guint32 numbers[] = {seed, world->step};
	world->random = g_rand_new_with_seed_array(numbers, G_N_ELEMENTS(numbers));
	world->told = g_string_new(NULL);
	history_go_on(world);
	write_plan(world, habit, folder);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	unsigned seed = (unsigned)atoi(argv[1]);
	unsigned step = (unsigned)atoi(argv[2]);
	struct world world = {.commits = g_ptr_array_new()};
	/* Most lists are short; of 30 a page of a list is full and a feed has an archive, of 50 a part of
	 * the catalog is full. */
	static const unsigned SIZES[] = {5, 10, 16, 24, 36, 51};
	world.documents_wanted = SIZES[seed % G_N_ELEMENTS(SIZES)];
	world.is_tidy = seed % 4 < 2;
	struct habit habit = {.as_of = "", .content = "", .out = "site", .language = "en"};
	for (; world.step < step; world.step++)
		go(&world, &habit, seed, NULL);
	world.stream = g_string_new(NULL);
	go(&world, &habit, seed, argv[3]);
	FILE *stream = open_file(argv[3], "stream");
	fwrite(world.stream->str, 1, world.stream->len, stream);
	return fclose(stream) == 0 ? 0 : 1;
}
