/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MOVED_H
#define CATALOG_MOVED_H

#include "catalog/intake.h"

/*
 * Makes `moved` of the catalog from what documents write as `former_paths`: the path of the file as
 * it once was ("notices/2013/park.md"), which stands for the address that comes from it, or an
 * address in the site ("doc/k/7/park.html", "zwgk/2013/t1.html"). What is neither is reported, as is
 * an address that another document has now or had before: whoever has it now keeps it, else the
 * first by path. A document's own address is passed over. To be called once all records have their
 * addresses.
 */
void moved_make(struct report *report, struct intake *intake);

#endif
