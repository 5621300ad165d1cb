#!/usr/bin/env bats
# What may stand in a chart block: keys in Chinese, rows, order, highlights, units, long tables; and what is told of each mistake.
load helpers

setup() {
	new_repository
	site=$BATS_TEST_TMPDIR/site
	file data/cases.csv <<-'C'
		年,机关,件数（件）,金额（万元）
		2023,市教育局,5,1.10
		2023,市公安局,7,2.20
		2024,市教育局,9,3.30
		2024,市公安局,-,4.40
	C
}

# chart LINE …: a document with one chart, whose YAML begins on line 7
chart() {
	{
		printf -- '---\ntitle: 图\nid: chart\n---\n\n```chart\n'
		printf '%s\n' "$@"
		printf '```\n'
	} | file a.md
	commit
	build
}

# The texts of the drawing, each on a line.
texts() {
	grep -oE '<text[^>]*>[^<]*' "$(page_of 图)" | sed 's/.*>//'
}

@test "keys and values may be Chinese" {
	chart '图型: 柱形图' '数据: data/cases.csv' '类别: 机关' '数值: 金额' '行: {年: 2023}' '标题: 经费' '排序: 降序' '来源: 财政局' \
		'截至: 2024-12-31' '突出: 市公安局' '表格: 打开'
	expect_status 0
	[ -z "$(grep -c warning <<<"$output" | grep -v '^[01]$')" ]
	page=$(page_of 图)
	expect_in "$page" '<caption>经费</caption>' '单位：万元　截至2024-12-31' '<details open>' \
		'最高的是市公安局（2.20万元），最低的是市教育局（1.10万元）；合计3.30万元。'
	[ "$(texts | grep 市 | tr '\n' ' ')" = '市公安局 市教育局 ' ]
	[ "$(grep -c 'font-weight="bold"' "$page")" -ge 1 ]
}

@test "a long table becomes series, with its gaps" {
	chart 'kind: column' 'data: data/cases.csv' 'x: 年' 'series: 机关' 'y: 件数' 'stacking: absolute'
	expect_status 0
	expect_in "$(page_of 图)" '<th scope="col">年</th>' '>市教育局</th>' '>市公安局</th>' '未收录：2024的市公安局。'
	[ "$(texts | grep -cE '^(市教育局|市公安局|未收录)$')" = 3 ]
}

@test "order names what comes first, and the rest follows" {
	chart 'kind: bar' 'data: data/cases.csv' 'x: 机关' 'y: 金额' 'rows: {年: 2024}' 'order: [市公安局]' 'target: 4' 'target_name: 限额'
	expect_status 0
	[ "$(texts | grep -c "^限额 4$")" = 1 ]
	[ "$(texts | grep 市 | tr '\n' ' ')" = '市公安局 市教育局 ' ]
	chart 'kind: bar' 'data: data/cases.csv' 'x: 机关' 'y: 金额' 'rows: {年: 2024}' 'order: [市卫健委]'
	expect_status 1
	expect_said "a.md:12: error: there is no '市卫健委'; there are 市教育局, 市公安局 [chart/name]"
	chart 'kind: bar' 'data: data/cases.csv' 'x: 机关' 'y: 金额' 'rows: {年: 2025}'
	expect_said 'a.md:11: error: no row fits' '[chart/rows]'
}

@test "columns of different units are not drawn on one axis" {
	chart 'kind: column' 'data: data/cases.csv' 'y: [件数, 金额]' 'x: 机关'
	expect_status 1
	expect_said 'a.md:9: error: the columns have different units (件, 万元)' '[chart/unit]'
	expect_not_in "$(page_of 图)" '<svg'
	expect_in "$(page_of 图)" '这张图没有画出：各列单位不同（件、万元）' '市教育局' '4.40'
}

