/* SPDX-License-Identifier: MIT */
/* A script without its indentation means what it meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "pages/unindent.h"

static void expect(const char *script, const char *wanted)
{
	g_autoptr(GString) out = g_string_new(NULL);
	unindent_script(script, strlen(script), out);
	assert_string_equal(out->str, wanted);
}

static void blanks_before_lines_and_empty_lines_go(void **state)
{
	(void)state;
	expect("f(function () {\n  a();\n\n\t \n\tb(' c');  \n}());\n",
	       "f(function () {\na();\nb(' c');  \n}());\n");
	expect("  a();", "a();");
	expect("\n", "");
	expect("  ", "");
	expect("", "");
}

static void a_text_of_several_lines_is_left_alone(void **state)
{
	(void)state;
	expect("a = `b\n  c`;\n  d();\n", "a = `b\n  c`;\n  d();\n");
	expect("a = 'b\\\n  c';\n", "a = 'b\\\n  c';\n");
	expect("a = 'b\\\r\n  c';\r\n", "a = 'b\\\r\n  c';\r\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(blanks_before_lines_and_empty_lines_go),
	        cmocka_unit_test(a_text_of_several_lines_is_left_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
