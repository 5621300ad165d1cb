#!/usr/bin/env bats
# Datasets: their pages, rows and files; and the fixed tables of annual reports.
load helpers

setup() {
	new_repository
	site=$BATS_TEST_TMPDIR/site
	file site.yml <<<$'name: 站\ndomain: www.example.gov.cn\nsite_id_code: "1234567890"'
}

# dataset ROWS [LINE …]: a table of so many rows, and its document with these lines more in front
dataset() {
	local rows=$1
	shift
	{
		printf '编号,名称,人次（次）\n'
		for ((i = 1; i <= rows; i++)); do printf '%d,第%d点,%d\n' "$i" "$i" $((i * 7 % 101)); done
	} | file data/points.csv
	{
		printf -- '---\nid: shuju\nkind: dataset\ntitle: 点位\nsource: 某局\npublished_on: 2024-01-02\ndata: data/points.csv\n'
		printf '%s\n' "$@"
		printf -- '---\n\n说明。\n'
	} | file points.md
}

rows_in() {
	xmllint --html --noout --xpath "count(//table[contains(@class, 'grid-table')]/tbody/tr)" "$1" 2>/dev/null
}

linked() {
	xmllint --html --noout --xpath "string(//script[@type='application/ld+json'])" "$1" 2>/dev/null
}

# address FILE TEXT: where the link that begins with this text leads, from the top of the site
address() {
	local target
	target=$(xmllint --html --noout --xpath "string(//a[starts-with(normalize-space(.), '$2')]/@href)" "$1" 2>/dev/null)
	realpath -m --relative-to="$site" "$(dirname "$1")/$target"
}

@test "a dataset of one page has its table, its columns and its files" {
	dataset 3 'columns:' '  - {name: 编号, type: 编码}' \
		'  - {name: 人次（次）, label: 人次, type: 整数, unit: 次, minimum: 0, description: 每月}' 'row_key: 编号'
	sed -i '3s/,14$/,/' data/points.csv
	commit
	build --quiet
	expect_status 0
	page=$(page_of 点位)
	[ "$(rows_in "$page")" = 3 ]
	expect_in "$page" '<table class="grid-table r3">' '<th scope="row">1</th>' '<span class="head">人次</span> <span class="quiet">（次）</span>' \
		'不小于 0' '<td><span class="absent">未收录</span></td>' theme/style/dataset.css theme/script/dataset.js
	expect_not_in "$page" data-rows=
	expect_not_in "$page" row-pages
	expect_not_in "$page" '>false<' # of what nobody described
	csv=$site/$(address "$page" 'CSV')
	[ "$(head -c 3 "$csv" | od -An -tx1)" = ' ef bb bf' ]
	[ "$(jq -r '.[0]["人次（次）"], .[1]["人次（次）"]' "$site/$(address "$page" JSON)" | tr '\n' ' ')" = '7 null ' ]
	cmp "$site/$(address "$page" 原始文件)" data/points.csv
}

@test "a long dataset is divided, and all rows come as a script" {
	dataset 450
	commit
	build --quiet
	expect_status 0
	page=$(page_of 点位)
	[ "$(rows_in "$page")" = 200 ]
	expect_in "$page" '本页各行 1—200；总行数 450'
	last=$site/$(address "$page" '页码 3')
	[ "$(rows_in "$last")" = 50 ]
	expect_in "$last" '本页各行 401—450；总行数 450' '>450</th>' theme/style/dataset.css
	expect_not_in "$last" theme/script/dataset.js
	[ "$(address "$last" '数据集的说明')" = "${page#"$site/"}" ]
	script=$(grep -o 'data-rows="[^"]*' "$page" | cut -d'"' -f2)
	sed -e '1s/^var datasetRows=//' -e '$s/;$//' "$(dirname "$page")/$script" >rows
	[ "$(jq -r 'length, .[449][0], (.[0] | length)' rows | tr '\n' ' ')" = '450 450 3 ' ]
}