@test "a wrong key and a wrong cell of lines in the text are told at their lines" {
	chart 'kind: column' 'titel: x' 'data: |' '  a,b' '  甲,1' '  乙,约2'
	expect_status 1
	expect_said "a.md:8: error: charts have no key 'titel' (did you mean 'title'?); a column chart has" '[chart/key]'
	chart 'kind: column' 'title: x' 'data: |' '  a,b' '  甲,1' '  乙,约2'
	expect_status 1
	expect_said "a.md:12: error: '约2' in column 'b' is not a number" '[chart/cell]'
	chart 'kind: line' 'stacking: share' 'data: |' '  a,b' '  甲,1' '  乙,2'
	expect_status 0
	expect_said "a.md:8: warning: a line chart makes no use of 'stacking'" '[chart/unused]'
	expect_in "$(page_of 图)" '<svg'
}

@test "a value of another form than the key takes is told, whatever the form" {
	for line in 'rows: 2023' 'rows: [2023]' 'rows: {年: {a: b}}' 'y: {件数: 1}' 'y: [[件数]]' 'x: [年]' 'target: [1]' 'sort: {a: b}' \
		'title: {a: b}' 'highlight: {a: b}' 'order: []' 'kind: []' 'target: {a: 1}' 'series: [机关]' 'stacking: []'; do
		[[ $line == kind* ]] || set -- 'kind: column'
		chart "$@" "$line" 'data: data/cases.csv'
		set --
		expect_status 1
		expect_not_in "$(page_of 图)" '<svg'
		[[ $output == *'[chart/option]'* || $output == *'[chart/kind]'* ]] || { echo "$line: $output" >&2; false; }
	done
}

@test "where there is no value there is no empty axis" {
	chart 'kind: column' 'data: |' '  a,b' '  甲,-' '  乙,…'
	expect_status 0
	expect_said 'warning: there are no data to draw [chart/empty]'
	expect_in "$(page_of 图)" '没有数据，因此没有画图。' '未收录'
	expect_not_in "$(page_of 图)" '<svg'
}

@test "a balance that does not add up is refused" {
	chart 'kind: waterfall' 'total: 结转' 'data: |' '  项,件数（件）' '  新收,12' '  办结,-10' '  结转,3'
	expect_status 1
	expect_said "a.md:8: error: '结转' is 3件, but what comes before adds up to 2件" '[chart/refused]'
}

@test "an English site has its charts in English" {
	printf 'language: en\n' | file site.yml
	chart 'kind: column' 'data: |' '  year,cases' '  2023,1200' '  2024,900.5'
	expect_status 0
	expect_in "$(page_of 图)" 'Highest: 2023 (1,200), lowest: 2024 (900.5); from 2023 to 2024: 1,200 to 900.5, down by 299.5 (25.0%); total: 2,100.5.'
}

@test "a total, a remark and an empty cell among the data are told, and a total is left out" {
	file data/year.csv <<-'C'
		部门,件数
		市教育局,5
		市公安局,7
		合 计,12
		注：快报数,
	C
	chart 'kind: column' 'data: data/year.csv'
	expect_status 0
	expect_said "data/year.csv:4: warning: '合 计' looks like a total" 'rows: {部门: not 合 计} [chart/extra]' \
		"data/year.csv:5: warning: '注：快报数' is a remark"
	expect_not_in "$(page_of 图)" '合计24' '合计12'
	chart 'kind: column' 'data: data/year.csv' 'rows: {部门: [不含合 计, 不含注：快报数]}'
	expect_not_said '[chart/extra]'
	[ "$(texts | grep 市 | tr '\n' ' ')" = '市教育局 市公安局 ' ]
	expect_in "$(page_of 图)" '合计12。'
	chart 'kind: pie' 'data: data/year.csv' 'rows: {部门: "not 注：快报数"}'
	expect_status 1
	expect_said "data/year.csv:4: error: '合 计' looks like a total"
	expect_not_in "$(page_of 图)" '<svg'
	chart 'kind: waterfall' 'data: |' '  项,数' '  甲,1' '  乙,2' '  合计,3'
	expect_said "a.md:12: error: '合计' looks like a total" 'or write total: 合计'
	chart 'kind: waterfall' 'total: 合计' 'data: |' '  项,数' '  甲,1' '  乙,2' '  合计,3'
	expect_status 0
	expect_not_said '[chart/extra]'
	chart 'kind: bar' 'stacking: absolute' 'data: |' '  项,甲,乙,总计' '  一,1,2,3' '  一,2,2,4'
	expect_said "column '总计' looks like a total and is stacked" "a.md:6: warning: '一' has 2 rows"
	chart 'kind: bar' 'x: 项' 'y: 数' 'series: 年' 'data: |' '  年,项,数' '  2023,一,2' '  ,二,2'
	expect_status 1
	expect_said "a.md:14: error: this row has nothing in column '年'" '[chart/cell]'
}

