#!/usr/bin/env bats
# Charts that make themselves: every number of a figure is the number of documents in the list that it leads to.
load helpers

setup() {
	new_repository
	site=$BATS_TEST_TMPDIR/site
	printf '%s\n' 'name: 试验站' 'organ: 某市政府办' 'topics_from_folders: false' 'address: https://www.example.gov.cn/' | file site.yml
	calendar 2031 '"2031-01-01", "2031-05-01"' '"2031-03-08"'
	calendar 2032 '"2032-01-01"' ''
}

# calendar YEAR OFF WORK: working days of the years in which all here happens
calendar() {
	printf 'return {source = "国办发明电〔2030〕1号", off = {%s}, work = {%s}}\n' "$2" "$3" | file "lua/holidays/$1.lua"
}

# document PATH LINE …
document() {
	local name=$1
	shift
	{
		printf -- '---\n'
		printf '%s\n' "$@"
		printf -- '---\n\n正文。\n'
	} | file "$name"
}

# notice NUMBER WRITTEN PUBLISHED [LINE …]: of two organs by turns, in one topic
notice() {
	local number=$1 written=$2 published=$3
	shift 3
	document "notices/n$number.md" "id: n$number" "title: 第${number}号通知" "number: 某府办〔2031〕${number}号" "written_on: $written" \
		"published_on: $published" "issuing_organ: 机关$((number % 2))" 'topics: [公园]' 'genre: 通知' "$@"
}

# Forty notices over five months, so that lists have older pages and a month stands on two of them; their delays are
# 0, 1 or 2 working days. Then one of each other delay, and what has none.
many() {
	local i month
	for i in {1..40}; do
		month=$((3 + i / 10))
		notice "$i" "2031-0$month-11" "2031-0$month-1$((1 + i % 3))"
	done
	notice 41 2031-03-03 2031-03-08 # a Saturday, worked: 5 working days
	notice 42 2031-03-03 2031-03-09 # the Sunday after it
	notice 43 2031-03-03 2031-03-10 # 6
	notice 44 2031-03-03 2031-03-30 # 20
	notice 45 2031-03-03 2031-03-31 # 21
	notice 46 2031-03-03 2031-03-02 # the wrong way round
	notice 47 2031-12-31 2033-01-04 # 2033 has no calendar
	document notices/n48.md 'id: n48' 'title: 没有成文日期' 'published_on: 2031-03-03' 'issuing_organ: 机关0'
}

entries='//main//li/a[contains(@href, "doc/")]'

# hrefs FILE XPATH: the values of attributes, one in a line
hrefs() {
	xmllint --html --xpath "$2/@href" "$1" 2>/dev/null | sed -E 's/^ *href="(.*)"$/\1/'
}

# listed FILE [MONTH]: the names of the documents on a page of a list and on all older ones; those of a month alone
listed() {
	local page=$1 older
	while [ -n "$page" ]; do
		if [ -n "${2-}" ]; then
			hrefs "$page" "//main//li[p/time[starts-with(., '$2')]]/a[contains(@href, 'doc/')]"
		else
			hrefs "$page" "$entries"
		fi
		older=$(hrefs "$page" '//nav[@class="pages"]/a[@rel="next"]')
		page=${older:+$(dirname "$page")/$older}
	done | sed 's/.*\///' | sort -u
}

# numbers FILE: "COUNT HREF" of every number of a figure, and of what figures do not draw
numbers() {
	xmllint --html --xpath '//figure[@class="chart"]//td/a | //div[@class="counted"]/p/span' "$1" 2>/dev/null |
		sed -E 's/<span>(.*)<\/span>/\1/; s/<\/a> ([0-9]+)$/ \1/; s/^<a href="([^"]*)">[^ ]* ([0-9]+)$/\2 \1/; s/^<a href="([^"]*)">([0-9]+)<\/a>$/\2 \1/'
}

