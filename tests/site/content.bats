#!/usr/bin/env bats
# What editors write, and what they are told.
load helpers

setup() {
	new_repository
}

notice() {
	local name=$1
	shift
	{
		printf -- '---\n'
		printf '%s\n' "$@"
		printf -- '---\n\n正文。\n'
	} | file "$name"
}

@test "a mistyped field names the nearest right one, with file and line" {
	notice a.md 'title: 甲' 'pubished_on: 2024-01-01'
	commit
	build
	expect_status 1
	expect_said 'a.md:3: error:' "'pubished_on'" "did you mean 'published_on'"
}

@test "a field nobody knows is told once, and the site is built" {
	notice a.md 'title: 甲' 'sidebar: auto'
	notice b.md 'title: 乙' 'sidebar: auto'
	commit
	build
	expect_status 0
	expect_said "'sidebar' is no field" 'in 2 files'
}

@test "site.yml maps foreign field names, and gives defaults by folder and by kind" {
	notice law/a.md 'title: 甲' 'publication_date: 2013-10-01'
	file site.yml <<'Y'
name: 试验站
fields: {publication_date: published_on}
defaults:
  law/: {kind: rule, issuing_organ: 某市办公室}
  rule: {topics: [法规]}
Y
	commit
	build
	expect_status 0
	expect_in "$(page_of 甲)" 2013-10-01 某市办公室 法规
	expect_in ../site/index.html '<h1>试验站</h1>'
	expect_in ../site/list/kinds/index.html 制度
}

@test "a mistyped setting names the nearest right one" {
	file a.md <<<'# 甲'
	file site.yml <<<$'name: 站\nlangauge: zh-Hans'
	commit
	build
	expect_status 1
	expect_said 'site.yml:2: error:' "did you mean 'language'"
	[ ! -e ../site ]
}

@test "--config takes a site.yml from outside" {
	file a.md <<<'# 甲'
	commit
	printf 'name: 外面的设置\n' >../other.yml
	build --config ../other.yml
	expect_status 0
	expect_in ../site/index.html 外面的设置
	build --config ../none.yml
	expect_status 1
	expect_said none.yml
}

@test "an unknown kind, a wrong date, a wrong term are errors with the right word" {
	notice a.md 'title: 甲' 'kind: notise'
	notice b.md 'title: 乙' 'written_on: 2013-02-30'
	notice c.md 'title: 丙' 'status: in_farce'
	commit
	build
	expect_status 1
	expect_said 'a.md:3:' "did you mean 'notice'" 'b.md:3:' 'is not a date' 'c.md:3:' "did you mean 'in_force'"
	[ -n "$(page_of 乙)" ]
}

@test "with --strict an error keeps the old site" {
	file a.md <<<'# 甲'
	commit
	build
	before=$(digest ../site)
	notice b.md 'title: 乙' 'written_on: soon'
	commit
	build --strict
	expect_status 1
	[ "$before" = "$(digest ../site)" ]
	build
	expect_status 1
	[ "$before" != "$(digest ../site)" ]
}

@test "front matter that cannot be read is told with its line, and the text is still published" {
	printf -- '---\ntitle: 甲\nnumber: [未完\n---\n\n# 乙\n' | file a.md
	printf -- '---\n标题：全角冒号\n---\n\n# 丙\n' | file b.md
	commit
	build
	expect_status 1
	expect_said 'a.md:' 'b.md:2'
	[ -n "$(page_of 乙)" ]
	[ -n "$(page_of 丙)" ]
}

@test "text that is not UTF-8 is named with the command that mends it" {
	printf '\xcd\xa8\xd6\xaa\xb9\xab\xb8\xe6\n' | file a.md
	file b.md <<<'# 乙'
	commit
	build
	expect_status 1
	expect_said 'a.md' iconv GB18030
	[ -n "$(page_of 乙)" ]
}

@test "ids stay when a file moves, and cannot be taken twice" {
	file old/a.md <<<'# 甲'
	commit
	build
	page=$(page_of 甲)
	mkdir new
	git mv old/a.md new/b.md
	commit
	build
	[ "$page" = "$(page_of 甲)" ]
	notice x.md 'title: 丙' 'id: same'
	commit
	notice y.md 'title: 丁' 'id: same'
	commit
	build
	expect_status 1
	expect_said 'y.md:3:' "'same' is that of x.md"
	notice y.md 'title: 丁' 'id: Not Good'
	commit
	build
	expect_status 1
	expect_said "cannot be an id"
}

