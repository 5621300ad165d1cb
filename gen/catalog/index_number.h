/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_INDEX_NUMBER_H
#define CATALOG_INDEX_NUMBER_H

/*
 * Index numbers (索引号) of the disclosure directory: the publisher's code, '/', year, '-', serial:
 * 000014349/2017-00110 with an organisation code (GB 11714), 11370322004222241N/2021-5135380 with a
 * unified social credit code (GB 32100). Other forms are in use; only what can be proven wrong is
 * called wrong.
 */
enum index_number_fault {
	INDEX_NUMBER_RIGHT,
	INDEX_NUMBER_OTHER_FORM, /* none of the two forms: nothing can be said */
	INDEX_NUMBER_CHECK,      /* the check character of the code does not fit: mistyped */
};

enum index_number_fault index_number_check(const char *text);

#endif
