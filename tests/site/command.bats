#!/usr/bin/env bats
# The command line: what is accepted, what is refused, what it ends with.
load helpers

setup() {
	new_repository
	file a.md <<<'# 一份通知'
	commit
}

@test "help names every command and ends with 0" {
	chayue --help
	expect_status 0
	expect_said build check 'chayue(1)'
}

@test "help of a command names every option" {
	run "$CHAYUE" build --help
	expect_status 0
	expect_said --ref --worktree --content --config --out --as-of --jobs --lang --summary --quiet --strict
}

@test "version is printed" {
	run "$CHAYUE" --version
	expect_status 0
	[[ $output =~ ^chayue\ [0-9]+\.[0-9]+\.[0-9]+$ ]]
}

@test "no command, an unknown command, an unknown option are wrong usage" {
	run "$CHAYUE"
	expect_status 2
	chayue publish
	expect_status 2
	expect_said "'publish' is no command"
	chayue build --nonsense
	expect_status 2
	chayue build a b
	expect_status 2
	expect_said 'one repository'
}

@test "values that make no sense are wrong usage" {
	chayue build --as-of yesterday
	expect_status 2
	expect_said "'yesterday' is not a date"
	chayue build --jobs 0x
	expect_status 2
	chayue build --jobs 1000
	expect_status 2
	expect_said '1 to 256'
	run "$CHAYUE" build --lang fr
	expect_status 2
	chayue build --ref main --worktree
	expect_status 2
	expect_said 'exclude each other'
}

@test "the manual and --help tell the same options" {
	manual=$BATS_TEST_DIRNAME/../../gen/man/chayue.1
	run "$CHAYUE" build --help
	for option in $(grep -o -- '--[a-z-]*' <<<"$output" | sort -u); do
		[ "$option" = --help ] || grep -qF -- "Fl $(sed 's/-/\\-/g; s/^..//' <<<"$option")" "$manual" ||
			{ echo "not in chayue(1): $option"; return 1; }
	done
	for option in $(grep -o -- 'Fl \\-[a-z\\-]*' "$manual" | sed 's/\\//g; s/^Fl /-/' | sort -u); do
		[[ $option == --version || $option == --help || $output == *$option* ]] || { echo "not in --help: $option"; return 1; }
	done
}

@test "messages are English or Chinese" {
	run "$CHAYUE" check nowhere --lang en
	expect_status 1
	expect_said 'error:'
	run "$CHAYUE" check nowhere --lang zh
	expect_status 1
	expect_said '错误'
	LC_ALL=zh_CN.UTF-8 run "$CHAYUE" check nowhere
	expect_said '错误'
}

@test "check writes nothing" {
	before=$(find .. | sort)
	chayue check .
	expect_status 0
	[ "$before" = "$(find .. | sort)" ]
}

@test "the summary counts what was built" {
	build --summary ../summary.json --quiet
	expect_status 0
	[ -z "$output" ]
	[ "$(jq .documents ../summary.json)" = 1 ]
	[ "$(jq .errors ../summary.json)" = 0 ]
	[ "$(jq .files ../summary.json)" = "$(find ../site -type f ! -name chayue.json ! -name manifest.sha256 | wc -l)" ]
	[ "$(jq .bytes ../summary.json)" = "$(find ../site -type f ! -name chayue.json ! -name manifest.sha256 -printf '%s\n' | awk '{s += $1} END {print s}')" ]
	[ "$(jq -r .commit ../summary.json)" = "$(git rev-parse HEAD)" ]
	[ "$(jq '[.stages[] | select(.seconds < 0 or .peak_memory_bytes <= 0)] | length' ../summary.json)" = 0 ]
	[ "$(jq -r '[.stages[].name] | join(" ")' ../summary.json)" = 'source history reading catalog plan compare render switch' ]
}

@test "the summary of a second build counts what was rendered, skipped and removed" {
	file b.md <<<'# 乙'
	commit
	build --summary ../first.json --quiet
	[ "$(jq -c '[.rendered, .skipped, .removed, .written]' ../first.json)" = "$(jq -c '[.files, 0, 0, .files]' ../first.json)" ]
	[ "$(jq .written_bytes ../first.json)" = "$(jq .bytes ../first.json)" ]
	git rm -q b.md
	commit
	build --summary ../second.json --quiet
	expect_status 0
	[ "$(jq '.rendered + .skipped == .files and .skipped > 0 and .written <= .rendered and .written > 0' ../second.json)" = true ]
	[ "$(jq -s '.[1].removed >= 2 and .[0].files - .[1].removed == .[1].files' ../first.json ../second.json)" = true ]
	[ "$(jq -c .notes ../second.json)" = '[]' ]
	rm ../.site.state
	build --summary ../third.json --quiet
	expect_status 0
	[ "$(jq -r '.notes[].id' ../third.json)" = state/missing ]
	[ "$(jq -c '[.warnings, .skipped, .rendered]' ../third.json)" = "$(jq -c '[0, 0, .files]' ../third.json)" ]
}

@test "--explain tells of each file that is rendered or removed, and why all are, or none" {
	file b.md <<<'# 乙'
	commit
	build --quiet
	build --explain --quiet
	[ "$output" = 'nothing has changed since the last build' ] || { echo "$output"; return 1; }
	git rm -q b.md
	commit
	build --explain --quiet --summary ../summary.json
	expect_status 0
	[ "$(grep -c ': removed$' <<<"$output")" = "$(jq .removed ../summary.json)" ]
	[ "$(grep -vc ': removed$' <<<"$output")" = "$(jq .rendered ../summary.json)" ]
	run "$CHAYUE" build . --out ../site --fresh --quiet --explain --lang zh
	[ "$output" = '所有网页都要做：没有上次的网站可以接着做' ] || { echo "$output"; return 1; }
	echo 新 >>a.md
	commit
	run "$CHAYUE" build . --out ../site --quiet --explain --lang zh
	expect_said '.html: 有改动: a.md'
}

@test "problems stand in the summary with file and line" {
	file b.md <<<'[tot](missing.md)'
	commit
	build --summary ../summary.json
	expect_status 1
	[ "$(jq -r '.problems[] | select(.id == "link/dead") | "\(.path) \(.line)"' ../summary.json)" = 'b.md 1' ]
}

@test "nothing of a progress line reaches a pipe" {
	build
	expect_not_said $'\r'
}

@test "what cannot be said is no good end" {
	file b.md <<<$'---\ntitle: x\n无此项: 1\n---'
	commit
	"$CHAYUE" check . --quiet 2>said
	[ -s said ]
	run bash -c '"$0" check . --quiet 2>/dev/full' "$CHAYUE"
	expect_status 1
}
