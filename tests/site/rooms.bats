#!/usr/bin/env bats
# What a reading place has besides its touch screen: the screen on the wall, what is printed, and how it is set up.
load helpers

setup() {
	new_repository
	site=$BATS_TEST_TMPDIR/site
	kiosk=$site/kiosk
	file site.yml <<-'Y'
		name: 站
		address: https://www.example.gov.cn/xxgk/
		kiosk: {name: 甲馆查阅点, desk: 一楼服务台}
	Y
}

# document FILE TITLE LINE …: with these lines of front matter
document() {
	local path=$1 title=$2
	shift 2
	{
		printf -- '---\ntitle: %s\n' "$title"
		printf '%s\n' "$@"
		printf -- '---\n\n正文\n'
	} | file "$path"
}

@test "the screen on the wall shows what is new, what is asked and what happened in the topics, and has no link" {
	document a.md 甲 'published_on: 2024-05-02' 'number: 示府办〔2024〕5号' 'summary: 第一句。第二句。' 'topics: 水'
	document b.md 乙 'kind: consultation' 'published_on: 2024-04-01' 'opens_on: 2024-04-01' 'closes_on: 2024-04-30'
	document c.md 丙 'published_on: 2024-05-01' 'withdrawn: {date: 2024-06-01, reason: 重发}'
	commit
	build --quiet
	expect_status 0
	expect_in "$kiosk/wall.html" '<h2>甲</h2>' '第一句。</p>' '示府办〔2024〕5号' 'data-from="2024-04-01" data-until="2024-04-30"' \
		'<dt>水</dt><dd>甲' '甲馆查阅点'
	[ "$(grep -c '<figure class="qr">' "$kiosk/wall.html")" -eq 2 ]
	if grep -E '第二句|丙|<a |<button|<input|rel="canonical"' "$kiosk/wall.html"; then return 1; fi
	sed -i '/address/d' site.yml
	commit
	build --quiet
	if grep 'class="qr"' "$kiosk/wall.html"; then return 1; fi
}