# expect_numbers FILE LEAST: each number is that of its list, and there are as many numbers at least
expect_numbers() {
	local folder count href found=0 counted month page
	folder=$(dirname "$1")
	while read -r count href; do
		month=
		page=${href%%#*}
		[[ $href == *'#m'* ]] && month=${href##*#m}
		[ -e "$folder/$page" ]
		[ -z "$month" ] || [ "$(grep -c "id=\"m$month\"" "$folder/$page")" -eq 1 ]
		counted=$(listed "$folder/$page" "$month" | wc -l)
		if [ "$counted" -ne "$count" ]; then
			printf '%s says %s, its list has %s\n' "$href" "$count" "$counted"
			return 1
		fi
		found=$((found + 1))
	done < <(numbers "$1")
	printf '%s numbers\n' "$found"
	[ "$found" -ge "$2" ]
	# And there is no number that leads nowhere.
	[ "$(grep -c '<td[^>]*>[1-9][0-9]*</td>' "$1")" -eq 0 ]
}

# expect_months FILE: the numbers of months are those of the list whose front this is, though it cannot be led to each
expect_months() {
	local row found=0
	while read -r row; do
		[ "$(listed "$1" "${row% *}" | wc -l)" -eq "${row#* }" ]
		found=$((found + 1))
	done < <(xmllint --html --xpath '//figure[@id="by-month"]//tbody/tr' "$1" 2>/dev/null |
		sed -E 's/<tr><th scope="row">([0-9-]*)<\/th><td[^>]*>(<a[^>]*>)?([0-9]+).*/\1 \3/')
	[ "$found" -ge 5 ]
}

# row FILE FIGURE NAME: the number of a row of a figure
row() {
	xmllint --html --xpath "string(//figure[@id='$2']//tr[th='$3']/td[1])" "$1" 2>/dev/null
}

# expect_row FIGURE NAME COUNT, on the page of statistics
expect_row() {
	local is
	is=$(row "$site/statistics/index.html" "$1" "$2")
	[ "$is" = "$3" ] || {
		printf '%s, %s: %s, not %s\n' "$1" "$2" "$is" "$3"
		return 1
	}
}

# as_fresh: what the last build made is what a build from nothing makes
as_fresh() {
	"$PLAIN" build . --quiet --fresh --out "$BATS_TEST_TMPDIR/fresh"
	diff -r "$site" "$BATS_TEST_TMPDIR/fresh"
	rm -rf "$BATS_TEST_TMPDIR/fresh"
}

@test "every number of the statistics is that of its list" {
	many
	document interpretations/a.md 'kind: interpretation' 'title: 解读甲' 'interprets: n1' 'published_on: 2031-03-13' 'topics: 公园'
	document press/a.md 'kind: press' 'title: 发布会甲' 'held_on: 2031-05-06' 'issuing_organ: 机关1' 'published_on: 2031-05-06'
	document press/b.md 'kind: interview' 'title: 访谈乙' 'held_on: 2031-04-01' 'issuing_organ: 机关1' 'published_on: 2031-05-06'
	document responses/a.md 'kind: response' 'title: 回应甲' 'noticed_at: 2031-05-06 08:00' 'first_word_at: 2031-05-06 13:00' 'published_on: 2031-05-06'
	commit
	build
	expect_status 0
	expect_numbers "$site/statistics/index.html" 25
	expect_row delays 5日以内 42
	expect_row delays 6—10日 1
	expect_row delays 11—15日 0
	expect_row delays 16—20日 1
	expect_row delays 超过20日 1
	expect_in "$site/statistics/index.html" '缺工作日历</a> 1' '发布早于成文</a> 1' '日期未收录</a> 1'
	expect_row by-kind 公文 48
	expect_row by-organ 机关1 26
	expect_row by-year 2031 51
	expect_row by-month 2031-08 0
	expect_row interpretation 3个工作日以内 1
	expect_row interpretation 解读未收录 47
	expect_row responses 5小时以内 1
	expect_row validity 有效性未收录 48
}

@test "every number on the front of a list is that of a list of its own" {
	many
	commit
	build
	expect_status 0
	for front in "$site"/list/organs/*/index.html; do expect_numbers "$front" 9; done
	front=$(echo "$site"/list/topics/*/index.html)
	expect_months "$front"
	# Its parts are in no order of months, so these lead to the page as a whole.
	sed -i '/id="by-month"/,/<\/figure>/d' "$front"
	expect_numbers "$front" 1
	grep -l 'class="chart"' -r "$site/list" >fronts
	[ "$(wc -l <fronts)" -eq 3 ]
}

@test "what nobody recorded is not counted as nothing" {
	document organs/a.md 'kind: organ' 'title: 机关0'
	notice 2 2031-03-03 2031-03-04
	document press/a.md 'kind: press' 'title: 发布会' 'held_on: 2031-05-06' 'issuing_organ: 机关1'
	commit
	build
	expect_status 0
	expect_in "$site/statistics/index.html" 'id="duties"' '没有收录不等于没有解读' '“未收录”不等于没有举行'
	xmllint --html --xpath '//figure[@id="duties"]//td' "$site/statistics/index.html" 2>/dev/null >cells
	[ "$(grep -c '未收录' cells)" -eq 7 ] # of the one organ that held anything
	[ "$(grep -c '<a href' cells)" -eq 1 ]
	[ "$(grep -c '>0<' cells)" -eq 0 ]
	xmllint --html --xpath '//figure[@id="duties"]//*[name()="svg"]' "$site/statistics/index.html" 2>/dev/null >drawing
	[ "$(grep -o '>0<' drawing | wc -l)" -eq 0 ]
	[ "$(grep -o '>未收录<' drawing | wc -l)" -ge 7 ]
	expect_not_in drawing 机关0
	expect_in "$site/statistics/index.html" '未收录：' '本站介绍的其他1个机关，这几个季度没有收录。'
}

@test "lists that are counted are led to by figures alone" {
	many
	commit
	build
	expect_status 0
	[ -e "$site/list/delays/d5/index.html" ]
	led=$(grep -rlE 'list/(delays|interpretation|validity|topic-kinds|organ-)' "$site" --include='*.html' --include='*.xml' --include='*.json' |
		grep -vE '/(statistics/index|list/(organs|topics|delays|interpretation|validity|topic-kinds|organ-[a-z]*)/.*)\.html$' || true)
	printf '%s\n' "$led"
	[ -z "$led" ]
	[ ! -e "$site/list/delays/index.html" ]
	[ ! -e "$site/feed/delays" ]
	expect_in "$site/site-map.html" 'href="statistics/index.html"'
}

@test "a page of what is counted has a hundred, and the front what no other has" {
	for i in {1..200}; do
		document "notices/$i.md" "title: 第${i}号" 'written_on: 2031-03-03' 'published_on: 2031-03-04'
	done
	commit
	build
	expect_status 0
	[ "$(hrefs "$site/list/delays/d5/index.html" "$entries" | wc -l)" -eq 100 ]
	[ "$(hrefs "$site/list/delays/d5/1.html" "$entries" | wc -l)" -eq 100 ]
	[ ! -e "$site/list/delays/d5/2.html" ]
	[ "$(listed "$site/list/delays/d5/index.html" | wc -l)" -eq 200 ]
	document notices/201.md 'title: 第201号' 'written_on: 2031-03-03' 'published_on: 2031-03-05'
	commit
	build
	[ "$(hrefs "$site/list/delays/d5/index.html" "$entries" | wc -l)" -eq 1 ]
	[ "$(listed "$site/list/delays/d5/index.html" | wc -l)" -eq 201 ]
	as_fresh
}

@test "a calendar more makes computable what was not" {
	many
	commit
	build
	expect_status 0
	expect_in "$site/statistics/index.html" '缺工作日历</a> 1'
	calendar 2033 '"2033-01-03"' ''
	commit
	build
	expect_status 0
	expect_not_in "$site/statistics/index.html" 缺工作日历
	expect_row delays 超过20日 2
	as_fresh
}

@test "a calendar with a mistake is told" {
	notice 1 2031-03-03 2031-03-04
	calendar 2034 '"2034-01-32"' '"2034-01-02"'
	commit
	build
	expect_status 1
	expect_said "lua/holidays/2034.lua: error: '2034-01-32' under 'off' is no day of 2034" '[schema/holidays]' \
		"2034-01-02 is no day of a weekend"
}

@test "an axis that derives what it cannot is told" {
	notice 1 2031-03-03 2031-03-04
	file lua/axes.lua <<-'LUA'
		inherited[#inherited + 1] = {name = "mine", derive = "delais", label = label("甲", "甲", "A"), view = "counted", hidden = true}
		return inherited
	LUA
	commit
	build
	expect_status 1
	expect_said "lua/axes.lua: error: mine: there is no measure 'delais' to derive" '[schema/axis-derive]'
}

@test "figures follow what changes, and nothing but what changes" {
	many
	commit
	build
	expect_status 0
	document interpretations/a.md 'kind: interpretation' 'title: 解读甲' 'interprets: n1' 'published_on: 2031-03-13'
	commit
	build --explain
	expect_status 0
	expect_row interpretation 3个工作日以内 1
	expect_said statistics/index.html
	as_fresh
	# The day of publication moves from one month to another, and from one delay to another.
	notice 44 2031-03-03 2031-04-30
	commit
	build
	expect_row delays 16—20日 0
	as_fresh
	# From one month to another alone.
	document notices/n48.md 'id: n48' 'title: 没有成文日期' 'published_on: 2031-06-03' 'issuing_organ: 机关0'
	commit
	build
	as_fresh
	# Nothing that is counted.
	echo 又一段。 >>notices/n44.md
	commit
	build --explain
	expect_not_said statistics/index.html
	as_fresh
	git rm -q notices/n45.md notices/n44.md
	commit
	build
	expect_row delays 超过20日 0
	as_fresh
}

@test "figures of a site that is a sample say so, and of invented documents" {
	notice 1 2031-03-03 2031-03-04
	commit
	build
	expect_not_in "$site/statistics/index.html" 示例数据
	notice 2 2031-03-03 2031-03-04 'sample: true'
	commit
	build
	[ "$(grep -c '<figcaption>.*示例数据' "$site/statistics/index.html")" -ge 6 ]
	git rm -q notices/n2.md
	echo 'sample: true' >>site.yml
	commit
	build
	[ "$(grep -c '<figcaption>.*示例数据' "$site/statistics/index.html")" -ge 6 ]
}

@test "a chain has a figure of who passed it on, and when" {
	notice 1 2031-03-03 2031-03-04
	notice 2 2031-03-13 2031-03-14 'implements: n1'
	commit
	build
	expect_status 0
	page=$(echo "$site"/chain/*/*/n1.html)
	expect_in "$page" 'id="flow"' '+10' '<svg'
}

@test "what was withdrawn is measured by nothing, and interprets nothing" {
	withdrawn='withdrawn: {date: 2031-08-01, reason: 更正}'
	notice 1 2031-03-03 2031-03-04
	notice 2 2031-03-03 2031-03-04
	notice 3 2031-03-03 2031-03-31 "$withdrawn"
	document interpretations/1.md 'kind: interpretation' 'title: 解读一' 'published_on: 2031-03-05' 'interprets: n1'
	document interpretations/2.md 'kind: interpretation' 'title: 解读二' 'published_on: 2031-03-05' 'interprets: n2' "$withdrawn"
	document press/a.md 'kind: press' 'title: 发布会' 'held_on: 2031-05-06' 'issuing_organ: 机关1' "$withdrawn"
	document responses/a.md 'kind: response' 'title: 回应' 'noticed_at: 2031-03-11 09:00' 'first_word_at: 2031-03-11 10:00' "$withdrawn"
	commit
	build
	expect_status 0
	page=$site/statistics/index.html
	[ "$(row "$page" delays 5日以内)" = 2 ]
	[ "$(row "$page" delays 超过20日)" = 0 ]
	[ "$(row "$page" interpretation 3个工作日以内)" = 1 ]
	[ "$(row "$page" interpretation 解读未收录)" = 1 ]
	expect_in "$page" '可以解读的文件2件，本站收录了解读的1件，占50%'
	expect_not_in "$page" 'id="duties"' 'id="responses"'
	expect_numbers "$page" 8
}

@test "sentences of figures say what is so of what is drawn" {
	notice 1 2031-03-03 2031-03-04
	document notices/joint.md 'title: 联合通知' 'written_on: 2031-03-03' 'published_on: 2031-03-04' 'issuing_organ: [机关0, 机关1]'
	document notices/none.md 'title: 没有日期' 'published_on: 2031-03-04' 'issuing_organ: 机关1'
	document press/joint.md 'kind: press' 'title: 联合发布会' 'held_on: 2031-05-06' 'issuing_organ: [机关0, 机关1]'
	calendar 2035 '"2035-01-01"' ''
	commit
	build
	expect_status 0
	page=$site/statistics/index.html
	# Four documents, among them one event; their organs come to six, and to two events.
	[ "$(row "$page" by-organ 机关1)" = 4 ]
	[ "$(row "$page" by-organ 机关0)" = 2 ]
	for figure in by-organ duties; do
		said=$(xmllint --html --xpath "string(//figure[@id='$figure'])" "$page" 2>/dev/null)
		[ -n "$said" ]
		[[ $said != *合计* ]]
	done
	# One of them has no delay that is known.
	expect_in "$page" '图中2件全部在法定期限20个工作日以内。'
	# Years without a calendar between others are not passed over.
	expect_in "$page" '、2031—2032、2035年的日历'
}
