#!/usr/bin/env bats
# Histories that are known to be dangerous for a build that does only what changed. After each step the site that was built
# on what there was equals one that is built anew: names, bytes, exit code, and what was said. tests/property looks for more.
load helpers
load both_ways

@test "a number in running text gets its document later, and the document leaves again" {
	document a '' '依据示府办〔2024〕9号执行。'
	step
	document d '示府办〔2024〕9号' '正文。'
	step
	changed a
	unchanged b
	grep -q 'd.html' "$(page new a)"
	git rm -q d.md
	step
	changed a
	none grep -q 'd.html' "$(page new a)"
}

@test "a relation names what comes later, and what goes and comes back" {
	document a '' '正文。' 'implements: 示府办〔2024〕9号'
	step
	document d '示府办〔2024〕9号' '正文。'
	step
	changed a
	git mv d.md e.md
	step
	git rm -q e.md
	step
	changed a
	document d '示府办〔2024〕9号' '正文。'
	step
	changed a
}

@test "the last and the first of a list come and go, over the end of a page of thirty" {
	local i
	for i in $(seq -w 1 26); do document "n$i" '' '正文。' 'topics: 供水'; done
	step
	none eval 'find ../new/site/list/topics -name 1.html | grep -q .'
	for i in 27 28 29 30 31 32; do
		document "n$i" '' '正文。' 'topics: 供水'
		step
	done
	find ../new/site/list/topics -name 1.html | grep -q .
	git rm -q n01.md
	step
	git rm -q n32.md
	step
	git rm -q n31.md n30.md n29.md
	step
}

@test "the only document of a topic comes and goes" {
	step
	document a '示府办〔2024〕1号' '正文。' 'topics: 供水'
	step
	changed a
	document a '示府办〔2024〕1号' '正文。' 'topics: 用水'
	step
	document a '示府办〔2024〕1号' '正文。'
	step
	none grep -rq 用水 ../new/site/list
}

@test "the document of a topic is renamed, retitled, deleted" {
	document a '' '正文。' 'topics: 供水'
	file topics/water.md <<<$'---\nid: w\nkind: topic\ntitle: 供水\nsample: true\n---\n\n导读。'
	step
	git mv topics/water.md topics/supply.md
	step
	changed w
	file topics/supply.md <<<$'---\nid: w\nkind: topic\ntitle: 用水\nsample: true\n---\n\n导读。'
	step
	changed w
	none diff -r ../was/site/list ../new/site/list
	git rm -q topics/supply.md
	step
}

@test "the title of a neighbour changes, and its date" {
	document a '' '正文。' 'published_on: 2024-01-01'
	sed -i '/^published_on: 2024-01-02/d' a.md
	document c '' '正文。' 'published_on: 2024-01-03'
	sed -i '/^published_on: 2024-01-02/d' c.md
	step
	sed -i 's/^title: .*/title: 新题/' b.md
	step
	changed a b c
	sed -i 's/^published_on: .*/published_on: 2024-01-09/' b.md
	step
	changed a b c
}

@test "a document is withdrawn and restored, with what others tell of it" {
	document a '' '见[乙](b.md)。' 'interprets: b' 'kind: interpretation'
	document b '示府办〔2024〕2号' '![图](b.png)' 'topics: 供水' 'summary: 概述乙。'
	file b.png <<<'png'
	step
	document b '示府办〔2024〕2号' '![图](b.png)' 'topics: 供水' 'summary: 概述乙。' 'withdrawn: {date: 2024-05-01, reason: 含个人信息}'
	step
	changed b
	none grep -rq 概述乙 ../new/site --include='*.html'
	git rm -q b.png
	step
	git revert -n HEAD HEAD~1
	step
	grep -q 概述乙 "$(page new b)"
}