@test "relations go both ways, by number, path and id" {
	notice a.md 'title: 甲' 'number: 示府〔2024〕1号'
	notice b.md 'title: 乙' 'kind: interpretation' 'interprets: 示府[2024]1号'
	notice sub/c.md 'title: 丙' 'id: third' 'repeals: ../a.md'
	notice d.md 'title: 丁' 'implements: third'
	commit
	build
	expect_status 0
	expect_in "$(page_of 甲)" 乙 丙
	expect_in "$(page_of 乙)" 甲
	expect_in "$(page_of 丙)" 丁
}

@test "a dangling relation is told with its line; a number not collected is a warning" {
	notice a.md 'title: 甲' 'forwards: nowhere.md' 'implements: 国办发〔2013〕100号'
	commit
	build
	expect_status 1
	expect_said 'a.md:3: error:' "'nowhere.md' is no document" 'a.md:4: warning:' '国办发〔2013〕100号'
	expect_in "$(page_of 甲)" 未收录
}

@test "relations that contradict are told" {
	notice a.md 'title: 甲' 'forwards: b.md' 'written_on: 2020-01-01'
	notice b.md 'title: 乙' 'forwards: a.md' 'written_on: 2020-01-01'
	notice c.md 'title: 丙' 'kind: interpretation' 'interprets: c.md'
	notice d.md 'title: 丁' 'written_on: 2010-01-01' 'repeals: a.md'
	notice e.md 'title: 戊' 'status: in_force' 'status_basis: 第三条'
	notice f.md 'title: 己' 'replaces: e.md'
	commit
	build
	expect_status 1
	expect_said relation/circle relation/self relation/order validity/contradiction
}

@test "validity follows from what is recorded, and is never guessed" {
	notice a.md 'title: 甲' 'written_on: 2020-01-01'
	notice b.md 'title: 乙' 'written_on: 2021-01-01' 'repeals: a.md'
	notice c.md 'title: 丙' 'effective_on: 2020-01-01' 'expires_on: 2022-12-31'
	notice d.md 'title: 丁' 'number: 示府〔2020〕4号'
	commit
	build --as-of 2024-01-01
	expect_status 0
	state=$(page_of 甲)
	expect_in "$state" 废止
	expect_in "$(page_of 丙)" 失效
	expect_in "$(page_of 丁)" 未收录
	build
	expect_not_in "$(page_of 丙)" 已失效
}

@test "links between files become links between pages, and are checked" {
	file a.md <<<$'# 甲\n\n[乙](sub/b.md) [章](sub/b.md#s2) [本](#s1) [无](sub/none.md) [锚](sub/b.md#s9)\n\n## 一、首\n'
	file sub/b.md <<<$'# 乙\n\n## 一、首\n\n## 二、次\n\n[甲](../a.md) [上](../../x.md)\n'
	commit
	build
	expect_status 1
	expect_said "a.md:3: error: there is no 'sub/none.md'" "no heading or clause '#s9'" 'leads out of the repository'
	a=$(page_of 甲)
	expect_in "$a" '#s2"' 'href="#s1"'
	for link in $(grep -o 'href="[^"#:]*' "$a" | cut -d'"' -f2); do
		[ -f "$(dirname "$a")/$link" ] || { echo "dead: $link"; return 1; }
	done
}

@test "a document number in running text is a link where the catalog has the document" {
	notice a.md 'title: 甲' 'number: 国办发〔2013〕100号'
	file b.md <<<$'# 乙\n\n按照国办发[2013]100号和国办发〔2016〕61号执行。'
	commit
	build
	expect_status 0
	page=$(page_of 乙)
	expect_in "$page" '>国办发[2013]100号</a>'
	expect_not_in "$page" '61号</a>'
}

@test "files beside the text are copied once, under short names; a picture without words is told" {
	printf 'GIF89a' | file '图 片/一.gif'
	file a.md <<<$'# 甲\n\n![说明](图%20片/一.gif) ![](图%20片/一.gif) [表](data.csv)'
	file b.md <<<$'# 乙\n\n![说明](<图 片/一.gif>)'
	file data.csv <<<'a,b'
	commit
	build
	expect_said 'image/alternative' 'a.md:3'
	[ "$(find ../site/file -name '*.gif' | wc -l)" = 1 ]
	[ "$(find ../site/file -name '*.csv' | wc -l)" = 1 ]
	expect_in "$(page_of 甲)" 'alt="说明"'
}

