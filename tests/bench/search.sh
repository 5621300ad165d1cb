# The search: how large its index is, what a query loads, how long it takes, what a commit changes; and Pagefind on the same site.
# The notices are those of notices.c, whose pairs of characters spread as in laws.

# search_repository COUNT: as fast-import packs it
search_repository() {
	local folder=$place/notices-$1 edition step
	edition=$(sha256sum <build/notices)
	if [ "$(cat "$folder/edition" 2>/dev/null)" != "$edition" ]; then
		rm -rf "$folder" "$folder.new"
		git init -q --bare "$folder.new"
		for step in '' notice body; do
			# shellcheck disable=SC2086 # nothing, or one word
			build/notices "$1" 1 $step | git -C "$folder.new" fast-import --quiet
		done
		git -C "$folder.new" branch base main
		git -C "$folder.new" symbolic-ref HEAD refs/heads/main
		echo "$edition" >"$folder.new/edition"
		mv "$folder.new" "$folder"
	fi
	git -C "$folder" update-ref refs/heads/main base
	echo "$folder"
}

prepare_pagefind() {
	local here=tests/bench/search there=$place/search
	command -v npm >/dev/null || return 1
	mkdir -p "$there"
	cmp -s "$here/package-lock.json" "$there/installed" && return
	rm -f "$there/installed"
	cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$there/"
	(cd "$there" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || return 1
	cp "$here/package-lock.json" "$there/installed"
}

search_tool() { NODE_PATH=$PWD/build/browser/node_modules node "tests/bench/search/$1.js" "${@:2}"; }

# search_all SIZES
search_all() {
	local size
	tests/browser/tools
	for size in $1; do
		echo
		search_of "$size"
	done
}

# bytes_of FOLDER PATTERN …: of the files that find finds
bytes_of() { (cd "$1" && find "${@:2}" -type f -printf '%s\n') | awk '{sum += $1} END {printf "%d", sum}'; }

# search_of SIZE
search_of() {
	local source results=$place/search-$1 index texts covered
	source=$(search_repository "$1")
	rm -rf "$results"
	mkdir -p "$results"
	forget
	chayue "$source" --summary "$results/fresh.json" >"$results/fresh"
	search_tool queries "$place/site" "${BENCH_QUERIES:-1000}" >"$results/queries.json"
	covered=$(jq .bytes "$results/queries.json")
	index=$(bytes_of "$place/site" search)
	texts=$(bytes_of "$place/site" doc -name '*.js')
	echo "search in $1 notices, $(calculate "$covered / 1e6" %.1f) MB of text"
	printf '  %-44s %s MB, %s of the text (wanted: at most 0.5)\n' 'index, search/' "$(calculate "$index / 1e6" %.1f)" "$(calculate "$index / $covered")"
	printf '  %-44s %s MB, %s of the text\n' 'texts beside the pages, doc/*.js' "$(calculate "$texts / 1e6" %.1f)" "$(calculate "$texts / $covered")"
	printf '  %-44s %s s, %s MB; stages:\n' 'fresh build' "$(column 1 <"$results/fresh")" "$(awk '{printf "%d", $2 / 1e6}' "$results/fresh")"
	stages "$results/fresh.json"
	search_loads "$1"
	search_times
	search_changes "$source"
	[ "$1" -gt "${BENCH_PAGEFIND_MOST:-10000}" ] || search_pagefind "$1"
}

# search_loads SIZE
search_loads() {
	local sort length count median worst requests most text once wanted='at most 100 KB each'
	[ "$1" -lt 10000 ] || wanted='median 300 KB, worst 1,500 KB, at 100,000'
	search_tool loads "$place/site" "$results/queries.json" >"$results/loads"
	echo "  loaded by a query with its first ten results, from nothing (wanted: $wanted)"
	while read -r sort length count median worst requests most text once; do
		printf '    %5d %s of %d characters %*s median %6.1f KB in %3d files, worst %7.1f KB, %3d files (%s)\n' "$count" "$sort" "$length" 6 '' \
			"$(calculate "$median / 1000" %.1f)" "$requests" "$(calculate "$worst / 1000" %.1f)" "$most" "$text"
	done <"$results/loads"
	printf '    %-42s %6.1f KB\n' 'and once in a visit' "$(column 9 <"$results/loads" | sort -g | tail -n 1 | awk '{print $1 / 1000}')"
}

search_times() {
	search_tool chromium "$place/site" "$results/queries.json" 20 >"$results/times"
	printf '  %-44s median %s ms, worst %s ms of %s queries (wanted: under 300)\n' 'from the key to the results, slowed fourfold' \
		"$(median 1 <"$results/times")" "$(column 1 <"$results/times" | sort -g | tail -n 1)" "$(wc -l <"$results/times")"
	printf '  %-44s median %s KB, %s files\n' 'loaded meanwhile' "$(median 2 <"$results/times" | awk '{printf "%.1f", $1 / 1000}')" \
		"$(median 3 <"$results/times")"
}

# search_digests FILE: of all that the search is made of
search_digests() {
	(
		cd "$place/site" || exit
		find search doc -name '*.js' -type f -print0 | xargs -0 -n 500 -P "$workers" stdbuf -oL sha256sum | LC_ALL=C sort
	) >"$1"
}

# search_changes REPOSITORY: what a commit changes of it
search_changes() {
	local step again
	search_digests "$place/before"
	for step in notice body; do
		go "$1" "steps/$step"
		again=$(chayue "$1" --summary "$results/$step.json")
		search_digests "$place/after"
		changes | grep -v manifest >"$results/$step.changes" || true
		awk -v title="${STEP_LABELS[$step]}" -v seconds="${again%% *}" '{
				kind = $4 ~ /^search\// ? "index" : "text"
				files[kind]++
				bytes[kind] += $3
			} END {
				printf "  %-44s %s s; below search/ %d files, %.1f KB; texts %d files, %.1f KB\n", title, seconds,
					files["index"], bytes["index"] / 1000, files["text"], bytes["text"] / 1000
			}' "$results/$step.changes"
		go "$1" base
		chayue "$1" >/dev/null
	done
}

