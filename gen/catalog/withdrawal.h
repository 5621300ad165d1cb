/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_WITHDRAWAL_H
#define CATALOG_WITHDRAWAL_H

#include "catalog/gathering.h"

/*
 * A withdrawn document keeps its address, and says when and why its text went.
 *
 *   stays  title, document number, index number, dates, organ, theme, kind; the withdrawal itself;
 *          what it says of other documents, and they of it; its id, its former addresses, the names
 *          by which others call it, the mark of sample data, and
 *          the language, which is that of the title
 *   goes   its text with outline, links and anchors; its summary, also a written one, because it may
 *          tell what had to go; topics and all other fields; pictures and attachments, unless
 *          another document shows them too
 *
 * (A title that nobody wrote is the heading that opens the text, and stays as any title does; a
 * heading further down is text, and goes.)
 *
 * Cuts the gathered fields down so, and fills in `withdrawal`. A document that says it is withdrawn
 * in a way that cannot be read is withdrawn all the same, without date or reason, and that is
 * reported. Does nothing to one that says no such thing.
 */
void withdrawal_apply(struct gathering *gathering, struct withdrawal *out);

#endif