# milliseconds ROWS: what a build of so many takes of the processor
milliseconds() {
	local began ended
	dataset "$1"
	commit
	began=$(awk '{print $16 + $17}' /proc/$$/stat)
	build --quiet --fresh
	ended=$(awk '{print $16 + $17}' /proc/$$/stat)
	expect_status 0
	took=$(((ended - began) * 10 + 100))
}

@test "a long dataset is read once for many of its pages of rows" {
	milliseconds 5000
	short=$took
	milliseconds 50000
	# Ten times the rows in ten times the pages: were each page to read all of it, a hundred times.
	printf '%s ms, %s ms\n' "$short" "$took"
	[ "$took" -lt $((short * 20)) ]
}

@test "what the last revision changed is told, counted and cell by cell" {
	dataset 3
	file lua/views/dataset.lua <<'L'
return function(input)
  local change = {
    commit = "0123456789ab", changed_on = "2024-02-03", rows_added = "2", rows_removed = "0", rows_changed = "1", cells_changed = "60",
    columns_added = {"备注", "电话"}, columns_removed = {},
    cells = {{key = "2", column = "名称", before = "第2点", after = ""}},
  }
  return inherited(merge(input, {tables = {merge(unfold(input.tables)[1], {change = change})}}))
end
L
	commit
	build --quiet
	expect_status 0
	page=$(page_of 点位)
	expect_in "$page" 与上一版相比 '<code>0123456789ab</code>' '<dt>增加的行数</dt><dd>2</dd>' '<dt>改动的行数</dt><dd>1</dd>' '<dt>改动的格数</dt><dd>60</dd>' \
		'<dt>增加的列</dt><dd>备注、电话</dd>' \
		'<tr><th scope="row">2</th><td>名称</td><td>第2点</td><td><span class="absent">未收录</span></td></tr>'
	expect_not_in "$page" 删去的行数
	expect_not_in "$page" 删去的列
}

@test "every cell of a dataset is held against what is said of its column" {
	dataset 3 'columns:' '  - {name: 编号, type: 编码, required: true}' '  - {name: 名称, required: 是}' \
		'  - {name: 人次（次）, type: 整数, unit: 次, maximum: 20}' 'row_key: 编号' 'missing: 停'
	commit
	chayue check .
	expect_status 1
	expect_said "data/points.csv:4: error: row 3, column '人次（次）' holds '21'; expected is a whole number such as 1200, at most 20 [data/cell]" \
		'errors: 1, warnings: 0'
	printf '编号,名称,人次（次）,备注\n1,,停,a\n1,b,7,c\n' | file data/points.csv
	commit
	build --quiet
	expect_status 1
	expect_said "data/points.csv:2: error: row 1, column '名称' must not be empty" \
		"data/points.csv:3: error: rows 1 and 2 (lines 2 and 3) have the same key '1'" \
		"data/points.csv: warning: the column '备注' is not described"
	expect_not_said 停
	build --quiet
	expect_said 'data/points.csv:3: error: rows 1 and 2'
	sed -i "s/row_key: 编号/row_key: 序号/" points.md
	commit
	chayue check .
	expect_said "points.md:12: error: 'row_key' names the column '序号'" data/schema
	expect_not_said data/key
}

@test "a table for programs has the types that are said of its columns" {
	dataset 3 'columns:' '  - {name: 编号, type: 编码}' '  - {name: 人次（次）, type: 整数}' 'missing: 停'
	sed -i '3s/,14$/,停/' data/points.csv
	commit
	build --quiet
	expect_status 0
	json=$site/$(address "$(page_of 点位)" JSON)
	[ "$(jq -c '[.[0]["编号"], .[0]["人次（次）"], .[1]["人次（次）"]]' "$json")" = '["1",7,null]' ]
	sed -i 's/编码/整数/' points.md
	commit
	build --quiet
	[ "$(jq -c '.[0]["编号"]' "$json")" = 1 ]
	"$CHAYUE" build . --out ../fresh --fresh --quiet
	diff -r "$site" ../fresh
}