@test "sheets for the wall and the rack stand in the kiosk alone, and lead nowhere that is not there" {
	document places/a.md 甲馆查阅点 'kind: place' 'address: 书香路 1 号' 'hours: 工作日' 'telephone: 0000-1'
	document places/b.md 乙馆查阅点 'kind: place' 'address: 文档街 2 号'
	document guides/use.md 怎样查阅 'kind: guide' 'guide_type: 查阅点使用指南'
	document guides/bus.md 公交卡 'kind: guide' 'guide_type: 办事指南'
	document rules/a.md 守则 'kind: rule'
	document a.md 本月的 'published_on: 2024-05-02'
	document b.md 上月的 'published_on: 2024-03-02'
	commit
	build --quiet
	expect_status 0
	expect_in "$kiosk/print/sign.html" '甲馆查阅点' '书香路 1 号' '0000-1'
	if grep 文档街 "$kiosk/print/sign.html"; then return 1; fi
	expect_in "$kiosk/print/request.html" 第二十七条 第三十条 第三十二条 第三十三条 第三十六条 '7 个工作日' '15 个工作日' '20 个工作日'
	expect_in "$kiosk/print/month.html" 2024年5月 本月的
	expect_in "$kiosk/print/month-before.html" 2024年3月 上月的
	expect_in "$kiosk/print/month-large.html" 2024年5月 本月的 large
	if grep 上月的 "$kiosk/print/month.html"; then return 1; fi
	[ "$(find "$kiosk/print/doc" -name '*.html' | wc -l)" -eq 2 ]
	for title in 怎样查阅 守则; do grep -rqF "<h1>$title</h1>" "$kiosk/print/doc"; done
	[ ! -e "$site/print" ] && [ ! -e "$site/wall.html" ]
	if grep -rlE '"[^"]*(print/|wall\.html)' "$site" --include='*.html' | grep -v "^$kiosk/"; then return 1; fi
	expect_in "$kiosk/index.html" 'href="print/index.html"'
	expect_in "$kiosk/site-map.html" 'href="print/index.html"'
	if grep -rl 'wall\.html"' "$kiosk"; then return 1; fi
	grep -ohE 'href="[^"#]*' "$kiosk"/print/*.html | cut -c7- | sort -u | while read -r url; do
		[ -e "$kiosk/print/$url" ] || { echo "$url is not there"; return 1; }
	done
}

@test "the sign of a site that describes no place has what the settings say" {
	file site.yml <<<$'name: 站\nkiosk: true\ncontact: {hours: 每天, telephone: 0000-9}'
	document a.md 甲
	commit
	build --quiet
	expect_in "$kiosk/print/sign.html" '<h2>站</h2>' 每天 0000-9
}

@test "a document of the kiosk is printed with a slip, that of the web is not" {
	document a.md 甲 'number: 示府办〔2024〕5号' 'id: jia'
	commit
	build --quiet
	page=$(find "$kiosk/doc" -name jia.html)
	expect_in "$page" 'class="print-slip"' 'data-slip-number></b>' '示府办〔2024〕5号' '<dd>jia</dd>' \
		"<dd>https://www.example.gov.cn/xxgk/${page#"$kiosk/"}</dd>" '甲馆查阅点' '一楼服务台'
	[ "$(sed -n '/class="print-slip"/,/<\/section>/p' "$page" | grep -c '<svg')" -eq 1 ]
	if grep -r print-slip "$site/doc"; then return 1; fi
	sed -i '/address/d' site.yml
	commit
	build --quiet
	[ "$(sed -n '/class="print-slip"/,/<\/section>/p' "$page" | grep -c '<svg')" -eq 0 ]
}

@test "an old sheet of a month stays, and what is new is there as if all were built anew" {
	document a.md 甲 'published_on: 2024-05-02'
	document b.md 乙 'published_on: 2024-04-02'
	commit
	build --quiet
	before=$(sha256sum <"$kiosk/print/month-before.html")
	document c.md 丙 'published_on: 2024-05-03'
	commit
	build --quiet
	[ "$before" = "$(sha256sum <"$kiosk/print/month-before.html")" ]
	expect_in "$kiosk/print/month.html" 甲 丙
	chayue build . --out "$BATS_TEST_TMPDIR/fresh" --fresh --quiet
	diff -r "$site" "$BATS_TEST_TMPDIR/fresh"
}

# ---- what the handbook has of it

extract_setup() {
	local line path='' inside=''
	while IFS= read -r line; do
		if [ -n "$inside" ]; then
			if [ "$line" = '```' ]; then inside='' path=''; else printf '%s\n' "$line" >>"$path"; fi
		elif [[ $line == '文件：`'*'`' ]]; then
			path=${line#*\`}
			path=../${path%\`}
			mkdir -p "$(dirname "$path")"
			: >"$path"
		elif [ -n "$path" ] && [[ $line == '```'* ]]; then
			inside=yes
		fi
	done <"$BATS_TEST_DIRNAME/../../content/handbook/zhongduan.md"
}

@test "the policy of the handbook is JSON that opens the kiosk alone; the unit and the script can be read" {
	extract_setup
	jq -e '.URLBlocklist == ["*"] and (.URLAllowlist | length > 0 and all(test("^(file:///srv/chayue/site/kiosk/$|chrome(-untrusted)?://print$)")))' \
		../etc/chromium/policies/managed/chayue.json
	unit=../etc/systemd/system/chayue-kiosk.service
	for section in Unit Service Install; do expect_in "$unit" "[$section]"; done
	expect_in "$unit" /usr/bin/cage /usr/bin/chromium --kiosk --incognito --kiosk-printing --enable-speech-dispatcher 'file:///srv/chayue/site/${PAGE}'
	if command -v systemd-analyze >/dev/null; then
		# Programs that are not installed here are no fault of the unit.
		run systemd-analyze verify "$unit"
		if grep -E 'chayue-kiosk\.service:[0-9]+:' <<<"$output"; then return 1; fi
	fi
	sh -n ../usr/local/sbin/chayue-renew
	[ -s ../lua/views/kiosk-wall.lua ]
}

@test "the script of the handbook shows a new copy whole, and what is damaged not at all" {
	command -v rsync >/dev/null || skip 'there is no rsync'
	extract_setup
	renew() { CHAYUE_FOLDER=$BATS_TEST_TMPDIR/srv run sh ../usr/local/sbin/chayue-renew "$@"; }
	mkdir -p "$BATS_TEST_TMPDIR/srv"
	document a.md 甲
	commit
	build --quiet
	renew "$site/"
	[ "$status" -eq 0 ]
	[ "$(readlink "$BATS_TEST_TMPDIR/srv/site")" = 1 ]
	diff -r "$site" "$BATS_TEST_TMPDIR/srv/site/"
	document b.md 乙
	commit
	build --quiet
	renew "$site"
	[ "$(readlink "$BATS_TEST_TMPDIR/srv/site")" = 2 ]
	diff -r "$site" "$BATS_TEST_TMPDIR/srv/site/"
	printf x >>"$kiosk/index.html"
	renew "$site"
	[ "$status" -eq 1 ]
	[ "$(readlink "$BATS_TEST_TMPDIR/srv/site")" = 2 ]
	rm "$kiosk/index.html"
	renew "$site"
	[ "$status" -eq 1 ]
	[ "$(readlink "$BATS_TEST_TMPDIR/srv/site")" = 2 ]
}

@test "the wall stays longer when the site's own Lua says so, as the handbook has it" {
	extract_setup
	mkdir -p lua/views
	cp ../lua/views/kiosk-wall.lua lua/views/
	document a.md 甲
	commit
	build --quiet
	expect_status 0
	expect_in "$kiosk/wall.html" 'data-seconds="20"'
}
