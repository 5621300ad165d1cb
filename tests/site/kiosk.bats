#!/usr/bin/env bats
# The edition for public touch screens: it has what a reader needs, nothing leads out of it, and the web edition stays as
# it is.
load helpers
load both_ways

# walk SITE: what is wrong with the links of the kiosk's pages, a line each; and, last, how many there are.
walk() {
	(cd "$1" && find . -type f | sed 's|^\./||' >../files && find kiosk -name '*.html' -print0 | LC_ALL=C sort -z |
		xargs -0 awk -v files=../files "$WALK")
}

# shellcheck disable=SC2016
WALK='
function resolve(page, to,   parts, count, i, path, depth, folders) {
	sub(/[^\/]*$/, "", page)
	count = split(page to, parts, "/")
	depth = 0
	for (i = 1; i <= count; i++)
		if (parts[i] == "..") { if (--depth < 0) return "../" to }
		else if (parts[i] != "" && parts[i] != ".") folders[++depth] = parts[i]
	path = ""
	for (i = 1; i <= depth; i++) path = path (i > 1 ? "/" : "") folders[i]
	return path
}
function wrong(what) { print FILENAME ": " what }
function check(element, name, to,   path) {
	links++
	if (name == "action" || name == "formaction" || name == "ping") return wrong(name " " to)
	if (to ~ /^#/) { wanted[FILENAME SUBSEP substr(to, 2)] = to; return }
	if (to ~ /^[A-Za-z][A-Za-z0-9+.-]*:/ || to ~ /^\//) return wrong("leads out: " to)
	sub(/[#?].*$/, "", to)
	path = resolve(FILENAME, to)
	if (!(path in there)) return wrong("is not there: " to)
	if (element == "a" && path !~ /^kiosk\/.*\.html$/) return wrong("a link to " path)
	if (path !~ /^kiosk\/(.*\.html|state\.js)$|^theme\/|^search\/|^doc\/.*\.js$|^file\/.*\.(png|jpg|jpeg|gif|svg|webp|mp3|ogg|wav|m4a|mp4|webm|vtt)$/)
		wrong("takes " path)
}
BEGIN { while ((getline line <files) > 0) there[line] = 1; RS = "<" }
{
	element = $0; sub(/[ \t\n>].*/, "", element); element = tolower(element)
	tag = $0; sub(/>.*/, "", tag)
	if (tag ~ /rel="canonical"/) next
	if (element == "form" && tag ~ /action/) wrong("a form that is sent")
	if (element == "base" || element == "iframe" || element == "object") wrong("an element " element)
	rest = tag
	while (match(rest, /[ \n\t](href|src|srcset|action|formaction|ping|poster|data-rows|xlink:href|cite)="[^"]*"/)) {
		attribute = substr(rest, RSTART + 1, RLENGTH - 1); rest = substr(rest, RSTART + RLENGTH)
		name = attribute; sub(/=.*/, "", name); sub(/^[^"]*"/, "", attribute); sub(/"$/, "", attribute)
		check(element, name, attribute)
	}
	if (match(tag, /[ \n\t]id="[^"]*"/)) ids[FILENAME SUBSEP substr(tag, RSTART + 5, RLENGTH - 6)] = 1
}
END {
	for (key in wanted) if (!(key in ids)) { split(key, part, SUBSEP); print part[1] ": no such place: " wanted[key] }
	print links + 0
}'

# A site with all that can lead somewhere.
everything() {
	file site.yml <<-'Y'
		name: 示例站
		organ: 示例局
		contact: {telephone: 0000-0000002, mail: a@b.example}
		footer: {government_site: "https://mark.example/", report_error: "https://fault.example/?site=1"}
		kiosk: {name: 一楼查阅点, desk: 请问三号窗口}
	Y
	file a.md <<-'M'
		---
		id: a
		title: 甲
		published_on: 2024-01-02
		sample: true
		source_url: https://source.example/甲
		attachments: [form.pdf, none.pdf]
		topics: [供水]
		---

		见[国务院](https://www.gov.cn/?a=1&b=2)、[信箱](mailto:c@d.example)、[再看](https://www.gov.cn/?a=1&b=2)、<https://e.example/>、
		[表](form.pdf)、[数](data.csv)、[乙](b.md)、[图](https://f.example/x.png "题")。

		![外图](https://g.example/y.png) ![内图](p.png) [![链图](p.png)](https://h.example/)

		```chart
		kind: column
		data: data.csv
		title: 件数
		```

		注[^1]。

		[^1]: 注文 <https://i.example/> 。
	M
	file b.md <<<$'---\nid: b\ntitle: 乙\nsample: true\nwithdrawn: {date: 2024-02-01, reason: 有误}\nattachments: [form.pdf]\nsummary: 秘密乙\n---\n\n秘密甲，见[外](https://secret.example/)。'
	printf '%%PDF-1.4\n' | file form.pdf
	printf '月份,件数\n一月,3\n二月,5\n' | file data.csv
	base64 -d <<<'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==' | file p.png
}

kiosk_page() {
	find ../new/site/kiosk/doc -name "$1.html"
}

@test "no page of the sample's kiosk leads out of it, and what it leads to is there" {
	cd "$BATS_TEST_DIRNAME/../.."
	run "$CHAYUE" build . --worktree --content content --out "$BATS_TEST_TMPDIR/site" --quiet --profile kiosk
	run walk "$BATS_TEST_TMPDIR/site"
	[ "${#lines[@]}" -eq 1 ] || { printf '%s\n' "${lines[@]:0:20}"; false; }
	[ "${lines[0]}" -gt 5000 ]
}

@test "outside addresses and files are read and scanned, with and without a public address" {
	local text page
	everything
	commit
	build
	run walk ../site
	[ "${#lines[@]}" -eq 1 ] || { printf '%s\n' "${lines[@]:0:20}"; false; }
	page=$(find ../site/kiosk/doc -name a.html)
	for text in 'outside-words">https://www.gov.cn/?a=1&amp;b=2<' 'outside-words">c@d.example<' 'outside-words">https://e.example/<' \
		'outside-words">https://f.example/x.png<' 'outside-words">https://g.example/y.png<' 'outside-words">https://h.example/<' \
		'outside-words">https://i.example/<' 'outside-words">https://source.example/甲<' \
		'outside-words">form.pdf</span> <span class="quiet">PDF 1 KB</span> <span class="outside-ask">请问三号窗口<' \
		'国务院<sup class="outside-mark">1</sup>' 'id="outside-1"'; do
		expect_in "$page" "$text"
	done
	# the same address stands once, and each that a camera can read has a code
	[ "$(grep -o 'outside-words">https://www.gov.cn' "$page" | wc -l)" = 1 ]
	[ "$(grep -c '<figure class="qr">' "$page")" = 7 ]
	expect_in ../site/kiosk/index.html 'outside-words">https://mark.example/<' 'outside-words">a@b.example<' 一楼查阅点 请问三号窗口 '需要带走，可以打印<'
	for text in 'rel="alternate"' '.json"' '.csv"' 'download' 'id="citation"' 'application/ld+json' '<meta name="SiteName"'; do
		if grep -rlF "$text" ../site/kiosk; then echo "the kiosk has $text"; return 1; fi
	done
	# what was withdrawn is neither shown nor searched
	page=$(find ../site/kiosk/doc -name b.html)
	expect_in "$page" 有误
	run grep -rl -e 秘密 -e secret.example ../site
	[ "$status" -eq 1 ] || { printf '%s\n' "$output"; false; }
	if grep -F form.pdf "$page"; then echo 'the attachment of what was withdrawn'; return 1; fi
	sed -i '1a address: https://www.b.example/x' site.yml
	commit
	build
	run walk ../site
	[ "${#lines[@]}" -eq 1 ]
	expect_in "$page" '<link rel="canonical" href="https://www.b.example/x/doc/'
	expect_in ../site/kiosk/index.html '<link rel="canonical" href="https://www.b.example/x/index.html">' 用手机扫码
	if grep -q outside-ask "$page"; then return 1; fi
	if grep -rl 'rel="canonical" href="[^"]*/kiosk/' ../site; then return 1; fi
	if grep -rl kiosk ../site/sitemap*; then return 1; fi
}

@test "the frame of the kiosk is on each of its pages, and what changes with the day on two" {
	everything
	file lua/strings/zh-Hans.lua <<<'return merge(inherited, {kiosk_ask = "问<"})'
	commit
	build
	# The screen on the wall is nobody's to touch.
	for page in $(find ../site/kiosk -name '*.html' ! -name wall.html); do
		expect_in "$page" 'data-idle="90" data-question="20" data-stale-days="30"' '<nav class="kiosk-bar"' 'class="kiosk-home"' \
			'state.js" defer' 'theme/style/kiosk.css'
		grep -q 'id="size-large"[^>]* checked' "$page"
	done
	expect_in ../site/kiosk/state.js '"copied":"2024-01-01"' '"title":"甲"' '"ask":"问\u003c"'
	expect_in ../site/kiosk/index.html 2024-01-01
	# Another day, and nothing else: two files.
	cp -R ../site ../before
	GIT_COMMITTER_DATE='2024-03-01T00:00:00Z' git commit -q --allow-empty -m later
	build
	run bash -c 'diff -rq ../before ../site | grep -v manifest.sha256'
	[ "${#lines[@]}" -eq 2 ]
	[[ $output == *kiosk/index.html* && $output == *kiosk/state.js* ]]
}

@test "the web edition is the same with the kiosk and without" {
	everything
	commit
	build --profile web
	[ ! -e ../site/kiosk ]
	cp -R ../site ../web
	build --profile kiosk
	run bash -c 'diff -r ../web ../site | grep -v "^[<>0-9-]"'
	expect_said 'Only in ../site: kiosk'
	[ "${#lines[@]}" -eq 2 ] || { echo "$output"; false; } # and the manifest at the top
	sed -i '/^kiosk/d' site.yml
	commit
	build
	diff -r ../web ../site
}

@test "a profile is an option that a build remembers" {
	everything
	sed -i '/^kiosk/d' site.yml
	step
	[ ! -e ../new/site/kiosk ]
	step --profile kiosk
	[ -e ../new/site/kiosk/index.html ]
	agree
	[ ! -e ../new/site/kiosk ]
	agree --profile kiosk
	[ -e ../inc/site/kiosk/state.js ]
	agree --profile web
	[ ! -e ../inc/site/kiosk ]
	build --profile stick
	expect_status 2
	expect_said '--profile takes web or kiosk'
}

@test "a kiosk built on what there is equals one that is built anew" {
	everything
	step
	changed a
	# settings of it
	sed -i 's/^kiosk:.*/kiosk: {idle_seconds: 60, text_size: largest}/' site.yml
	step
	grep -q 'data-idle="60"' "$(kiosk_page a)"
	grep -q 'id="size-largest"[^>]* checked' "$(kiosk_page a)"
	cmp "$(page was a)" "$(page new a)"
	# an address, a file, a number in running text
	sed -i '1a address: https://www.b.example/x' site.yml
	step
	printf '%%PDF-1.4 more\n' >form.pdf
	step
	changed a
	git rm -q b.md
	step
	document c '示府办〔2024〕3号' '见示府办〔2024〕1号，<https://new.example/>。' 'topics: 供水'
	document d '示府办〔2024〕1号' '正文。' 'topics: 供水'
	step
	grep -q 'https://new.example/' "$(kiosk_page c)"
	git mv d.md e.md
	step
	# a page of the kiosk alone
	file lua/pages.lua <<-'L'
		local pages = map(inherited, function(page) return page end)
		table.insert(pages, {name = "hall", url = "hall.html", view = "site-map", edition = "kiosk",
		  label = label("大厅", "大廳", "Hall"), selections = {pages = {pages = true}}})
		return pages
	L
	step
	[ -e ../new/site/kiosk/hall.html ]
	grep -q canonical ../new/site/kiosk/site-map.html
	none grep -q canonical ../new/site/kiosk/hall.html
	[ ! -e ../new/site/hall.html ]
	# no kiosk any more
	sed -i '/^kiosk/d' site.yml
	step
	[ ! -e ../new/site/kiosk ]
}

@test "what is wrong with a kiosk is told with its line, and a document's trouble once" {
	everything
	sed -i 's/^kiosk:.*/kiosk:\n  idle_seconds: 5\n  sound: loud/' site.yml
	commit
	build
	expect_status 1
	expect_said 'site.yml:6: error:' "'idle_seconds' must be a whole number from 30 to 3600" 'site.yml:7: error:' "'sound' is no setting of the kiosk"
	sed -i '/^  /d; s/^kiosk:.*/kiosk: yes/' site.yml
	sed -i 's/kind: column/kind: nothing/' a.md
	commit
	build
	[ "$(grep -c 'a.md.*\[chart/' <<<"$output")" = 1 ]
}