@test "what a commit changed in a dataset is found by the key of its rows" {
	dataset 250 'row_key: 编号'
	commit
	build --quiet
	page=$(page_of 点位)
	expect_not_in "$page" dataset-change
	sed -i -e '2d' -e '3s/第2点/又二点/' -e '$s/,[0-9]*$/,999/' data/points.csv
	printf '251,新,1\n' >>data/points.csv
	commit
	moment=$(git rev-parse --short=12 HEAD)
	build --quiet
	expect_status 0
	expect_in "$page" 与上一版相比 "<code>$moment</code>" '<dt>增加的行数</dt><dd>1</dd>' '<dt>删去的行数</dt><dd>1</dd>' \
		'<dt>改动的行数</dt><dd>2</dd>' '<th scope="row">2</th><td>名称</td><td>第2点</td><td>又二点</td>' '<td>999</td>'
	expect_not_in "$site/$(address "$page" '页码 2')" 与上一版相比
	"$CHAYUE" build . --out ../fresh --fresh --quiet
	diff -r "$site" ../fresh
	{ printf '\xef\xbb\xbf'; sed 's/$/\r/' data/points.csv; } >points.new
	mv points.new data/points.csv
	commit
	build --quiet
	expect_not_in "$page" dataset-change
}

@test "only the pages of datasets load what datasets need" {
	dataset 3
	file a.md <<<'# 甲'
	commit
	build --quiet
	expect_not_in "$(page_of 甲)" dataset
	expect_in "$site/data/index.html" 点位
}

@test "linked data of a dataset speaks of it as DCAT and schema.org do" {
	dataset 3 'period_from: 2024-01-01' 'period_to: 2024-03-31' 'frequency: 每季度' 'licence: 注明来源' 'steward: 某局' \
		'region: 某市' 'columns: [{name: 人次（次）, unit: 次}]'
	file site.yml <<<$'name: 站\naddress: https://www.example.gov.cn/xxgk/'
	commit
	build --quiet
	expect_status 0
	linked "$(page_of 点位)" >linked.json
	[ "$(jq -r '."@type" | join(" ")' linked.json)" = 'Dataset dcat:Dataset' ]
	[ "$(jq -r '.temporalCoverage, .publisher.name, .license.name, .spatialCoverage, ."dct:accrualPeriodicity"."@id"' linked.json |
		tr '\n' ' ')" = '2024-01-01/2024-03-31 某局 注明来源 某市 http://purl.org/cld/freq/quarterly ' ]
	[ "$(jq -r '.variableMeasured[2].unitText' linked.json)" = 次 ]
	[ "$(jq '.distribution | length' linked.json)" = 3 ]
	[ "$(jq -c '[."dcat:distribution"[]."@id"] == [.distribution[].contentUrl]' linked.json)" = true ]
	while read -r url; do
		[ -f "$site/${url#https://www.example.gov.cn/xxgk/}" ]
	done < <(jq -r '.distribution[].contentUrl' linked.json)
}

@test "a changed row makes the pages anew that show it, and no other page of rows" {
	dataset 450
	commit
	build --quiet
	last=$site/$(address "$(page_of 点位)" '页码 3')
	second=$site/$(address "$(page_of 点位)" '页码 2')
	before=$(stat -c %i "$second")
	sed -i '$s/,[0-9]*$/,999/' data/points.csv
	commit
	build --quiet
	expect_in "$last" 999
	[ "$(stat -c %i "$second")" = "$before" ]
	"$CHAYUE" build . --out ../fresh --fresh --quiet
	diff -r "$site" ../fresh
}

# report [YEAR]: the sample's report of a year with its tables, 2024 when it names none
report() {
	local year=${1:-2024}
	mkdir -p data
	cp "$BATS_TEST_DIRNAME/../../content/data/annual-report-$year"*.csv data/
	sed "s/YEAR/$year/" <<'M' | file "nianbao-$year.md"
---
kind: report
title: 年报YEAR
report_type: 年度报告
year: YEAR
issuing_organ: 某市
published_on: 2025-03-20
data:
  - data/annual-report-YEAR-table2.csv
  - data/annual-report-YEAR.csv
  - data/annual-report-YEAR-table4.csv
---

正文。
M
}

