#!/usr/bin/env bats
# Input made to hurt: each case is named, and the rest of the site is built.
load helpers

setup() {
	new_repository
	file good.md <<<'# 好'
}

# hurts NAME: builds with the file NAME and expects it named, within time and memory
hurts() {
	commit
	before=$(awk '{print $1}' /proc/loadavg)
	run "$PLAIN" build . --out ../site --lang en --summary ../summary.json
	expect_status 1
	expect_said "$1"
	[ -n "$(page_of 好)" ]
	[ "$(jq '[.stages[] | select(.peak_memory_bytes >= 268435456)] | length == 0' ../summary.json)" = true ]
}

repeat() {
	awk -v text="$1" -v count="$2" 'BEGIN { while (count-- > 0) printf "%s", text; print "" }'
}

@test "deep lists with blank lines" {
	{ printf '%sa\n' "$(repeat '* ' 20000)"; for _ in {1..20000}; do echo; done; } | file bad.md
	hurts bad.md
}

@test "emphasis in deep quotes" {
	{ repeat '>' 50000; repeat 'a **' 20000; } | file bad.md
	hurts bad.md
}

@test "a table of very many columns" {
	{ repeat '|a' 25000; repeat '|-' 25000; for _ in {1..200}; do echo '|x'; done; } | file bad.md
	hurts bad.md
}

@test "one table row of pipes alone" {
	{ printf '|a|b|\n|-|-|\n'; repeat '|' 100000; } | file bad.md
	commit
	run "$PLAIN" build . --out ../site
	[ -n "$(page_of 好)" ]
}

@test "the expansion of references" {
	{ printf '[a]: /%s\n\n' "$(repeat u 50000)"; repeat '[a] ' 20000; } | file bad.md
	hurts bad.md
}

@test "unclosed pictures and processing instructions" {
	repeat '![[]()' 400000 | file one.md
	repeat 'a<?' 700000 | file two.md
	commit
	run "$PLAIN" build . --out ../site --lang en
	expect_said one.md two.md
	[ -n "$(page_of 好)" ]
}

@test "very many links to clauses of a very long document" {
	for number in {1..4000}; do printf '## 标题 %d\n\n' "$number"; done | file long.md
	for number in {1..3000}; do printf '[甲](long.md#标题%%20%d) ' "$number"; done | file links.md
	file bad.md <<<'[x](none.md)'
	hurts bad.md
}

@test "front matter like a bomb" {
	{ echo '---'; printf 'a: '; repeat '[' 100000; echo '---'; } | file bad.md
	hurts bad.md
}

@test "a file of 20 MB, an empty file, one of NUL bytes, one without an end of line" {
	repeat '字' 7000000 | file big.md
	: | file empty.md
	head -c 1000 /dev/zero | file nul.md
	printf '# 没有行尾' | file end.md
	hurts nul.md
	expect_said big.md
	[ -n "$(page_of 没有行尾)" ]
	[ -n "$(page_of empty)" ]
}
