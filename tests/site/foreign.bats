#!/usr/bin/env bats
# Any repository of Markdown, without configuration.
load helpers

setup() {
	new_repository
}

@test "title from front matter, else the first heading, else the file name" {
	printf -- '---\ntitle: 甲\n---\n\n# 别的\n' | file a.md
	file b.md <<<$'# 乙\n\n正文'
	file 丙.md <<<'只有正文'
	file 丁/README.md <<<'只有正文'
	commit
	build
	expect_status 0
	for title in 甲 乙 丙 丁; do [ -n "$(page_of "$title")" ]; done
	expect_in "$(page_of 甲)" 别的
}

@test "topics from front matter, else folders; folders of digits are passed over" {
	printf -- '---\ntopics: [住房]\n---\n# 甲\n' | file law/a.md
	file law/2024/b.md <<<'# 乙'
	commit
	build
	expect_status 0
	expect_in ../site/list/topics/index.html 住房 law
	expect_not_in ../site/list/topics/index.html 2024
	expect_in "$(page_of 甲)" 住房
}

@test "dates from front matter, else from history" {
	printf -- '---\npublished_on: 2013-10-01\n---\n# 甲\n' | file a.md
	file b.md <<<'# 乙'
	commit
	echo >>b.md
	commit
	build
	expect_in ../site/index.html '<time>2013-10-01<' '<time>2024-01-01<'
	expect_in "$(page_of 乙)" '2024-01-01 09:00'
}

@test "a bare repository is read like any other" {
	file a.md <<<'# 甲'
	commit
	git clone -q --bare . ../bare.git
	build
	chayue build ../bare.git --out ../bare-site
	expect_status 0
	[ "$(digest ../site)" = "$(digest ../bare-site)" ]
}

@test "an earlier commit can be built by --ref" {
	file a.md <<<'# 甲'
	commit
	git tag v1
	file a.md <<<'# 乙'
	commit
	build --ref v1
	expect_status 0
	[ -n "$(page_of 甲)" ]
	build --ref v2
	expect_status 1
	expect_said "'v2'" 'git tag'
	[ -n "$(page_of 甲)" ]
}

@test "--worktree shows what is not committed, not what .gitignore names" {
	file a.md <<<'# 甲'
	file .gitignore <<<'private.md'
	commit
	file b.md <<<'# 乙'
	file private.md <<<'# 丙'
	build
	[ -z "$(page_of 乙)" ]
	build --worktree
	expect_status 0
	[ -n "$(page_of 乙)" ]
	[ -z "$(page_of 丙)" ]
}

@test "only the content folder is published" {
	file public/a.md <<<'# 甲'
	file private/b.md <<<'# 乙'
	commit
	build --content public/
	expect_status 0
	[ -n "$(page_of 甲)" ]
	[ -z "$(page_of 乙)" ]
	build --content nowhere
	expect_status 1
	expect_said "no Markdown file (.md) below the content folder 'nowhere'"
}

@test "a repository that cannot be built is told apart by its trouble" {
	chayue build "$BATS_TEST_TMPDIR" --out ../site
	expect_status 1
	expect_said 'repository/'
	build
	expect_status 1
	expect_said 'no commit'
	file notes.txt <<<x
	commit
	build
	expect_status 1
	expect_said 'no Markdown file'
	git init -q --object-format=sha256 ../sha256
	chayue build ../sha256 --out ../site
	expect_status 1
	expect_said SHA-256
	[ ! -e ../site ]
}

@test "a shallow clone is built, with a warning" {
	file a.md <<<'# 甲'
	commit
	echo >>a.md
	commit
	git clone -q --depth 1 "file://$repository" ../shallow
	chayue build ../shallow --out ../site
	expect_status 0
	expect_said shallow
}

@test "a missing blob is named with a way out, and the old site stays" {
	file a.md <<<'# 甲'
	commit
	build
	expect_status 0
	before=$(digest ../site)
	file b.md <<<'# 乙'
	commit
	blob=$(git rev-parse HEAD:b.md)
	rm -f ".git/objects/${blob:0:2}/${blob:2}"
	build
	expect_status 1
	expect_said b.md 'git fsck'
	[ "$before" = "$(digest ../site)" ]
	[ -z "$(find .. -maxdepth 1 -name '.site.new*')" ]
}

@test "links, modules and odd names in the tree are survived" {
	file a.md <<<'# 甲'
	ln -s a.md link.md
	ln -s /etc/passwd outside.md
	file $'odd\tname.md' <<<'# 乙'
	file "$(printf '长%.0s' {1..80}).md" <<<'# 丙'
	file ALL.md <<<'# 丁'
	file all.md <<<'# 戊'
	file CON.md <<<'# 己'
	file 'a%20b (1).md' <<<'# 庚'
	commit
	build
	for title in 甲 乙 丙 丁 戊 己 庚; do [ -n "$(page_of "$title")" ]; done
	run grep -rq root: ../site
	[ "$status" -eq 1 ]
	[ -z "$(cd ../site && find . -type f | LC_ALL=C grep -vE '^[a-z0-9./_-]*$')" ]
}
