#!/usr/bin/env bats
# As incremental.bats: what seldom happens to a site.
load helpers
load both_ways

@test "a relation gets another name for its other end, under the same words" {
	document b '' '正文。' 'amends: a'
	file lua/views/document.lua <<-'L'
		local own = inherited
		return function(input)
		  local page = own(input)
		  for _, tie in ipairs(input.ties) do
		    page.doc.title = page.doc.title .. tie.relation
		  end
		  return page
		end
	L
	step
	file lua/relations.lua <<-'L'
		return map(inherited, function(relation)
		  return relation.inverse == "amended_by" and merge(relation, {inverse = "changed_by"}) or relation
		end)
	L
	step
	changed a
}

@test "a file takes the place of a folder, and makes way for it" {
	file site.yml <<<$'name: 示例站\ntheme: own'
	file themes/own/style/print <<<'x'
	step
	git rm -q themes/own/style/print
	file themes/own/style/print/a4 <<<'x'
	step
	git rm -q themes/own/style/print/a4
	file themes/own/style/print <<<'x'
	step
	[ ! -s ../inc.said ] || [ "$(cat ../inc.said)" = 0 ]
}

# A worker that writes more than it may is killed, as one is for which there is no memory.
@test "what a killed worker left out is there after the next build of the same commit" {
	head -c 3000000 /dev/zero | file film.mp4
	document a '' '![片](film.mp4)'
	commit
	run bash -c "ulimit -f 2000; '$CHAYUE' build . --out ../inc/site --quiet --lang en"
	expect_status 1
	expect_said document/crash
	agree
	find ../inc/site/file -name '*.mp4' | grep -q .
}

@test "texts that a partial clone lacked are fetched" {
	local i
	{
		printf '# 标题\n\n'
		for i in 1 2 3 4 5 6 7 8 9; do printf '第%s条 供水单位应当保证水质。\n\n' "$i"; done
	} | file old.md
	commit
	sed 's/第9条/第十条/' old.md | file new.md
	git rm -q old.md
	commit
	git config uploadpack.allowFilter true
	mv "$PWD" ../origin
	git clone -q --filter=blob:none --no-local "file://$BATS_TEST_TMPDIR/origin" ../repository
	cd ../repository
	agree
	git fetch -q --refetch --no-filter
	agree
	none diff -r ../was/site/doc ../new/site/doc
}

@test "a commit gets other words alone" {
	step
	GIT_COMMITTER_DATE=$(git log -1 --format=%cI) git commit -q --amend -m 'other words'
	agree
	changed a
}

@test "a document goes over from one selection of a page to the next, and looks the same" {
	file site.yml <<<$'name: 示例站\ntheme: own'
	file themes/own/template/own.mustache <<<'{{text}}'
	file lua/views/own.lua <<-'L'
		local function titles(list)
		  return table.concat(map(unfold(list), function(entry) return entry.title end), ",")
		end
		return function(input)
		  return {text = titles(input.selections.first) .. ";" .. titles(input.selections.second)}
		end
	L
	file lua/pages.lua <<-'L'
		local all = map(inherited, function(page) return page end)
		all[#all + 1] = {name = "own", url = "own.html", view = "own", label = label("自", "自", "Own"), menu = false, selections = {
		  first = {kinds = {"notice"}, where = {topics = "供水"}, most = 9},
		  second = {kinds = {"notice"}, where = {topics = "排水"}, most = 9},
		}}
		return all
	L
	document a '' '正文。' 'topics: 供水'
	document b '' '正文。' 'topics: 排水'
	step
	grep -qx '标题a;标题b' ../new/site/own.html
	document b '' '正文。' 'topics: 供水'
	step
	grep -qx '标题a,标题b;' ../new/site/own.html
}

@test "a page fails, and comes back as it was" {
	step
	file lua/views/document.lua <<-'L'
		local own = inherited
		return function(input)
		  if input.document.title == "标题b" then error("no") end
		  return own(input)
		end
	L
	step
	[ -z "$(page new b)" ]
	step --strict
	git rm -q -r lua
	step --strict
	[ -n "$(page new b)" ]
}

@test "a document is withdrawn by its folder, and deleted" {
	file x/e.md <<<$'---\nid: e\ntitle: 戊\nsample: true\n---\n\n机密正文。'
	document a '' '见[戊](x/e.md)。' 'amends: e'
	step
	grep -q 机密正文 "$(page new e)"
	file site.yml <<<$'name: 示例站\ndefaults:\n  x/: {withdrawn: {date: 2024-05-01, reason: 甲}}'
	step
	none grep -rq 机密正文 ../inc/site
	file site.yml <<<$'name: 示例站\ndefaults:\n  x/: {withdrawn: {date: 2024-05-01, reason: 乙}}'
	step
	changed e
	git rm -q x/e.md
	step
	none grep -aq 机密正文 ../inc/.site.state
}

@test "what repeals a document gets another title" {
	document b '' '正文。' 'repeals: a'
	step
	sed -i 's/^title: .*/title: 新题/' b.md
	step
	changed a
	grep -q 新题 ../new/site/doc/*/*/a.json
}

@test "the second of two links leads where the first led" {
	document a '' '见[一](n.md)和[二](m.md)。'
	file n.md <<<$'---\nid: x\ntitle: 丁\nsample: true\n---\n\n正文。'
	step
	git rm -q n.md
	file m.md <<<$'---\nkind: guide\nguide_type: 办事指南\npublished_on: 2024-01-03\nsample: true\ntitle: 丁\nid: x\n---\n\n1. 另一篇文字，与前一篇毫不相干。\n2. 共两条。'
	step
	changed a
}
