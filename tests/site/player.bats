#!/usr/bin/env bats
# A recording in a paragraph of its own becomes a player with all that lies beside it; what is missing is told.
load helpers
load both_ways

samples=$BATS_TEST_DIRNAME/../unit/media

# captions FILE TEXT …: one of a second for each text
captions() {
	local name=$1 second=1 text
	shift
	mkdir -p "$(dirname "$name")"
	printf 'WEBVTT\n' >"$name"
	for text in "$@"; do
		printf '\n00:0%d.000 --> 00:0%d.000\n%s\n' "$second" $((second + 1)) "$text" >>"$name"
		second=$((second + 1))
	done
}

recording() {
	mkdir -p media
	cp "$samples/$1" "media/$2"
}

# file_of PAGE PATTERN: the file that this part of the page leads to
file_of() {
	local link
	link=$(grep -oE "$2" "$1" | head -n 1 | grep -oE '(src|href|poster)="[^"#]*' | cut -d'"' -f2)
	echo "$(dirname "$1")/$link"
}

@test "a video has controls, captions, poster, length, size and transcript, and all of it is in the site" {
	recording film.webm x.webm
	captions media/x.vtt '<v 馆长>能。' '一&amp;二'
	captions media/x.en.vtt Yes
	printf 'picture' >media/x.jpg
	document a '' $'先。\n\n![查阅<三步>](media/x.webm "三步")\n\n后。'
	commit
	build
	expect_status 0
	expect_not_said '[media/'
	page=$(page_of 标题a)
	expect_in "$page" '<figure class="player" id="player-1">' '<video controls preload="none" aria-label="查阅&lt;三步&gt;"' \
		'type="video/webm"' 'srclang="zh-Hans" label="中文（简体）"' 'srclang="en" label="English"' '三步</span>' '2 秒，6 KB' \
		'data-from="1" data-to="2"' '#t=1">0:01</a>' '<b>馆长</b>：能。' '一&amp;二'
	expect_not_in "$page" autoplay
	cmp "$(file_of "$page" '<source src="[^"]*"')" media/x.webm
	cmp "$(file_of "$page" ' poster="[^"]*"')" media/x.jpg
	cmp "$(file_of "$page" 'src="[^"]*" srclang="zh-Hans"')" media/x.vtt
	cmp "$(file_of "$page" 'src="[^"]*" srclang="en"')" media/x.en.vtt
	[ "$(sed -n '/id="text"/,$p' "$page" | grep -oE '先。|<video |后。' | tr -d '\n ')" = '先。<video后。' ]
}

@test "a sound has its transcript by lines, and only pages with players load what those need" {
	recording tone.opus x.opus
	printf '\xef\xbb\xbf　　第一段<b>。\r\n\r\n第二段。' >media/x.txt
	document a '' '![录音](media/x.opus)'
	commit
	build
	expect_status 0
	page=$(page_of 标题a)
	expect_in "$page" '<audio controls preload="none" aria-label="录音">' 'type="audio/ogg"' '3 秒，5 KB' '<p>第一段&lt;b&gt;。</p>' \
		'<p>第二段。</p>' theme/style/player.css theme/script/player.js
	[ -s ../site/theme/style/player.css ] && [ -s ../site/theme/script/player.js ]
	expect_not_in "$(page_of 标题b)" player
	[ -z "$(find ../site -name '*.txt' -path '*/file/*')" ]
}

@test "what those who cannot hear would miss is told with the file to add" {
	recording film.mp4 x.mp4
	recording tone.mp3 y.mp3
	document a '' $'![录像](media/x.mp4)\n\n![录音](media/y.mp3)\n\n一句![录音](media/y.mp3)话'
	commit
	chayue check .
	expect_status 0
	expect_said 'a.md:8: warning: ' '[media/captions]' 'beside it as x.vtt' 'a.md:10: warning: ' '[media/transcript]' 'y.txt' \
		'a.md:12: warning: ' '[media/inline]'
}

@test "captions with mistakes are told with their line, and the good ones are shown" {
	recording film.webm x.webm
	printf 'WEBVTT\n\n00:01.000 --> 00:02.000\n对\n\n00:00:03,000 --> 00:00:04,000\n错\n' >media/x.vtt
	document a '' '![录像](media/x.webm)'
	commit
	build
	expect_status 1
	expect_said 'media/x.vtt:6: error: ' '[captions/time]'
	expect_in "$(page_of 标题a)" '<span>对</span>'
	expect_not_in "$(page_of 标题a)" '<span>错</span>'
}

@test "a transcript that is a document is linked to, and the document itself says that it is one" {
	recording tone.mp3 x.mp3
	document media/x '' '![录音](x.mp3)'
	document b '' '![录音](media/x.mp3)'
	sed -i 's|^id: media/x|id: x|' media/x.md
	commit
	build
	expect_status 0
	expect_not_said '[media/'
	expect_in "$(page_of 标题media/x)" 文字稿见本页正文
	expect_in "$(page_of 标题b)" '文字稿：<a href="../../../doc/'
	expect_not_in "$(page_of 标题b)" 文字稿见本页正文
}

@test "a transcript that nobody can read is told" {
	recording tone.mp3 x.mp3
	document b '' '![录音](media/x.mp3)'
	printf -- '---\ntitle: 草稿\ndraft: true\n---\n\n未定。\n' >media/x.md
	commit
	build
	expect_status 0
	expect_said 'b.md:' 'the transcript media/x.md is a draft or was withdrawn' '[media/transcript]'
	sed -i 's/^draft: true/withdrawn: {date: 2024-02-02, reason: 更正}/' media/x.md
	commit
	build
	expect_said 'the transcript media/x.md is a draft or was withdrawn'
	sed -i '/^withdrawn/d' media/x.md
	commit
	build
	expect_not_said '[media/'
}

@test "what lies beside a recording comes, changes and goes, and the page with it" {
	recording film.webm x.webm
	document a '' '![录像](media/x.webm)'
	step
	captions media/x.vtt 一
	step
	grep -rqF '<span>一</span>' ../new/site/doc
	captions media/x.vtt 二
	step
	grep -rqF '<span>二</span>' ../new/site/doc
	printf 'WEBVTT\n\nwrong --> wrong\n' >media/x.vtt
	step
	grep -qF '[captions/time]' ../new.said
	document b '' 另一件事。
	step
	captions media/x.vtt 三
	printf 'picture' >media/x.png
	printf '文字' >media/x.txt
	step
	printf '改了' >media/x.txt
	step
	grep -rqF '<p>改了</p>' ../new/site/doc
	git mv media/x.txt media/x.md
	step
	printf -- '---\ntitle: 实录\n---\n\n改了\n' >media/x.md
	step
	grep -rqF '">实录</a></p>' ../new/site/doc
	recording tone.opus x.webm
	step
	git rm -q media/x.md media/x.vtt media/x.png
	step
	expect_not_in "$(grep -rl 'class="player"' ../new/site/doc)" '<track'
}
