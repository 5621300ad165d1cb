#!/usr/bin/env bats
# What stands around every page: the menu and the foot.
load helpers

setup() {
	new_repository
	file a.md <<-'M'
		---
		id: a
		title: 甲
		topics: [水]
		---
		正文
	M
}

# marked PAGE: the menu items that are marked, and as what
marked() {
	sed -n '/<nav class="menu"/,/<\/nav>/p' "$BATS_TEST_TMPDIR/site/$1" |
		sed -n 's/.*aria-current="\([a-z]*\)">\([^<]*\).*/\1 \2/p'
}

@test "the menu marks the page one is on, or the part one is in; documents mark nothing" {
	commit
	build
	expect_status 0
	cd ../site
	[ "$(marked index.html)" = 'page 首页' ]
	[ "$(marked list/topics/index.html)" = 'page 专题' ]
	[ "$(marked "$(ls list/topics/*/index.html)")" = 'true 专题' ]
	[ "$(marked platform/index.html)" = 'page 政府信息公开' ]
	[ "$(marked platform/guide.html)" = 'true 政府信息公开' ]
	[ "$(marked az/index.html)" = 'page 音序索引' ]
	[ "$(marked site-map.html)" = '' ]
	[ "$(marked "$(ls doc/*/*/*.html)")" = '' ]
}

@test "the foot shows what site.yml says there, addresses as text; nothing opens a new window" {
	cat >>a.md <<<'[国务院](https://www.gov.cn/)'
	file site.yml <<-'M'
		organ: 某市政府办
		site_id_code: "9900000001"
		contact: {telephone: 0000-1}
		footer:
		  note: 说明一句
		  icp: 备一号
		  police: 公一号
		  government_site: https://mark.example/
		  report_error: https://fault.example/?site=1&x=2
	M
	commit
	build
	expect_status 0
	for page in ../site/index.html "$(page_of 甲)"; do
		foot=$(sed -n '/<footer/,/<\/footer>/p' "$page")
		for text in '<dd>某市政府办</dd>' '<dd>9900000001</dd>' '<dd>0000-1</dd>' '>说明一句<' '<dd>备一号</dd>' '<dd>公一号</dd>' \
			'党政机关网站标识</dt><dd><a href="https://mark.example/">https://mark.example/</a>' \
			'我为政府网站找错</dt><dd><a href="https://fault.example/?site=1&amp;x=2">https://fault.example/?site=1&amp;x=2</a>'; do
			grep -qF -- "$text" <<<"$foot" || { echo "absent: $text"; return 1; }
		done
		expect_not_in "$page" 'target='
	done
	# What leads out of the site is marked by the style, and is a plain link without it.
	expect_in "$(page_of 甲)" '<a class="outside" href="https://www.gov.cn/">国务院</a>'
	grep -qF '.outside::after' ../site/theme/style/site.css
}
