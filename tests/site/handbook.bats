#!/usr/bin/env bats
# The handbook and the READMEs say what the program does: every message, kind, field, word and setting stands there, and
# what they give as examples works.
load helpers

setup() {
	root=$BATS_TEST_DIRNAME/../..
	handbook=$root/content/handbook
}

# What is no message though it has the form of one: types of media, and a mark for what is not available.
NO_MESSAGES='(text|audio|video|application)/[a-z0-9.+-]+|image/(svg|png|jpeg|gif|webp|avif)|n/a'

# What the C source has between quotes in the form of a message id, and what Lua tells of: id = "…", tell("…", and the
# id that an add(problems, …) has.
source_ids() {
	{
		grep -rhE '"[a-z][a-z-]*/[a-z][a-z0-9_-]*"' "$root/gen" --include='*.c' |
			grep -vE '^[[:space:]]*\*|^#include|/\*.*"[a-z-]+/[a-z0-9_-]+".*\*/' |
			grep -oE '"[a-z][a-z-]*/[a-z][a-z0-9_-]*"'
		grep -rhoE '(\<id = |\<tell\(|\<add\(([a-z]+, )*)"[a-z][a-z-]*/[a-z][a-z0-9_-]*"' "$root/lua" |
			grep -oE '"[a-z][a-z-]*/[a-z][a-z0-9_-]*"'
	} | tr -d '"' | grep -vxE "$NO_MESSAGES" | sort -u
}

handbook_ids() {
	grep -hoE '^### [a-z][a-z-]*/[a-z][a-z0-9_-]*$' "$handbook"/tishi-*.md | cut -c5-
}

# same WHAT FIRST SECOND: two lists, a name in each line
same() {
	local differences
	differences=$(diff <(sort "$2") <(sort "$3")) && return 0
	printf '%s:\n%s\n' "$1" "$differences" >&2
	return 1
}