@test "raw HTML and dangerous links never reach a page" {
	file a.md <<'M'
# 甲

<script>alert(1)</script>

<img src=x onerror=alert(2)> 文字 <b onclick=alert(3)>粗</b>

[一](javascript:alert(4)) [二](data:text/html,x) <javascript:alert(5)> [三](JaVaScRiPt:alert(6))

![四](https://example.org/x.png)
M
	printf -- '---\ntitle: "</title><script>alert(7)</script>"\nsource_url: "javascript:alert(8)"\n---\nx\n' | file b.md
	commit
	build
	expect_status 1
	expect_said link/scheme html/dropped field/url
	# The pages' own scripts name a file or a type.
	run grep -rlE --include='*.html' '<script( *>| [^st])|<script[^>]*>alert|onerror=|onclick=|="javascript:|="data:|src="http' ../site
	[ -z "$output" ]
}

@test "what may be a draft is not published, whatever its kind and however it is written" {
	file lua/kinds/permit.lua <<'L'
return {label = label("证", "證", "P"), view = "document", fields = {"title"}}
L
	file site.yml <<<$'name: 站\ndefaults:\n  drafts/: {kind: permit, draft: true}'
	notice drafts/a.md 'title: 甲'
	printf -- '---\ndraft: true\ntitle: "未完\n---\n\n# 乙\n' | file b.md
	printf -- '---\ndraft: true\ntitle: 丙\n\n# 丙\n' | file c.md
	file d.md <<<'# 丁'
	commit
	build
	expect_status 1
	expect_said b.md c.md
	[ "$(find ../site/doc -name '*.html' | wc -l)" = 1 ]
}

@test "a new id does not take the address of an older document" {
	file a.md <<<'# 甲'
	commit
	build
	page=$(page_of 甲)
	notice b.md 'title: 乙' 'id: a'
	commit
	build
	expect_status 1
	expect_said "the id 'a' is that of a.md"
	[ "$page" = "$(page_of 甲)" ]
}

@test "a draft is left out, and a link to it is told" {
	notice a.md 'title: 甲' 'draft: true'
	file b.md <<<$'# 乙\n\n[甲](a.md)'
	commit
	build
	expect_status 0
	expect_said 'is a draft'
	[ -z "$(page_of 甲)" ]
}

@test "a site adds a kind and a view of its own in Lua, without C" {
	file lua/kinds/permit.lua <<'L'
return {
  extends = "notice", view = "permit", listed = true,
  label = label("许可", "許可", "Permit"), aliases = {"行政许可"},
  fields = { {key = "holder", type = "text", required = true, label = label("持有人", "持有人", "Holder")} },
}
L
	file lua/views/permit.lua <<'L'
local document = use "views/document"
return function(input)
  local page = document(input)
  page.doc.title = "许可：" .. page.doc.title
  return page
end
L
	file themes/own/template/permit.mustache <<<'<h1>{{doc.title}}</h1>{{#doc.facts}}{{label}}={{#items}}{{text}}{{/items}};{{/doc.facts}}'
	file site.yml <<<$'name: 站\ntheme: own'
	notice a.md 'title: 甲' 'kind: 行政许可' 'holder: 某公司'
	notice b.md 'title: 乙' 'kind: permit'
	commit
	build
	expect_status 1
	expect_said "needs 'holder'"
	expect_in "$(page_of 许可：甲)" 持有人=某公司
}

@test "a fault in a site's Lua is told with file and line and nothing is written" {
	file lua/kinds/broken.lua <<<$'return {\n  label = \n}'
	file site.yml <<<'name: 站'
	file a.md <<<'# 甲'
	commit
	build
	expect_status 1
	expect_said 'lua/kinds/broken.lua:3'
	[ ! -e ../site ]
}

@test "a view that never ends is stopped, named, and the rest is built" {
	file lua/views/document.lua <<<$'return function(input)\n  while input.document.title == "甲" do end\n  return {doc = {title = input.document.title}}\nend'
	file site.yml <<<'name: 站'
	file a.md <<<'# 甲'
	file b.md <<<'# 乙'
	commit
	build
	expect_status 1
	expect_said a.md lua/
	[ -n "$(page_of 乙)" ]
}
