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
	[ "$(marked "$(ls doc/*/*.html)")" = '' ]
}
