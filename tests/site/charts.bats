#!/usr/bin/env bats
# Charts in texts: from a file or from lines of their own to a figure, its table and its CSV, and what is said when they are wrong.
load helpers

setup() {
	new_repository
	site=$BATS_TEST_TMPDIR/site
	printf '年度,金额（万元）,备注\n2022,"1,234.5",甲\n2023,-,乙\n2024,1500,丙\n' | file data/budget.csv
}

# chart_document FILE LINE …: a document with one chart, whose YAML begins on line 8
chart_document() {
	local path=$1
	shift
	{
		printf -- '---\ntitle: 图\nid: chart\n---\n\n一段。\n\n```chart\n'
		printf '%s\n' "$@"
		printf '```\n\n又一段。\n'
	} | file "$path"
}

@test "a chart from a file has its drawing, sentence, table, CSV, commit and digest" {
	chart_document notices/a.md 'kind: column' 'data: ../data/budget.csv' 'x: 年度' 'y: 金额' 'title: 支出' 'source: 决算'
	commit
	build
	expect_status 0
	page=$(page_of 图)
	expect_in "$page" '<figure class="chart" id="chart-1">' 'role="img"' '支出' '1,234.5' '<caption>支出</caption>' '决算' \
		"$(git log -1 --format=%H | cut -c1-12)" "$(git rev-parse HEAD:data/budget.csv | cut -c1-12)" data/budget.csv
	link=$(grep -o 'href="[^"]*-utf8.csv"' "$page" | cut -d'"' -f2)
	printf '\xef\xbb\xbf年度,金额（万元）,备注\r\n2022,"1,234.5",甲\r\n2023,-,乙\r\n2024,1500,丙\r\n' |
		cmp - "$(dirname "$page")/$link"
	# in its place between the paragraphs
	[ "$(sed -n '/id="text"/,$p' "$page" | grep -oE '一段。|<figure class="chart"|又一段。' | tr '\n' ' ')" = '一段。 <figure class="chart" 又一段。 ' ]
}

@test "data that stand in the text become a file of their own" {
	chart_document a.md 'kind: column' 'x: 类' 'y: 数' 'data: |' '  类,数' '  甲,1' '  乙,2'
	commit
	build
	expect_status 0
	page=$(page_of 图)
	expect_in "$page" "chart/chart-1.csv"
	printf '\xef\xbb\xbf类,数\r\n甲,1\r\n乙,2\r\n' | cmp - "${page%.html}/chart-1.csv"
}

@test "a file in GB18030 gives the same figure and a CSV in UTF-8" {
	chart_document a.md 'kind: column' 'data: data/budget.csv' 'x: 年度' 'y: 金额'
	commit
	build
	grep -v '<code>' "$(page_of 图)" | sed 's/file\/[^"]*//g' >"$BATS_TEST_TMPDIR/first"
	iconv -t GB18030 data/budget.csv >gb.csv && mv gb.csv data/budget.csv
	commit
	build
	expect_status 0
	grep -v '<code>' "$(page_of 图)" | sed 's/file\/[^"]*//g' | cmp - "$BATS_TEST_TMPDIR/first"
	link=$(grep -o 'href="[^"]*-utf8.csv"' "$(page_of 图)" | cut -d'"' -f2)
	grep -q '金额（万元）' "$(dirname "$(page_of 图)")/$link"
}

@test "mistakes are told with file, line and what there is, by check too" {
	chart_document a.md 'kind: column' 'data: data/budget.csv' 'y: amount'
	commit
	chayue check .
	expect_status 1
	expect_said "a.md:11: error: data/budget.csv has no column 'amount'; it has 年度, 金额（万元）, 备注 [chart/column]"
	build
	expect_status 1
	expect_in "$(page_of 图)" '<figure class="chart"' '1,234.5'
	chart_document a.md 'kind: colunm' 'data: data/budget.csv'
	commit
	build
	expect_said 'a.md:9: error:' 'column' '[chart/kind]'
	chart_document a.md 'kind: column' 'data: data/budgt.csv'
	commit
	build
	expect_said "a.md:10: error: there is no 'data/budgt.csv'" '[chart/dead]'
	chart_document a.md 'kind: column' 'data: b.md'
	printf '# b\n' | file b.md
	commit
	build
	expect_said "a.md:10: error: 'b.md' is a text and no data" '[chart/document]'
	chart_document a.md 'kind: column' 'data:' '  类,数' '  甲,1'
	commit
	build
	expect_said "a.md:10: error: data in the text stand below 'data: |'" '[chart/dead]'
	chart_document a.md 'kind: pie' 'data: data/budget.csv' 'y: [金额, 备注]'
	commit
	build
	expect_said 'a.md:11: error: y is one column in this kind of chart [chart/option]'
}

