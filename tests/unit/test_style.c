/* SPDX-License-Identifier: MIT */
/* A squeezed style sheet means what it meant. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "pages/style.h"

static void expect(const char *css, const char *wanted)
{
	g_autoptr(GString) out = g_string_new(NULL);
	style_squeeze(css, strlen(css), out);
	assert_string_equal(out->str, wanted);
}

static void comments_and_idle_blanks_go(void **state)
{
	(void)state;
	expect("/* plain */\na {\n\tcolor: red;\n}\n\n/* end */", "a{color:red}");
	expect("a,\n  b { margin : 0  auto }", "a,b{margin :0 auto}");
	expect("a/**/b { }", "a b{}");
	expect("", "");
}

static void the_last_semicolon_goes(void **state)
{
	(void)state;
	expect("a { b: c; d: e ; } f { g: h; }", "a{b:c;d:e}f{g:h}");
	expect("a { b: \\; }", "a{b:\\;}");
	expect("a { b: ';' }", "a{b:';'}");
	expect("}", "}");
}

static void blanks_that_mean_something_stay(void **state)
{
	(void)state;
	expect(".a .b > p + p ~ q {}", ".a .b>p + p~q{}");
	expect("a :hover {}", "a :hover{}");
	expect("@media (min-width: 40em) and (max-width: 60em) {}",
	       "@media (min-width: 40em) and (max-width: 60em){}");
	expect("p { font: 1em / 1.5 serif }", "p{font:1em / 1.5 serif}");
	expect("p { width: calc(1em + 2px) }", "p{width:calc(1em + 2px)}");
}

static void strings_and_addresses_are_left_alone(void **state)
{
	(void)state;
	expect("a::after { content: \" {; /* no */ \" }", "a::after{content:\" {; /* no */ \"}");
	expect("a { b: 'it\\'s  { }'; c: d }", "a{b:'it\\'s  { }';c:d}");
	expect("a { b: url( x  y.png ) }", "a{b:url( x  y.png )}");
	expect("a { b: url(\")\")  c }", "a{b:url(\")\") c}");
	expect(".a\\  b { c: d }", ".a\\  b{c:d}");
}

static void a_sheet_that_breaks_off_is_no_trouble(void **state)
{
	(void)state;
	expect("a { b: \"c", "a{b:\"c");
	expect("a { b: url(c", "a{b:url(c");
	expect("a /* b", "a");
	expect("a\\", "a\\");
	expect("/", "/");
	expect("/*", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(comments_and_idle_blanks_go),
	        cmocka_unit_test(the_last_semicolon_goes),
	        cmocka_unit_test(blanks_that_mean_something_stay),
	        cmocka_unit_test(strings_and_addresses_are_left_alone),
	        cmocka_unit_test(a_sheet_that_breaks_off_is_no_trouble),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