# extract PAGE: writes each example of the page, the fenced text under a line “文件：`path`”, to its path.
extract() {
	local line path='' inside='' fence
	while IFS= read -r line; do
		if [ -n "$inside" ]; then
			if [ "$line" = "$fence" ]; then
				inside='' path=''
			else
				printf '%s\n' "$line" >>"$path"
			fi
		elif [[ $line == '文件：`'*'`' ]]; then
			path=${line#*\`}
			path=${path%\`}
			mkdir -p "$(dirname "$path")"
			: >"$path"
		elif [ -n "$path" ] && [[ $line == '```'* ]]; then
			inside=yes
			fence=${line%%[!\`]*}
		fi
	done <"$1"
	[ -z "$path" ]
}

# stand_in TEXT NAME …: every name stands in the text; tells all that do not
stand_in() {
	local text=$1 name missing=''
	shift
	for name in "$@"; do
		[[ $text == *"$name"* ]] || missing+=" $name"
	done
	[ -z "$missing" ] || {
		printf 'missing:%s\n' "$missing" >&2
		return 1
	}
}

@test "every message of the program stands in the handbook, once, and no other" {
	source_ids >"$BATS_TEST_TMPDIR/source"
	handbook_ids >"$BATS_TEST_TMPDIR/handbook"
	[ "$(wc -l <"$BATS_TEST_TMPDIR/source")" -gt 200 ]
	# The three ways in which Lua tells are found.
	for id in chart/cell chart/key report/total; do grep -qx "$id" "$BATS_TEST_TMPDIR/source"; done
	if grep -E '^(text|video)/' "$BATS_TEST_TMPDIR/source"; then return 1; fi
	same 'messages: < source > handbook' "$BATS_TEST_TMPDIR/source" "$BATS_TEST_TMPDIR/handbook"
}

@test "a message is told with its weight, its words and a cure" {
	awk 'FNR == 1 { state = 0 }
		state == 1 && NF { state = /^> (错误|提醒)：/ ? 2 : -1; if (state < 0) print "no words: " id; next }
		state == 2 && NF { state = /^#/ ? -1 : 3; if (state < 0) print "no cure: " id }
		/^### [a-z]/ { id = $2; state = 1 }' "$handbook"/tishi-*.md >"$BATS_TEST_TMPDIR/faults"
	[ ! -s "$BATS_TEST_TMPDIR/faults" ] || { cat "$BATS_TEST_TMPDIR/faults"; return 1; }
}

# pairs PAGE LANGUAGE FOLDER: writes what stands after 改前 and 改后 in the fenced examples of the page to
# FOLDER/before/ID-N and FOLDER/after/ID-N, the '/' of the id as '+'.
pairs() {
	mkdir -p "$3/before" "$3/after"
	awk -v fence="^\`\`\`$2\$" -v folder="$3" '
		/^### / { id = $2; sub("/", "+", id); count = 0 }
		$0 ~ fence { inside = 1; next }
		/^```$/ { inside = 0; file = "" }
		!inside { next }
		/^改前：/ { file = folder "/before/" id "-" ++count }
		/^改后：/ { file = folder "/after/" id "-" count }
		file != "" { sub(/^改(前|后)：/, ""); if ($0 != "") print > file }' "$1"
}

# as_document BEFORE/ID-N TO: the example as a document
as_document() {
	case $2 in
	*/notices/*) printf '# 例\n\n%s\n' "$(cat "$1")" ;;
	*) printf -- '---\n%s\n---\n\n正文。\n' "$(cat "$1")" ;;
	esac >"$2"
}

@test "what stands before a cure gets the message, what stands after it does not" {
	new_repository
	cp -r "$root/content" .
	pairs "$handbook/tishi-xinxi.md" yaml ../guides
	pairs "$handbook/tishi-guanxi.md" yaml ../interpretations
	pairs "$handbook/tishi-zhengwen.md" markdown ../notices/2025
	for example in ../guides/*/* ../interpretations/*/* ../notices/2025/*/*; do
		folder=${example#../}
		as_document "$example" "content/${folder%/*/*}/$(basename "${folder%/*}")-${example##*/}.md"
	done
	commit
	chayue check . --content content --quiet
	number=0
	for example in ../*/before/* ../notices/2025/before/*; do
		name=${example##*/}
		id=${name%-*}
		id="[${id/+//}]"
		grep -F "before-$name.md" <<<"$output" | grep -qF "$id" ||
			{ echo "$name is not told: $id"; grep -F "before-$name.md" <<<"$output"; return 1; }
		if grep -F "after-$name.md" <<<"$output" | grep -F "$id"; then return 1; fi
		number=$((number + 1))
	done
	[ "$number" -gt 25 ]
}

@test "the cures of the settings work too" {
	new_repository
	file notices/a.md <<<'# 甲'
	commit
	pairs "$handbook/tishi-shezhi.md" yaml ../settings
	number=0
	for example in ../settings/before/*; do
		id=${example##*/}
		id=${id%-*}
		chayue check . --quiet --worktree --config "$example"
		expect_status 1
		expect_said "[${id/+//}]"
		chayue check . --quiet --worktree --config "${example/before/after}"
		expect_status 0
		number=$((number + 1))
	done
	[ "$number" -ge 2 ]
}

# as_chart EXAMPLE ID TO: a document with a chart that has the line of the example, in its block or in its data
as_chart() {
	local line data='单位,件数,备注' spec='kind: column'
	line=$(cat "$1")
	case $2 in
	chart/form) [[ $line == kind:* ]] || data='' ;;& # a block of this line alone
	chart/form | chart/kind) spec=$line ;;
	chart/dead) data='' spec+=$'\n'$line ;;
	chart/*) spec+=$'\n'$line ;;
	data/delimiter) data=$line$'\n''2024,3' ;;
	data/quote) data='名,件数'$'\n'"$line,3" ;;
	*) data='单位,件数'$'\n'$line ;;
	esac
	[ "$data" != '单位,件数,备注' ] || data+=$'\n''市水务局,3,'
	{
		printf '# 例\n\n```chart\n%s\n' "$spec"
		[ -z "$data" ] || printf 'data: |\n%s\n' "${data//$'\n'/$'\n'  }" | sed '2s/^/  /'
		printf '```\n'
	} >"$3"
}

@test "the cures of charts and data work too" {
	new_repository
	mkdir -p content/notices content/data
	cp "$root/content/data/reading-visits.csv" content/data
	pairs "$handbook/tishi-tubiao.md" text ../charts
	number=0
	for example in ../charts/before/chart+* ../charts/before/data+*; do
		id=${example##*/}
		id=${id%-*}
		id=${id/+//}
		[ "$id" != chart/cell ] || continue # its cure is a sentence
		as_chart "$example" "$id" content/notices/a.md
		commit
		chayue check . --quiet
		expect_status 1
		expect_said "[$id]"
		as_chart "${example/before/after}" "$id" content/notices/a.md
		commit
		chayue check . --quiet
		expect_status 0
		number=$((number + 1))
	done
	[ "$number" -ge 6 ]
}