@test "a cell that is no number is told with its line in the data, and nothing is drawn" {
	printf '年度,金额\n2022,5\n2023,约100\n2024,7\n' | file data/budget.csv
	chart_document a.md 'kind: column' 'data: data/budget.csv' 'x: 年度' 'y: 金额'
	commit
	build
	expect_status 1
	expect_said 'data/budget.csv:3: error:' '约100'
	expect_not_in "$(page_of 图)" '<svg'
	# told again when nothing changed
	build
	expect_said 'data/budget.csv:3: error:'
}

@test "another value in a table makes anew the pages that show it, and no other" {
	chart_document a.md 'kind: column' 'data: data/budget.csv' 'x: 年度' 'y: 金额'
	for i in 1 2 3 4 5; do printf -- '---\ntitle: 文%s\n---\n\n文。\n' "$i" | file "b$i.md"; done
	commit
	build
	page=$(page_of 图)
	before=$(cd "$site" && find . -type f ! -name manifest.sha256 -exec sha256sum {} + | sort)
	sed -i 's/1500/1600/' data/budget.csv
	commit
	build --explain
	expect_status 0
	expect_in "$page" '1,600'
	after=$(cd "$site" && find . -type f ! -name manifest.sha256 -exec sha256sum {} + | sort)
	changed=$(diff <(printf '%s\n' "$before") <(printf '%s\n' "$after") | grep '^>' | sed 's/.*\.\///' | sort)
	[ "$(printf '%s\n' "$changed" | grep -c '\.html$')" -eq 1 ]
	[ "$(printf '%s\n' "$changed" | grep -vc '^doc/.*html$\|^file/\|^search/\|^doc/.*js$')" -le 1 ]
	expect_said data/budget.csv
	mv "$site" "$site.first"
	build --fresh
	diff -r "$site" "$site.first"
}

@test "a site's own lua/ can add a kind of chart" {
	file lua/charts/dots.lua <<-'LUA'
		return {
		  label = label("点数图", "點數圖", "Dots"),
		  aliases = {"点数图"},
		  wants = {y = "numbers"},
		  options = {},
		  draw = function(_, canvas)
		    canvas.height = 40
		    return {{"circle", cx = 20, cy = 20, r = 5, class = "s1"}}
		  end,
		  say = function() return "共一点。" end,
		}
	LUA
	printf 'name: 站\n' | file site.yml
	chart_document a.md 'kind: 点数图' 'data: data/budget.csv' 'y: 金额'
	commit
	build
	expect_status 0
	expect_in "$(page_of 图)" '<circle class="s1"' '共一点。'
}

@test "nothing of a withdrawn document's charts is in the site" {
	chart_document a.md 'kind: column' 'x: 类' 'y: 数' 'data: |' '  类,数' '  秘密甲,1'
	sed -i 's/^id: chart/id: chart\nwithdrawn: {date: 2024-01-02, reason: 有误}/' a.md
	commit
	build
	run grep -rl 秘密甲 "$site"
	[ -z "$output" ]
}

@test "a chart of a table that is far too large is told, and its page stays" {
	{
		printf '名,数\n'
		seq 1 110000 | sed 's/.*/&,&/'
	} | file large.csv
	printf -- '---\ntitle: 大\n---\n\n正文在。\n\n```chart\nkind: column\ndata: large.csv\n```\n' | file a.md
	commit
	build --quiet
	expect_status 1
	expect_said 'a.md:7: error: a chart is drawn from 200000 cells at most, and this table has 110000 rows of 2' '[data/size]'
	expect_not_said '[lua/' '[document/'
	expect_in "$(page_of 大)" 正文在
}
