#!/usr/bin/env bats
# A figure on a page: what the template gives it, and what is loaded for it.
load helpers

# A view of the site's own shows a figure with the document 甲, and none with 乙.
setup() {
	new_repository
	file site.yml <<<'theme: own'
	file a.md <<-'M'
		---
		title: 甲
		---
		正文
	M
	file b.md <<-'M'
		---
		title: 乙
		---
		正文
	M
	file lua/views/document.lua <<-'L'
		return function(input)
		  local page = inherited(input)
		  if input.document.title == "甲" then
		    page.head.charts = true
		    page.shown = use "chart".from({id = "chart-1", kind = "column", title = "办件<量>", unit = "件", source = "大厅",
		      sample = true}, {columns = {
		        {name = "月份", label = "月份", type = "text", cells = {"一月", "二月"}},
		        {name = "办件量（件）", label = "办件量", unit = "件", type = "number", cells = {"12", "30"}, values = {12, 30},
		          urls = {"list/a.html"}},
		      }})
		    page.shown.csv, page.shown.csv_name = "file/a.csv", "办件.csv"
		  end
		  return page
		end
	L
	mkdir -p themes/own/template
	sed 's|^{{#doc.pieces}}$|{{#shown}}\n{{> figure}}\n{{/shown}}\n&|' \
		"$BATS_TEST_DIRNAME/../../themes/default/template/document.mustache" >themes/own/template/document.mustache
	commit
	build
	expect_status 0
}

@test "a figure has its drawing, its sentence, its data as a table and where they are from" {
	page=$(page_of 甲)
	expect_in "$page" '<figure class="chart" id="chart-1">' '办件&lt;量&gt; <strong class="sample">示例数据</strong>' \
		'role="region" aria-label="办件&lt;量&gt;"' 'role="img"' '<title id="chart-1-t">办件&lt;量&gt;</title>' \
		'<caption>办件&lt;量&gt;</caption>' '<th scope="col">月份</th><th scope="col" class="right">办件量（件）</th>' \
		'<th scope="row">一月</th><td class="right"><a href="../../../list/a.html">12</a></td>' \
		'<th scope="row">二月</th><td class="right">30</td>' \
		'href="../../../file/a.csv" download="办件.csv"' '<dt>数据来源</dt><dd>大厅</dd>'
	grep -q '<desc id="chart-1-d">.*30' "$page"
	# Every mark leads to its cell: the row's place, and that of the column, the row's head being the first.
	[ "$(grep -o '<rect data-c="[0-9]*" data-r="[0-9]*"' "$page" | tr -dc '0-9\n' | paste -sd' ')" = '21 22' ]
	expect_not_in "$page" ' style='
}

@test "what figures need is loaded where one is, and is small" {
	expect_in "$(page_of 甲)" '<link rel="stylesheet" href="../../../theme/style/chart.css">' \
		'<script src="../../../theme/script/chart.js" defer></script>'
	pages_with() { grep -rl --include='*.html' -- "$1" "$BATS_TEST_TMPDIR/site" | sort; }
	[ "$(pages_with 'style/chart\.css"')" = "$(pages_with '<figure class="chart"')" ]
	[ "$(pages_with 'script/chart\.js"')" = "$(pages_with '<figure class="chart"')" ]
	cd ../site/theme
	[ "$(wc -c <style/chart.css)" -le 4096 ]
	[ "$(wc -c <script/chart.js)" -le 3072 ]
	for text in :// 'url(' @import 'fetch(' XMLHttp; do
		expect_not_in style/chart.css "$text"
		expect_not_in script/chart.js "$text"
	done
}