# charts PAGE LANGUAGE: the blocks of charts on a page, those that are shown as text ("text") or drawn ("drawn")
charts() {
	awk -v shown="$2" '
		/^````markdown$/ { text = 1; next }
		/^````$/ { text = 0; next }
		/^```(chart|图表)$/ { inside = (text == (shown == "text")); if (inside) print "chart" ; next }
		/^```$/ { inside = 0; next }
		inside' "$1"
}

@test "each kind of chart has an example, which is drawn below its text" {
	charts "$handbook/tubiao.md" text | grep -v '^[^a-z ]' >"$BATS_TEST_TMPDIR/text"
	charts "$handbook/tubiao.md" drawn >"$BATS_TEST_TMPDIR/drawn"
	for file in "$root"/lua/charts/*.lua; do
		expect_in "$BATS_TEST_TMPDIR/drawn" "kind: $(basename "$file" .lua)"
		expect_in "$handbook/tubiao.md" "\`$(basename "$file" .lua)\` $(sed -n 's/^  label = label("\([^"]*\)".*/\1/p' "$file")"
	done
	# The block in Chinese words is shown as text alone.
	diff <(sed '/^chart$/{N;/\nchart$/s/^chart\n//}' "$BATS_TEST_TMPDIR/text") "$BATS_TEST_TMPDIR/drawn"
	new_repository
	cp -r "$root/content/handbook" "$root/content/data" .
	commit
	build --quiet
	expect_not_said tubiao.md
	page=$(page_of 图表)
	drawn=$(grep -c '^chart$' "$BATS_TEST_TMPDIR/drawn")
	[ "$(grep -c '<svg' "$page")" -eq "$drawn" ]
	[ "$(grep -o 'class="sample">' "$page" | wc -l)" -ge "$drawn" ]
}

@test "every key of charts and each of its Chinese names stands in the handbook" {
	# simplified names are those that the page of charts may have; the second of a list is the traditional one
	names=$(lua5.1 - "$root/lua/drawing/spec.lua" <<-'L'
		function label(...) return {...} end
		local text = io.open(arg[1]):read("*a")
		local chunk = text:match("(local COMMON.-)\nlocal NO_KIND") .. "\nreturn COMMON, SINGLE, VALUES"
		local common, single, values = loadstring(chunk)()
		for _, keys in ipairs {common, single, values.sort, values.stacking, values.table} do
			for key, called in pairs(keys) do print("`" .. key .. "`"); print(called[1]) end
		end
	L
	)
	[ "$(wc -l <<<"$names")" -gt 70 ]
	mapfile -t names <<<"$names"
	stand_in "$(cat "$handbook/tubiao.md")" "${names[@]}"
	# What single kinds take stands in the row of the kind.
	for file in "$root"/lua/charts/*.lua; do
		kind=$(basename "$file" .lua)
		row=$(grep -E "^\|.*\`$kind\` .*\|.*\|.*\|$" "$handbook/tubiao.md" | tail -1)
		keys=$(grep -E '^ *(wants|options) = |from = "text"' "$file" | sed 's/.*= {//' | grep -oE '"[a-z_]+\??"\]? =|[a-z_]+ = "|"[a-z_]+"[,}]' |
			grep -vE '"(category|numbers?|text|date)"' | grep -oE '[a-z_]+' | sort -u | sed 's/.*/`&`/')
		# shellcheck disable=SC2086
		stand_in "$row" $keys || { echo "of $kind"; return 1; }
	done
}

