#!/usr/bin/env bats
# Lists never shift: one notice more changes a handful of files, whatever the size of the site.

setup() {
	load helpers
	# Twenty thousand files twice: on a memory disk where there is one.
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

# What differs between two sites, by name: added, removed, changed.
changed_files() {
	diff -rq "$1" "$2" | sed -E 's/^Files (.*) and .* differ$/\1/; s/^Only in ([^:]*): /\1\//' | sed "s|^$1/||; s|^$2/||"
}

# notice NAME DATE [FIELD …]: one that stands in as many lists as notices do
notice() {
	local name=$1 date=$2
	shift 2
	{
		printf -- '---\nid: %s\ntitle: 示例市城东区人民政府办公室关于老旧小区加装电梯工作的补充通知\n' "$name"
		printf 'summary: 说明补充内容。\nissuing_organ: 示例市城东区人民政府办公室\n'
		printf 'written_on: %s\npublished_on: %s 09:00\n' "$date" "$date"
		printf 'topics: 专题1\ntheme: 综合政务/政务公开\ngenre: 通知\nkey_field: 环境保护\n'
		printf 'release_class: 政府集中采购\nsample: true\n'
		[ $# -eq 0 ] || printf '%s\n' "$@"
		printf -- '---\n\n正文。\n'
	} | file "notices/new/$name.md"
	commit
}

# on_their_way FILES MANIFESTS: each manifest lies in a folder on the way to one of the files
on_their_way() {
	local manifest folder
	while read -r manifest; do
		folder=${manifest%manifest.sha256}
		grep -q "^$folder" <<<"$1" || { echo "$manifest for nothing"; return 1; }
	done <<<"$2"
}

# one_more MOST NAME DATE: builds before and after, and counts; manifests apart
one_more() {
	"$PLAIN" build . --quiet --out "$BATS_TEST_TMPDIR/before"
	notice "$2" "$3" "number: 示府办〔2026〕9号" "implements: 示府办〔2012〕1号"
	"$PLAIN" build . --quiet --out "$BATS_TEST_TMPDIR/after"
	changed=$(changed_files "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after")
	manifests=$(grep 'manifest.sha256$' <<<"$changed")
	changed=$(grep -v 'manifest.sha256$' <<<"$changed")
	on_their_way "$changed" "$manifests"
	count=$(wc -l <<<"$changed")
	printf '%s manifests, %s files:\n%s\n' "$(wc -l <<<"$manifests")" "$count" "$changed"
	grep -q "^doc/.*/$2.html$" <<<"$changed"
	grep -q '^index.html$' <<<"$changed"
	[ "$count" -le "$1" ]
}

@test "one notice more in ten thousand changes at most 25 files" {
	big_repository 10000
	notice earlier 2023-12-29
	one_more 25 later 2023-12-30
}

@test "the first notice of a year closes the parts of the year before, 10 files more" {
	big_repository 2000
	notice earlier 2023-12-29
	one_more 35 later 2024-01-02
}
