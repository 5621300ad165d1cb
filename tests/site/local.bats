#!/usr/bin/env bats
# Lists never shift: one notice more changes a handful of files, whatever the size of the site. The bounds are those of
# a site of 100,000 notices; manifests, which lie on the way from each changed file to the top, are counted apart.

setup() {
	load helpers
	# Thirty thousand files twice: on a memory disk where there is one.
	[ ! -w /dev/shm ] || BATS_TEST_TMPDIR=$(mktemp -d /dev/shm/chayue-local-XXXXXX)
	generate=${GENERATE:-$BATS_TEST_DIRNAME/../../build/gcc/generate}
}

teardown() {
	cd /
	[[ $BATS_TEST_TMPDIR != /dev/shm/* ]] || rm -rf "$BATS_TEST_TMPDIR"
}

# A repository of COUNT invented notices with a site.yml that names a public address.
big_repository() {
	local folder=$BATS_TEST_TMPDIR/big
	git init -q -b main "$folder"
	"$generate" "$1" 1 | git -C "$folder" fast-import --quiet
	cd "$folder" || return 1
	git reset -q --hard main
	commits=20000
	file site.yml <<-YML
		name: 示例市政府信息公开查阅站
		organ: 示例市人民政府办公室
		address: https://www.shilishi.example/xxgk/
		domain: www.shilishi.example
		site_id_code: "9900000001"
		sample: true
	YML
	commit
}

# notice NAME DATE [FIELD …]: one that stands in ten lists, two of them topics
notice() {
	local name=$1 date=$2
	shift 2
	{
		printf -- '---\nid: %s\ntitle: 示例市城东区人民政府办公室关于老旧小区加装电梯工作的补充通知\n' "$name"
		printf 'summary: 说明补充内容。\nissuing_organ: 示例市城东区人民政府办公室\n'
		printf 'written_on: %s\npublished_on: %s 09:00\n' "$date" "$date"
		printf 'topics: [topic-1, topic-2]\ntheme: 综合政务/政务公开\ngenre: 通知\n'
		printf 'sample: true\n'
		[ $# -eq 0 ] || printf '%s\n' "$@"
		printf -- '---\n\n正文。\n'
	} | file "notices/new/$name.md"
}

# interpretation NAME DATE NUMBER: of the document of that number
interpretation() {
	printf -- '---\nid: %s\nkind: interpretation\ntitle: %s文件解读\ninterprets: %s\npublished_on: %s 10:00\n' "$1" "$3" "$3" "$2" |
		cat - <(printf 'issuing_organ: 示例市城东区人民政府办公室\ntopics: [topic-1, topic-2]\nsample: true\n---\n\n正文。\n') |
		file "interpretations/new/$1.md"
}

# "HASH  NAME" of every file of the site, in order
digests() {
	(cd "$site" && find . -type f -printf '%P\0' | xargs -0 sha256sum | LC_ALL=C sort)
}

# The manifest of each folder on the way from the files named to the top.
manifests_above() {
	local name
	while read -r name; do
		while [[ $name == */* ]]; do
			name=${name%/*}
			echo "$name/manifest.sha256"
		done
		echo manifest.sha256
	done | sort -u
}

# build_again: commits, builds, and notes in `changed` the files that are new, changed or gone, without manifests
build_again() {
	local all
	digests >before
	commit
	"$PLAIN" build . --quiet --out "$site"
	digests >after
	all=$(LC_ALL=C comm -3 before after | sed -E 's/^\t?.{66}//' | sort -u)
	rm before after
	changed=$(grep -v 'manifest\.sha256$' <<<"$all")
	diff <(grep 'manifest\.sha256$' <<<"$all") <(manifests_above <<<"$changed")
}

# expect_few FILES BYTES: what changed is no more
expect_few() {
	local files bytes
	files=$(wc -l <<<"$changed")
	bytes=$(cd "$site" && xargs -d '\n' stat -c %s <<<"$changed" | awk '{all += $1} END {print all}')
	printf '%s files, %s bytes:\n%s\n' "$files" "$bytes" "$changed"
	[ "$files" -le "$1" ]
	[ "$bytes" -le "$2" ]
}

# with_site COUNT: a repository and its site, in which the newest notice is `earlier`
with_site() {
	site=$BATS_TEST_TMPDIR/site
	big_repository "$1"
	notice earlier 2023-12-29
	commit
	"$PLAIN" build . --quiet --out "$site"
}

# one_more FILES NAME DATE: with all that a notice may bring; thirteen of the files are figures and the lists that they count, up to forty
# are of the search index: all of its last block, where new documents go
one_more() {
	notice "$2" "$3" "number: 示府办〔2026〕9号" "implements: 示府办〔2012〕1号"
	interpretation "$2-read" "$3" 示府办〔2026〕9号
	build_again
	grep -q "^doc/.*/$2.html$" <<<"$changed"
	grep -q "^doc/.*/$2-read.html$" <<<"$changed"
	grep -q '^index.html$' <<<"$changed"
	expect_few "$1" 850000
}

@test "one notice more in ten thousand, interpreted and related, changes at most 85 files and 850 KB; an edit 26" {
	with_site 10000
	one_more 85 later 2023-12-30
	# The newest, which every front shows, and one in the middle, which archives hold.
	for text in notices/new/later.md "$(git ls-files 'notices/2018/*' | head -1)"; do
		echo 又一段。 >>"$text"
		build_again
		grep -q '^feed/' <<<"$changed"
		expect_few 26 500000
	done
}

@test "the first notice of a year opens what the year has, 10 files more" {
	with_site 2000
	one_more 95 later 2024-01-02
}
