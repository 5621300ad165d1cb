/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SIGN_DATA_H
#define PAGES_SIGN_DATA_H

#include "base/digest.h"
#include "pages/show.h"

/*
 * Private to sign*.c: inputs that are files, which a page reads when it is made (INPUT_DATA,
 * INPUT_TABLE, INPUT_RECORDING). They are signed by what they are and not by what is made of them.
 */
void sign_data_add(struct digester *digester, const struct show *show,
                   const struct record *document, const struct input *input);

/* The file that such an input is called by. */
const struct source_file *sign_data_file(const struct catalog *catalog,
                                         const struct record *document, const struct input *input);

#endif
