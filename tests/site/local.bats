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

@test "one notice more in ten thousand changes at most 25 files" {
	big_repository 10000
	"$PLAIN" build . --quiet --out "$BATS_TEST_TMPDIR/before"
	file notices/2026/new.md <<-MD
		---
		id: new-notice
		title: 示例市城东区人民政府办公室关于老旧小区加装电梯工作的补充通知
		summary: 说明补充内容。
		number: 示府办〔2026〕9号
		issuing_organ: 示例市城东区人民政府办公室
		written_on: 2026-01-05
		published_on: 2026-01-06 09:00
		topics: 专题1
		theme: 综合政务/政务公开
		genre: 通知
		key_field: 环境保护
		release_class: 政府集中采购
		implements: 示府办〔2012〕1号
		sample: true
		---

		正文。
	MD
	commit
	"$PLAIN" build . --quiet --out "$BATS_TEST_TMPDIR/after"
	changed=$(changed_files "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/after")
	count=$(wc -l <<<"$changed")
	printf '%s files:\n%s\n' "$count" "$changed"
	grep -q '^doc/.*/new-notice.html$' <<<"$changed"
	grep -q '^index.html$' <<<"$changed"
	[ "$count" -le ${MOST:-25} ]
}
