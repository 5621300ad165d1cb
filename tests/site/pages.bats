#!/usr/bin/env bats
# What pages say where only several documents, or a site's own Lua, bring it out.
load helpers

setup() {
	new_repository
	site=$BATS_TEST_TMPDIR/site
	printf "name: 试验站\n" | file site.yml
}

@test "what was withdrawn says so wherever it is listed, and its period and address are no longer given" {
	printf -- '---\ntitle: 甲\nid: a\nkind: consultation\nopens_on: 2024-01-01\ncloses_on: 2024-02-01\n%s\n---\n' \
		'withdrawn: {date: 2024-04-01, reason: 有误}' | file a.md
	printf -- '---\ntitle: 乙\nkind: place\naddress: 某路\nwithdrawn: {date: 2024-04-01, reason: 有误}\n---\n' | file b.md
	printf -- '---\ntitle: 丙\nimplements: [a]\n---\n\n文\n' | file c.md
	commit
	build
	expect_status 0
	[ "$(grep -c '<strong class="ended">已撤下</strong>' "$site/index.html")" -eq 2 ]
	expect_not_in "$site/index.html" 'data-clock="consultation"'
	expect_in "$site/places/index.html" '<strong class="ended">已撤下</strong>'
	expect_not_in "$site/places/index.html" '<dt>地址</dt>'
	expect_in "$(page_of 丙)" '<strong class="ended">已撤下</strong>'
}

@test "days between documents bear their sign, also where the dates run backwards" {
	printf -- '---\ntitle: 甲\nid: a\nwritten_on: 2013-01-01\n---\n\n文\n' | file a.md
	printf -- '---\ntitle: 乙\nid: b\nwritten_on: 2013-03-01\nforwards: [a]\n---\n\n文\n' | file b.md
	printf -- '---\ntitle: 丙\nid: c\nwritten_on: 2013-02-01\nforwards: [b]\n---\n\n文\n' | file c.md
	commit
	build
	expect_said relation/order
	expect_in "$site"/chain/*/*/a.html '>+59 天<' '>-28 天<' '距最初文件 31 天'
}

@test "a site without a site map or an index has no link to them" {
	printf '# 甲\n' | file a.md
	printf 'return filter(inherited, function(page) return page.name ~= "site-map" and page.name ~= "alphabet" end)\n' |
		file lua/pages.lua
	commit
	build
	expect_status 0
	[ ! -e "$site/site-map.html" ]
	run grep -rlE 'site-map.html|az/index.html' "$site"
	[ -z "$output" ]
}

@test "pages of a site's own Lua come out without selections and over any axis" {
	file lua/pages.lua <<-'LUA'
		return map(inherited, function(page) return merge(page, {selections = {}}) end)
	LUA
	file lua/axes.lua <<-'LUA'
		table.insert(inherited, {name = "checked", field = "sample", label = label("样", "樣", "Sample"), view = "list",
		  index_view = "terms"})
		return inherited
	LUA
	printf -- '---\ntitle: 甲\nsample: true\n---\n\n文\n' | file a.md
	commit
	build
	expect_status 0
	for page in index.html places/index.html data/index.html platform/rules.html site-map.html az/index.html; do
		[ -s "$site/$page" ]
	done
	expect_in "$site/list/checked/index.html" 'href="../../list/checked/true/index.html">是<'
}