@test "whole numbers have whole ticks" {
	chart 'kind: column' 'data: |' '  项,件数' '  甲,1' '  乙,2'
	[ "$(texts | grep -c '^0.5$')" = 0 ]
	chart 'kind: column' 'data: |' '  项,件数' '  甲,1.5' '  乙,2'
	[ "$(texts | grep -c '^0.5$')" = 1 ]
	chart 'kind: column' 'data: |' '  项,件数' '  甲,1' '  乙,11'
	[ "$(texts | grep -c '^2.5$')" = 0 ]
}

@test "a line of a name ends with no opening bracket and keeps 号 with its number" {
	chart 'kind: flow' 'from: 来' 'to: 去' 'label: 名' 'data: |' '  来,去,名' '  ,1,揭阳市人民政府办公室转发粤府办〔2016〕109号的通知' '  1,2,示府办〔2016〕38号' \
		'  2,3,国办发〔2016〕61号'
	expect_status 0
	lines=$(grep -oE '<t(ext|span)[^>]*>[^<]+' "$(page_of 图)" | sed 's/.*>//')
	[ "$(grep -c 2016 <<<"$lines")" -eq 3 ]
	[ "$(grep -cE '〔$|^号|^〕' <<<"$lines")" -eq 0 ]
}

@test "a fall to near zero has its number above it, off the line" {
	chart 'kind: waterfall' 'total: 结转' 'data: |' '  项,件数' '  上年,6' '  新收,112' '  办结,-112' '  结转,6'
	expect_status 0
	places=$(grep -oE '<text[^>]*>(\+112|−112)<' "$(page_of 图)" | grep -oE ' y="[0-9.]+"' | sort -u)
	[ "$(wc -l <<<"$places")" -eq 1 ]
}

@test "where a part is not recorded no shares are drawn" {
	chart 'kind: column' 'stacking: share' 'data: |' '  年,甲,乙' '  2023,1,3' '  2024,,5'
	expect_status 0
	page=$(page_of 图)
	expect_in "$page" '不知道总数，不画占比'
	[ "$(grep -oE '<rect[^>]*data-r="2"' "$page" | wc -l)" -eq 1 ]
	[ "$(grep -oE '<rect[^>]*data-r="1"' "$page" | wc -l)" -eq 2 ]
	chart 'kind: column' 'stacking: share' 'data: |' '  年,甲,乙' '  2023,1,' '  2024,,5'
	expect_status 1
	expect_said '[chart/refused]'
}

@test "names with a comma of their own are told apart" {
	chart 'kind: bar' 'data: |' '  类,件数' '  国民经济管理、国有资产监管,1' '  民政、扶贫、救灾,1' '  其他,3'
	expect_in "$(page_of 图)" '最高的是其他（3），最低的是“国民经济管理、国有资产监管”、“民政、扶贫、救灾”（1）'
}

@test "names that are cut at a slant are still told apart" {
	chart 'kind: column' 'data: |' '  机关,件数' '  示例市中心城区人民政府办公室,1' '  示例市中心城区人民政府新闻办公室,2' '  示例市中心城区教育局,3' \
		'  甲局,1' '  乙局,1' '  丙局,1' '  丁局,1' '  戊局,1' '  己局,1' '  庚局,1' '  辛局,1' '  壬局,1'
	names=$(texts | grep '^示例市')
	[ "$(sort -u <<<"$names" | wc -l)" -eq 3 ]
}
