#!/usr/bin/env bats
# The old site stays whole until the new one is; nothing is written outside.
load helpers

setup() {
	new_repository
	for number in {1..60}; do
		file "n$number.md" <<<"# 通知 $number"$'\n\n'"$(printf '正文。%.0s' {1..200})"
	done
	commit
}

litter() {
	find "$BATS_TEST_TMPDIR" -maxdepth 1 -name '.site*' ! -name .site.lock ! -name .site.state
}

@test "kill -9 at random moments leaves the old site or the new, never else" {
	"$PLAIN" build . --out ../site --quiet
	old=$(digest ../site)
	echo 新 >>n1.md
	commit
	"$PLAIN" build . --out ../new --quiet
	new=$(digest ../new)
	[ "$old" != "$new" ]
	start=$(date +%s%N)
	"$PLAIN" build . --out ../new --quiet
	length=$((($(date +%s%N) - start) / 1000))
	RANDOM=7
	for _ in {1..50}; do
		"$PLAIN" build . --out ../site --quiet 2>/dev/null &
		sleep "$(printf '0.%06d' $((RANDOM * 32768 % (length + length / 5))))"
		kill -9 $! 2>/dev/null || true
		wait $! 2>/dev/null || true
		now=$(digest ../site)
		[ "$now" = "$old" ] || [ "$now" = "$new" ] || { echo "neither: $now"; return 1; }
	done
	"$PLAIN" build . --out ../site --quiet
	[ "$(digest ../site)" = "$new" ]
	[ -z "$(litter)" ]
}

@test "every folder of the site can be checked by its manifest" {
	build
	expect_status 0
	while read -r folder; do
		(cd "$folder" && sha256sum --quiet --strict -c manifest.sha256)
		[ "$(cd "$folder" && find . -maxdepth 1 -type f ! -name manifest.sha256 | wc -l)" = \
			"$(grep -cv '^#\|/' "$folder/manifest.sha256")" ]
	done < <(find ../site -type d)
	echo >>"$(find ../site -name '*.html' | head -1)"
	run bash -c 'cd ../site && find . -type d | while read -r folder; do
		(cd "$folder" && sha256sum --quiet -c manifest.sha256) || echo "$folder"; done'
	[[ $output == *FAILED* ]]
}

@test "a signal that asks to stop leaves the old site and no litter" {
	"$PLAIN" build . --out ../site --quiet
	old=$(digest ../site)
	echo 新 >>n1.md
	commit
	for delay in 0.005 0.01 0.02 0.04; do
		"$PLAIN" build . --out ../site --quiet 2>/dev/null &
		sleep $delay
		kill -TERM $! 2>/dev/null || true
		wait $! || true
	done
	"$PLAIN" build . --out ../site --quiet
	[ -z "$(litter)" ]
}

@test "a full disk leaves the old site" {
	unshare -rm true 2>/dev/null || skip 'no user namespaces here'
	mkdir ../small
	run unshare -rm bash -c '
		mount -t tmpfs -o size=200k none ../small
		"$1" build . --out ../small/site --quiet --jobs 2; echo "first $?"
		ls -A ../small' - "$PLAIN"
	[[ $output == *'first 1'* ]]
	[[ $output != *.site.new* ]]
}

@test "a folder that holds other files is not taken" {
	mkdir ../site
	echo mine >../site/letter.txt
	build
	expect_status 1
	[ "$(cat ../site/letter.txt)" = mine ]
}

@test "two builds at once: the second is refused" {
	(
		exec 9>../.site.lock
		flock 9
		build
		expect_status 1
		expect_said output/busy
	)
}

@test "whatever content says, nothing is written outside the folder" {
	file 'evil.md' <<'M'
---
id: ../../evil
title: ../../evil
topics: ["../../../evil", "/etc/evil", "con", "a/b"]
issuing_organ: "..\\..\\evil"
attachments: [../../../../etc/passwd, /etc/passwd]
image: ../../secret
---
[x](../../../../etc/passwd) ![y](/etc/passwd) [z](file:///etc/passwd) ![w](..%2f..%2f..%2fsecret)
M
	echo secret >../secret
	commit
	before=$(cd .. && find . -path ./site -prune -o -path ./repository -prune -o -type f -print | sort)
	build
	expect_status 1
	after=$(cd .. && find . -path ./site -prune -o -path ./repository -prune -o -type f ! -name .site.lock ! -name .site.state -print | sort)
	[ "$before" = "$after" ]
	run grep -rq 'root:' ../site
	[ "$status" -eq 1 ]
	[ -z "$(cd ../site && find . | LC_ALL=C grep -vE '^[a-z0-9./_-]*$')" ]
}

@test "every link of every page leads to a file of the site, and names it" {
	chayue build "$BATS_TEST_DIRNAME/../.." --worktree --content content --out ../sample
	cd ../sample
	bad=0
	while IFS=: read -r page link; do
		link=${link#*\"}
		[[ $link == http* || $link == mailto:* || $link == tel:* || $link == \#* || -z $link ]] && continue
		[ -f "$(dirname "$page")/${link%%#*}" ] || { echo "$page: $link"; bad=1; }
	done < <(grep -roE --include='*.html' '(href|src)="[^"]*' .)
	[ $bad = 0 ]
	run grep -rqE --include='*.html' '(href|src)="/' .
	[ "$status" -eq 1 ]
}