@test "site maps of a site's own folders do not meet those of years" {
	printf 'address: https://www.example.gov.cn/\n' | file site.yml
	file lua/pages.lua <<-'LUA'
		for place, folder in ipairs {"pages", "2024", "1"} do
		  table.insert(inherited, merge(inherited[1], {name = "own" .. place, url = folder .. "/own.html"}))
		end
		return inherited
	LUA
	printf -- '---\ntitle: 甲\npublished_on: 2024-01-01\n---\n\n文\n' | file a.md
	commit
	build
	expect_status 0
	for page in 2024/own.html pages/own.html 1/own.html index.html list/years/index.html doc/s/a/a.html; do
		[ "$(grep -rlF "<loc>https://www.example.gov.cn/$page</loc>" "$site/sitemap" | wc -l)" -eq 1 ]
	done
}

@test "a site whose front fails is told so, and the old one stays" {
	file site.yml <<<'name: 站'
	file a.md <<<'# 甲'
	commit
	build
	expect_status 0
	before=$(digest ../site)
	file lua/views/home.lua <<<'return function() error("no front") end'
	commit
	build
	expect_status 1
	expect_said build/front 'no front'
	[ "$before" = "$(digest ../site)" ]
}

@test "where the public address is known, a document bears it as a picture and in its citation" {
	file site.yml <<<$'name: 站\naddress: https://www.example.gov.cn/xxgk'
	file a.md <<<$'# 甲\n\n[乙](b.md)'
	file b.md <<<'# 乙'
	commit
	build
	expect_status 0
	page=$(page_of 甲)
	url=https://www.example.gov.cn/xxgk/${page##*/site/}
	expect_in "$page" '<figure class="qr"><svg' "<link rel=\"canonical\" href=\"$url\">" "<span class=\"address\">$url</span>"
	expect_in "$page" 'data-address="https://www.example.gov.cn/xxgk/doc/'
	file site.yml <<<'name: 站'
	commit
	build
	expect_not_in "$page" 'class="qr"'
	expect_in "$page" 'data-address="doc/'
}

@test "a block of the platform stands without the other blocks, over any axis" {
	file lua/pages.lua <<'L'
return {
  {name = "home", url = "index.html", view = "home", label = label("首", "首", "H"), selections = {newest = {most = 5}}},
  {name = "rules", url = "platform/rules.html", view = "block", label = label("制度", "制度", "Rules"),
    selections = {classes = {axis = "kinds"}}},
}
L
	file site.yml <<<'name: 站'
	file a.md <<<'# 甲'
	commit
	build
	expect_status 0
	expect_in ../site/platform/rules.html 'href="../list/kinds/index.html"' '<h1>制度</h1>'
	expect_not_in ../site/platform/rules.html guide.html
}

@test "a page can be given the documents of one month, and the lists with the newest documents" {
	file lua/pages.lua <<-'LUA'
		table.insert(inherited, {name = "own", url = "own.html", view = "own", label = label("自", "自", "Own"), selections = {
		  first = {month = 1, most = 9}, second = {month = 2, most = 1}, third = {month = 3, most = 9}, news = {axis = "topics", news = true, most = 2},
		}})
		return inherited
	LUA
	file lua/views/own.lua <<-'LUA'
		local function titles(list)
		  return table.concat(map(unfold(list), function(item) return item.axis and "#" .. item.label or item.title end), ",")
		end
		return function(input)
		  local all = input.selections
		  return {text = titles(all.first) .. ";" .. titles(all.second) .. ";" .. titles(all.third) .. ";" .. titles(all.news)}
		end
	LUA
	mkdir -p themes/own/template
	printf '{{text}}\n' >themes/own/template/own.mustache
	file site.yml <<<$'name: 站\ntheme: own'
	for each in 甲:2024-05-31:水 乙:2024-05-01:火 丙:2023-12-30:水 丁:2023-12-01:木 戊::木; do
		IFS=: read -r title day topic <<<"$each"
		printf -- '---\ntitle: %s\n%s\ntopics: %s\n---\n\n文\n' "$title" "${day:+published_on: $day}" "$topic" | file "$title.md"
	done
	commit
	build --quiet
	expect_status 0
	[ "$(cat "$site/own.html")" = '甲,乙;戊;丙,丁;#水,甲,#火,乙' ]
	rm 戊.md
	commit
	build --quiet
	[ "$(cat "$site/own.html")" = '甲,乙;丙;;#水,甲,#火,乙' ]
}
