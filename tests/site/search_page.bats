#!/usr/bin/env bats
# The page that searches, as it lies there: with scripts off it promises nothing that does not work.
load helpers

setup() {
	new_repository
	site=$BATS_TEST_TMPDIR/site
	file site.yml <<<'name: 示例站'
}

# number ID NUMBER: a document with that number
number() {
	printf -- '---\nid: %s\ntitle: 关于%s的通知\npublished_on: 2024-01-02\nnumber: %s\n---\n\n正文。\n' "$1" "$1" "$2" | file "$1.md"
}

@test "without scripts the search page leads to letters, numbers, years, topics and organs" {
	number a '示府办〔2024〕1号'
	printf -- '---\ntitle: 乙\nissuing_organ: 示例市水务局\ntopics: 供水\npublished_on: 2023-01-02\n---\n\n文\n' | file b.md
	commit
	build
	expect_status 0
	page=$site/search/index.html
	expect_in "$page" '<noscript>' 'href="../az/' 'href="../list/years/2024/index.html">2024<' '>示府办</a>' '>供水</a>' '>示例市水务局</a>'
	expect_in "$page" 'href="../list/numbers/index.html"' 'href="../list/kinds/notice/index.html"'
	sed -n '/<div id="search"/p' "$page" | grep -q ' hidden>'
	for home in "$site/index.html" "$(page_of 关于a的通知)"; do
		expect_in "$home" 'search/index.html'
	done
}

@test "the search page has its scripts and its words, other pages have not" {
	number a '示府办〔2024〕1号'
	commit
	build
	expect_status 0
	expect_in "$site/search/index.html" 'theme/script/search-page.js' 'theme/style/search.css' '&quot;kinds&quot;:{' '公文' '已废止'
	expect_not_in "$site/index.html" 'search-page.js' 'search.css'
	expect_not_in "$(page_of 关于a的通知)" 'search-page.js' 'mark.js'
}

@test "the numbers of an organ are a list, and one more changes that list alone among them" {
	number a '示府办〔2024〕1号'
	number b '示水〔2024〕2号'
	number c '内部资料'
	commit
	build
	expect_status 0
	expect_in "$site/list/numbers/index.html" '>示府办</a>' '>示水</a>'
	expect_not_in "$site/list/numbers/index.html" '内部'
	cp -r "$site" "$site-before"
	number d '示府办〔2024〕3号'
	commit
	build
	expect_status 0
	changed=$(diff -rq "$site-before/list/numbers" "$site/list/numbers" | grep -cv manifest || true)
	[ "$changed" -eq 1 ]
	diff "$site-before/search/index.html" "$site/search/index.html"
}