@test "an annual report has the charts of its tables, with what they are made of" {
	report
	commit
	build --quiet
	expect_status 0
	[ -z "$output" ] || { echo "$output"; return 1; }
	page=$(page_of 年报2024)
	[ "$(grep -c '<figure class="chart"' "$page")" = 8 ]
	expect_in "$page" 公开申请的收件、办结和结转 '1/7（14.3%）' data/annual-report-2024-table4.csv theme/style/chart.css
}

@test "what does not add up in an annual report is told with file and line" {
	report
	sed -i 's/^carried_over,\([^,]*\),5,1/carried_over,\1,4,2/' data/annual-report-2024.csv
	sed -i 's/^review,行政复议,5,1,1,1,8/review,行政复议,5,1,1,1,9/' data/annual-report-2024-table4.csv
	commit
	chayue check .
	expect_status 1
	expect_said "data/annual-report-2024.csv:25: error: in the column 'Natural persons' I and II come to 90, III (7) and IV to 91" \
		"data/annual-report-2024-table4.csv:2: error: the total of 'Administrative review' is given as 9" 'errors: 3'
}

@test "a number that is missing in an annual report is no zero" {
	report
	sed -i 's/^received,\([^,]*\),86,\(.*\),112$/received,\1,86,\2,/' data/annual-report-2024.csv
	sed -i 's/^review,行政复议,5,1/review,行政复议,5,—/' data/annual-report-2024-table4.csv
	commit
	build --quiet
	expect_status 0
	expect_said 'data/annual-report-2024.csv:2: warning:' "no number for 'Total'" report/missing
	expect_not_said report/balance
	expect_not_said report/total
	page=$(page_of 年报2024)
	expect_in "$page" '行政复议：不能计算' 未收录
}

@test "reports of several years stand beside each other, and one takes up what the other left" {
	report 2023
	report 2024
	commit
	build --quiet
	expect_status 0
	[ -z "$output" ] || { echo "$output"; return 1; }
	page=$site/platform/reports.html
	expect_in "$page" '某市：公开申请的办理结果' '某市：新收和办结的公开申请' theme/style/chart.css \
		"../$(realpath --relative-to="$site" "$(page_of 年报2023)")\">88</a>"
	# Of the same size, so that nothing but the numbers tells the page.
	sed -i 's/^carried_forward,\([^,]*\),5,1,0/carried_forward,\1,4,1,1/' data/annual-report-2023.csv
	sed -i 's/^received,\([^,]*\),71,9,1/received,\1,70,9,2/' data/annual-report-2023.csv
	commit
	build --quiet
	expect_status 1
	expect_said "data/annual-report-2024.csv:3: error: in the column 'Natural persons' 5 are carried over, but the report of the year before carried 4 forward" \
		"in the column 'Research bodies' 0 are carried over"
	expect_not_said report/balance
	"$CHAYUE" build . --out ../fresh --fresh --quiet || true
	diff -r "$site" ../fresh
	git rm -q nianbao-2023.md
	commit
	build --quiet
	expect_status 0
	expect_not_in "$page" '<figure'
}

@test "a chart in a dataset sees its table as the dataset describes it" {
	printf '月份,件数\n2024-01,3\n2024-02,停办\n2024-03,5\n' | file t.csv
	printf -- '---\ntitle: 表\nkind: dataset\ndata: t.csv\nmissing: [停办]\n---\n\n```chart\nkind: column\ndata: t.csv\nx: 月份\ny: 件数\n```\n' |
		file t.md
	commit
	build
	expect_status 0
	expect_not_said chart/cell
	expect_in "$(page_of 表)" '<svg' '未收录'
	# elsewhere the mark is no number
	printf -- '---\ntitle: 文\n---\n\n```chart\nkind: column\ndata: t.csv\nx: 月份\ny: 件数\n```\n' | file u.md
	commit
	build
	expect_said 't.csv:3: error:' '停办'
}