# search_pagefind SIZE
search_pagefind() {
	local index=$place/pagefind theirs
	if ! prepare_pagefind; then
		echo '  Pagefind cannot be installed: not compared'
		return
	fi
	rm -rf "$index"
	theirs=$(measured "$place"/search/node_modules/@pagefind/*/bin/pagefind_extended --site "$place/site" --glob 'doc/*/*/*.html' --root-selector article \
		--output-path "$index")
	search_tool pagefind "$place/site" "$index" "$results/queries.json" "${BENCH_PAGEFIND_QUERIES:-60}" >"$results/pagefind.json"
	printf '  %-34s %14s %14s\n' "of $1 notices" chayue 'Pagefind, HTTP'
	search_row 'index, MB' "$(calculate "$(bytes_of "$place/site" search) / 1e6" %.1f)" "$(calculate "$(bytes_of "$index" .) / 1e6" %.1f)"
	search_row 'index and texts, MB' "$(calculate "($(bytes_of "$place/site" search) + $(bytes_of "$place/site" doc -name '*.js')) / 1e6" %.1f)" ''
	search_row 'build, s (ours: the whole site)' "$(column 1 <"$results/fresh")" "${theirs%% *}"
	search_row 'build, memory, MB' "$(awk '{printf "%d", $2 / 1e6}' "$results/fresh")" "$(echo "$theirs" | awk '{printf "%d", $2 / 1e6}')"
	search_figure 'a query loads, median, KB' '(.bytes / 100 | round) / 10'
	search_figure 'a query loads, worst, KB' '(.worst / 100 | round) / 10'
	search_figure 'requests of a query, median' '.requests'
	search_figure 'of the documents that hold it found' '(.recall * 1000 | round) / 10 | tostring + " %"'
	search_figure 'queries that found all of them' '"\(.whole) of \(.queries)"'
	search_figure 'found besides' '.besides'
}

search_row() { printf '  %-34s %14s %14s\n' "$@"; }

# search_figure TITLE FILTER
search_figure() {
	search_row "$1" "$(jq -r ".chayue | $2" "$results/pagefind.json")" "$(jq -r ".pagefind | $2" "$results/pagefind.json")"
}
