#!/usr/bin/env bats
# Real repositories that nobody here wrote. They lie beside the project where its developers work; elsewhere these tests skip.
load helpers

setup() {
	corpora=$BATS_TEST_DIRNAME/../../../shared/corpora
	[ -d "$corpora" ] || skip 'the corpora are not here'
	cd "$BATS_TEST_TMPDIR"
}

# survives BUNDLE DOCUMENTS: is built without an internal error, every document a page
survives() {
	git clone -q -b main "$corpora/$1" repository
	run "$CHAYUE" build repository --out site --lang en --summary summary.json
	[ "$status" -le 1 ]
	expect_not_said document/crash
	expect_not_said lua/
	expect_not_said template/
	[ "$(jq .done summary.json)" = true ]
	[ "$(jq .documents summary.json)" = "$2" ]
	[ "$(find site/doc -name '*.html' | wc -l)" = "$2" ]
}

@test "just-laws: national laws, simplified script" {
	survives just-laws-data.bundle "$(git clone -q -b main "$corpora/just-laws-data.bundle" count && git -C count ls-files -z | grep -zc '\.md$')"
}

@test "taiwan-laws: statutes, traditional script, no front matter, no headings" {
	survives taiwan-laws-data.bundle 1346
}
