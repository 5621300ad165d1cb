/* SPDX-License-Identifier: MIT */
#ifndef PAGES_TEMPLATE_H
#define PAGES_TEMPLATE_H

#include <glib.h>
#include <stdbool.h>

#include "base/digest.h"
#include "base/report.h"
#include "base/value.h"

/*
 * Mustache templates, conforming to the public specification's core, partials, sections, inverted,
 * delimiters and comments modules; no lambdas, no inheritance. Text is escaped unless asked
 * otherwise ({{{name}}} or {{&name}}), VALUE_HTML never. False are VALUE_NOTHING, the boolean
 * false, an empty list and, where the specification leaves it open, empty text. Templates are
 * compiled once, linked to their partials, and then only read: rendering cannot fail.
 */
struct template_set;
typedef struct template_set TemplateSet;

struct template_set *template_set_new(void);
void template_set_free(struct template_set *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateSet, template_set_free)

/*
 * Compiles one template. `path` is what messages call the file. Replaces one of the same name (a
 * site's own theme). False: it is wrong; its name is known all the same, so that linking does not
 * tell of it again.
 */
bool template_set_add(struct report *report, struct template_set *set, const char *name,
                      const char *path, const char *text, size_t length);

/*
 * Links partials by name once all are added: one that does not exist is an error here (with its
 * line), and told once for each template.
 */
bool template_set_link(struct report *report, struct template_set *set);

bool template_set_has(const struct template_set *set, const char *name);

/*
 * Renders the template over `data` (a map) into `out`. Partials may call each other, and
 * themselves, to a depth of 64; output beyond `size_most` bytes stops, and so does repeating
 * without end. False: one of those bounds was reached, said in the report (or there is no such
 * template); `out` is then as it was.
 */
bool template_render(struct report *report, const struct template_set *set, const char *name,
                     const struct value *data, size_t size_most, GString *out);

/* For linked templates: of the text of one and of all partials that it can reach, by name. */
struct digest template_digest(struct template_set *set, const char *name);

/*
 * What the template and its partials may read below `site`, where that is a key of the outermost map:
 * names as those of script_trace, sorted, no two equal; never too few. They live until templates
 * are linked again, or as long as the set.
 */
const char *const *template_keys(struct template_set *set, const char *name, unsigned *count);

#endif