@test "the page of messages leads to the group of every message" {
	for group in $(handbook_ids | cut -d/ -f1 | sort -u); do
		expect_in "$handbook/tishi.md" "\`$group\`"
	done
}

@test "there is an example of every kind, and all of them pass the check without a word" {
	new_repository
	extract "$handbook/shezhi.md"
	extract "$handbook/leixing.md"
	extract "$handbook/leixing-xu.md"
	extract "$handbook/gengzheng-chexia.md"
	for file in "$root"/lua/kinds/*.lua; do
		kind=$(basename "$file" .lua)
		folder=$(sed -n "s|^  \([a-z]*/\): {kind: $kind}.*|\1|p" site.yml)
		[ -n "$(find "$folder" -name '*.md')" ] || { echo "no example: $kind"; return 1; }
	done
	commit
	chayue check . --quiet
	expect_status 0
	[ -z "$output" ] || { echo "$output"; return 1; }
	chayue check . --quiet --as-of 2026-06-30
	expect_status 0
	[ -z "$output" ] || { echo "$output"; return 1; }
	run "$CHAYUE" check . --lang zh
	expect_in "$handbook/kaishi.md" "${lines[-1]}"
}

@test "of the example that is withdrawn the text goes; the former addresses of the other lead on" {
	new_repository
	extract "$handbook/gengzheng-chexia.md"
	commit
	build
	expect_status 0
	[ -s "$(echo ../site/doc/*/*/shimin-gongshi-2025-4.html)" ]
	grep -rqF 示例市民政局2025年第一季度困难群众补助名单公示 ../site/list
	expect_in notices/2025/buzhu-mingdan.md 名单见附表
	if grep -r 名单见附表 ../site; then return 1; fi
	[ -f ../site/xxgk/2019/t1024.html ]
	[ -n "$(find ../site/doc -name 'notices.2018.dushu-yue-tiqian.html')" ]
}

