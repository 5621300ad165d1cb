/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_ADDRESS_H
#define CATALOG_ADDRESS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/*
 * Names and addresses inside a site: lower-case ASCII, short, safe on any disk (FAT included) and
 * in any URL without escaping. Every one is a function of what it names, never of how many there
 * are.
 */

/*
 * What an editor may write as `id:`: 1 to 64 of a-z 0-9 and '-', beginning and ending with a letter
 * or digit.
 */
bool address_is_id(const char *text);

/*
 * The id of a document that names none, from its path below the content folder:
 * "notices/2024/park.md" gives "notices.2024.park", "law/bank/README.md" gives "law.bank"; a path
 * with anything but a-z 0-9 '-' '_' or longer than 48 bytes is cut to what is safe and gets a hash
 * of the whole path: "laws-3k7q2m9xab". A name so made never equals one that address_is_id accepts
 * unless it has no folder and no hash.
 */
char *address_id_from_path(struct arena *arena, const char *path);

/* `id` made different by a hash of `seed`, for a second document that would have the same. */
char *address_id_with(struct arena *arena, const char *id, const char *seed);

/* 8 characters of a hash of any text. */
char *address_hash(struct arena *arena, const char *text);

/*
 * A short name for any text: itself when it is an id and no device's name, else 'x' and a hash of 8
 * characters.
 */
char *address_slug(struct arena *arena, const char *text);

/*
 * "doc/k/7/ID.html": in one of 32 folders of one of 32, by a hash of the id, so that folders stay
 * small at any size.
 */
char *address_of_document(struct arena *arena, const char *id);

/*
 * "file/k/7/NAME.ext" for a file, from its content's name (hexadecimal) and its suffix when that is
 * a safe one.
 */
char *address_of_file(struct arena *arena, const char *object_id, const char *path);

/*
 * "file/k/7/NAME-utf8.csv": of a data file, its table in UTF-8 with a byte order mark. `url`: what
 * address_of_file gave.
 */
char *address_of_table(struct arena *arena, const char *url);

/* "doc/k/7/ID/NAME": what lies beside the page of a document, whose address is `url`. */
char *address_beside(struct arena *arena, const char *url, const char *name);

/*
 * "az/x/k/SLUG.html": the page of the A–Z index, below that of the letter, of what begins with the
 * prefix; a letter may have thousands, so they lie in 32 folders by a hash of the prefix.
 */
char *address_of_index_page(struct arena *arena, char letter, const char *prefix);

/*
 * Whether a page can lie at that address from the top of a site: at most 200 of a-z 0-9 '-' '_' '.'
 * and '/', with ".html" at its end; no folder called like a page or a file of ours, so that none has to
 * stand where the other does; no name that begins or ends with '.', or is a device's.
 */
bool address_is_page(const char *text);

/* Whether the site puts its own pages there: a folder of ours but doc/, or a page at the top. */
bool address_is_ours(const char *text);

/* "../" for each folder of an address: what leads from the page at `url` to the top of the site. */
char *address_root(struct arena *arena, const char *url);

#endif