@test "an id is taken over by another file, which others name" {
	document a '' '正文。' 'amends: b'
	step
	git mv b.md old.md
	sed -i 's/^id: b/id: z/' old.md
	document b '示府办〔2024〕7号' '另一份。'
	step
	changed b a
	git rm -q b.md
	git mv old.md b.md
	sed -i 's/^id: z/id: b/' b.md
	step
	changed b a
}

@test "two documents have one id, and then one of them" {
	step
	document c '' '另一份。'
	sed -i 's/^id: c/id: a/' c.md
	step
	git rm -q a.md
	step
	git checkout -q HEAD~1 -- a.md
	step
}

@test "a branch that edits meets one that renames" {
	sed -i '/^id:/d' a.md
	step
	git checkout -q -b side
	git mv a.md moved.md
	step
	git checkout -q main
	printf '\n又一段。\n' >>a.md
	commits=10
	step
	GIT_AUTHOR_DATE='1704200000 +0000' GIT_COMMITTER_DATE='1704200000 +0000' git merge -q -m merge side
	[ -e moved.md ]
	grep -q 又一段 moved.md
	agree
	agree --ref side
	agree --ref HEAD~1
	agree
}

@test "a shallow clone is filled up, and cut off again" {
	sed -i '/^id:/d' a.md
	commit
	git mv a.md moved.md
	commit
	printf '\n又一段。\n' >>moved.md
	commit
	git rev-parse HEAD~1 >.git/shallow
	agree
	rm .git/shallow
	agree
	none diff -r ../was/site/doc ../new/site/doc
	git rev-parse HEAD >.git/shallow
	agree
}

@test "an octopus of three" {
	step
	local name
	for name in a b c; do
		git checkout -q -b "side-$name" main
		printf '\n%s。\n' "$name" >>"$name.md"
		commit
	done
	git checkout -q main
	GIT_AUTHOR_DATE='1704300000 +0000' GIT_COMMITTER_DATE='1704300000 +0000' git merge -q -m merge side-a side-b side-c
	agree
	changed a b c
}

@test "two files swap their names, with ids and without" {
	sed -i '/^id:/d' a.md b.md
	step
	git mv a.md x.md
	git mv b.md a.md
	git mv x.md b.md
	step
	document d '' '正文。'
	document e '' '另一份正文。'
	step
	git mv d.md x.md
	git mv e.md d.md
	git mv x.md e.md
	step
}

@test "a commit is reverted, amended, reset, and replaced by a history of its own" {
	step
	sed -i 's/正文/新文/' a.md
	git mv b.md d.md
	step
	changed a
	git revert -n HEAD
	step
	changed a
	unchanged c
	sed -i 's/正文/再文/' c.md
	git add -A
	git commit -q --amend -m amended
	agree
	git reset -q --hard HEAD~1
	agree
	git checkout -q --orphan fresh
	git rm -q --cached -r .
	rm b.md 2>/dev/null || true
	step
	git checkout -q main
	agree
}

@test "a chain grows at its root and is cut in its middle" {
	document a '示府办〔2024〕1号' '正文。' 'forwards: 省府办〔2023〕1号' 'written_on: 2024-01-01'
	document b '示府办〔2024〕2号' '正文。' 'implements: a' 'written_on: 2024-01-02'
	step
	document p '省府办〔2023〕1号' '正文。' 'forwards: 国办发〔2023〕1号' 'written_on: 2023-06-01'
	step
	changed a b
	document s '国办发〔2023〕1号' '正文。' 'written_on: 2023-01-01'
	step
	changed a b p
	sed -i '/^forwards/d' p.md
	step
	changed a b p s
}

@test "a number appears twice, and once again" {
	document a '' '依据示府办〔2024〕2号执行。' 'implements: 示府办〔2024〕2号'
	step
	document d '示府办〔2024〕2号' '另一份。'
	step
	changed a
	git rm -q b.md
	step
	changed a
}