@test "every field of every kind stands in the handbook" {
	names=$({
		grep -hoE '(^|[^_])key = "[a-z_]+"' "$root"/lua/kinds/*.lua "$root/lua/fields.lua" | grep -oE '"[a-z_]+"' | tr -d '"'
		sed -n 's/^  \([a-z_]*\) = {$/\1/p' "$root/lua/fields.lua"
	} | sort -u | sed 's/.*/`&`/')
	[ "$(wc -w <<<"$names")" -gt 80 ]
	# shellcheck disable=SC2086
	stand_in "$(cat "$handbook/wenjian-xinxi.md" "$handbook/leixing.md" "$handbook/leixing-xu.md")" $names
}

@test "every word that a field may hold stands in the handbook" {
	words=$(grep -oE '^ *(term\("[^"]*", "[^"]*"|\{"[^"]*", "[^"]*", "[^"]*"|class\("[^"]*", "[^"]*"|clause\("[^"]*", "[^"]*", "[^"]*")' \
		"$root/lua/vocabularies.lua" | sed -E 's/^ *\{"([^"]*)".*/\1/; s/.*"([^"]*)"$/\1/' | sort -u)
	[ "$(wc -l <<<"$words")" -gt 200 ]
	mapfile -t words <<<"$words"
	stand_in "$(cat "$handbook/ci.md")" "${words[@]}"
}

@test "every setting stands in the handbook" {
	names=$({
		grep -ohE '\{"[a-z_]+", SETTING_' "$root/gen/catalog/settings.c"
		sed -n '/KEYS\[\]/,/};/p' "$root/gen/catalog/settings_kiosk.c" | grep -ohE '"[a-z_]+"'
	} | grep -oE '[a-z]+[a-z_]*' | grep -v SETTING | sort -u | sed 's/.*/`&`/')
	[ "$(wc -w <<<"$names")" -gt 10 ]
	# shellcheck disable=SC2086
	stand_in "$(cat "$handbook/shezhi.md")" $names
}

@test "every relation that is a field of its own stands in the handbook" {
	names=$(sed -n 's/^ *relation = "\([a-z_]*\)",$/\1/p' "$root/lua/fields.lua" | sed 's/.*/`&`/')
	[ "$(wc -w <<<"$names")" -gt 8 ]
	# shellcheck disable=SC2086
	stand_in "$(cat "$handbook/zhuanti-guanxi.md")" $names
}

@test "the commands of the handbook name options that there are" {
	run "$CHAYUE" build --help
	for option in $(grep -ohE 'chayue (check|build)[^`]*' "$handbook"/*.md "$root"/README*.md | grep -oE -- '--[a-z-]+' | sort -u) \
		$(sed -n 's/^| `\(--[a-z-]*\).*/\1/p' "$handbook/jiancha-shengcheng.md"); do
		grep -qE -- "$option([= ]|\$)" <<<"$output" || { echo "no such option: $option"; return 1; }
	done
}

@test "the examples of the page about looks and Lua work" {
	new_repository
	extract "$handbook/waiguan.md"
	file site.yml <<'Y'
name: 试验站
theme: shili
Y
	file notices/a.md <<'M'
---
title: 甲
文件份数: 50
---

正文。
M
	mkdir -p themes/shili/template
	cp "$root/themes/default/template/document.mustache" themes/shili/template/
	printf '<p class="copy-note">{{copy_note}}</p>\n' >>themes/shili/template/document.mustache
	commit
	build --quiet
	expect_status 0
	[ -z "$output" ] || { echo "$output"; return 1; }
	expect_in "$(page_of 甲)" 文件份数 50 本页为参考文本，以纸质文件为准
	expect_in "$(page_of 示例市2025年公务员招考公告)" 报名截止 2025-07-15
	expect_in ../site/index.html 网站首页
	page=$(page_of 一季度公开条数排名)
	expect_in "$page" '2　市应急管理局' '>154<' 示例数据 '<caption>'
	# sorted as the block says
	[ "$(grep -o '[12]　市[^<]*' "$page" | tr '\n' ' ')" = '1　市水务局 2　市应急管理局 ' ]
}

@test "the example of a year of holidays is read, and counts" {
	new_repository
	file site.yml <<<'name: 试验站'
	file notices/a.md <<'M'
---
title: 甲
written_on: 2031-01-17
published_on: 2031-01-27
---

正文。
M
	commit
	build
	[ -n "$(grep -rl '>甲<' ../site/list/delays/uncomputable)" ]
	extract "$handbook/tongji.md"
	commit
	build
	expect_status 0
	[ ! -d ../site/list/delays/uncomputable ]
	[ -n "$(grep -rl '>甲<' ../site/list/delays/d5)" ]
}

@test "the two READMEs have the same sections, commands and pictures" {
	for what in '^#' '^    [^ ]' '^!\[' '^|' '^- '; do
		english=$(grep -c -- "$what" "$root/README.md")
		chinese=$(grep -c -- "$what" "$root/README.zh-CN.md")
		[ "$english" -gt 0 ]
		[ "$english" -eq "$chinese" ] || { echo "lines with $what: $english and $chinese"; return 1; }
	done
	# They are the same but for what is said about them.
	diff <(grep -E '^    (make|build)' "$root/README.md" | sed 's/ *#.*//') \
		<(grep -E '^    (make|build)' "$root/README.zh-CN.md" | sed 's/ *#.*//')
	diff <(grep -o '](content[^)]*)' "$root/README.md") <(grep -o '](content[^)]*)' "$root/README.zh-CN.md")
	diff <(grep -oE '`[a-z]+/[a-zA-Z0-9/._*-]+`' "$root/README.md" | sort) \
		<(grep -oE '`[a-z]+/[a-zA-Z0-9/._*-]+`' "$root/README.zh-CN.md" | sort)
}

@test "what the READMEs name is there" {
	for name in $(grep -ohE '`(gen|lua|themes|tests|content)/[a-zA-Z0-9/._-]+`|\]\([a-zA-Z][a-zA-Z0-9/._-]+\)' \
		"$root/README.md" "$root/README.zh-CN.md" | tr -d '`]()' | sort -u); do
		[ -e "$root/$name" ] || { echo "not there: $name"; return 1; }
	done
}