@test "defaults change in site.yml, for a folder and for a kind" {
	file docs/e.md <<<$'# 戊\n\n正文。'
	step
	file site.yml <<<$'name: 示例站\ndefaults:\n  docs/: {kind: guide, guide_type: 办事指南}'
	step
	file site.yml <<<$'name: 示例站\ndefaults:\n  notice: {issuing_organ: 示例市水务局}'
	step
	changed a b
	file site.yml <<<'name: 另一站'
	step
	changed a b
}

@test "a word of the interface changes, a view, and what the view uses" {
	step
	file lua/strings/zh-Hans.lua <<<'return merge(inherited, {home = "网站首页"})'
	step
	changed a b c
	file lua/note.lua <<<'return {text = "附注一"}'
	file lua/views/document.lua <<-'L'
		local note = use "note"
		local own = inherited
		return function(input)
		  local page = own(input)
		  page.doc.title = page.doc.title .. note.text
		  return page
		end
	L
	step
	grep -q 附注一 "$(page new a)"
	file lua/note.lua <<<'return {text = "附注二"}'
	step
	grep -q 附注二 "$(page new a)"
	file lua/note.lua <<<'return {'
	step
	git revert -n HEAD
	step
}

@test "a template changes, a partial, a style sheet" {
	file site.yml <<<$'name: 示例站\ntheme: own'
	file themes/own/template/foot.mustache <<<$'<footer>{{> note}}</footer>\n</body>\n</html>'
	file themes/own/template/note.mustache <<<'注一'
	step
	file themes/own/template/note.mustache <<<'注二 {{site.name}}'
	step
	changed a
	file site.yml <<<$'name: 又一站\ntheme: own'
	step
	changed a
	file themes/own/style/site.css <<<'body { color: #000; }'
	step
	git rm -q -r themes
	file site.yml <<<'name: 又一站'
	step
	changed a
}

@test "the day as of which is judged passes an expiry date, and comes back" {
	document a '' '正文。' 'expires_on: 2024-06-30'
	step --as-of 2024-06-30
	agree --as-of 2024-07-01
	changed a
	agree
	agree --as-of 2024-06-30
}

@test "the folder of the documents changes, by option and by setting" {
	file docs/e.md <<<$'---\nid: e\n---\n\n# 戊\n\n见[甲](../a.md)。'
	step
	agree --content docs
	agree
	file site.yml <<<$'name: 示例站\ncontent: docs'
	step
	git rm -q site.yml
	step
}

@test "an attachment changes, is shared, and goes" {
	file files/t.csv <<<'一,二'
	document a '' '[表](files/t.csv)' 'attachments: files/t.csv'
	step
	file files/t.csv <<<'一,二,三四五'
	step
	changed a
	document b '' '正文。' 'attachments: files/t.csv'
	step
	changed b
	unchanged a
	document a '' '正文。'
	step
	git rm -q files/t.csv
	step
	changed b
}

@test "an address that a document had before is taken by another" {
	document a '' '正文。' 'former_paths: [old/1.html]'
	step
	document b '' '正文。' 'former_paths: [old/1.html]'
	step
	document a '' '正文。'
	step
	git rm -q b.md
	step
	[ ! -e ../new/site/old/1.html ]
}

@test "one text at two paths, and a mistake told for both" {
	printf '# 同文\n\n[无](nowhere.md)\n' | tee x.md >y.md
	step
	[ "$(grep -c 'link/dead' ../new.said)" -eq 2 ]
	git mv x.md z.md
	step
	[ "$(grep -c 'link/dead' ../new.said)" -eq 2 ]
	rm y.md
	step
	[ "$(grep -c 'link/dead' ../new.said)" -eq 1 ]
}

@test "what is not committed comes and goes with the work tree" {
	step
	document d '示府办〔2024〕4号' '草稿。'
	printf '\n改。\n' >>a.md
	agree --worktree
	changed a
	agree
	agree --worktree
	step
}

@test "a build that is refused leaves the site and what is known of it" {
	step
	printf '\n[无](nowhere.md)\n' >>a.md
	step --strict
	unchanged a
	document d '' '正文。'
	step
	changed a
	step --strict
}
