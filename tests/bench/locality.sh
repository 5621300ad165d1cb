# Which files of the site a commit changes: by name, by kind of page, in bytes. Files are compared by their contents,
# not by what the generator says of them.

declare -A LOCALITY_WANTED=([related]='at most 53 files, 800 KB' [body]='at most 12 files'
	[data]='3 pages, the table and its CSV, new and gone')

locality_before() { digests "$place/before"; }

# locality_after STEP: keeps what the step changed, if that is asked for
locality_after() {
	[ -n "${LOCALITY_WANTED[$1]:-}" ] || return 0
	digests "$place/after"
	changes >"$results/$1.changes"
}

locality_tables() {
	local step
	for step in related body data; do
		locality_table "$step"
	done
}

# digests FILE: "HASH  NAME" of every file of the site, in order
digests() {
	(
		cd "$place/site" || exit
		# A line at a time: two processes write into one pipe.
		find . -type f -printf '%P\0' | xargs -0 -n 500 -P "$workers" stdbuf -oL sha256sum | LC_ALL=C sort
	) >"$1"
}

# "SORT KIND BYTES NAME" of every file that is new, changed or gone, by name
changes() {
	local before=$place/names-before after=$place/names-after name sort bytes
	LC_ALL=C comm -23 "$place/before" "$place/after" | cut -c 67- | LC_ALL=C sort >"$before"
	LC_ALL=C comm -13 "$place/before" "$place/after" | cut -c 67- | LC_ALL=C sort >"$after"
	LC_ALL=C sort -u "$before" "$after" | while read -r name; do
		sort=changed bytes=0
		grep -qxF "$name" "$before" || sort=new
		grep -qxF "$name" "$after" || sort=gone
		[ $sort = gone ] || bytes=$(stat -c %s "$place/site/$name")
		echo "$sort $(kind_of "$name") $bytes $name"
	done
}

# kind_of NAME: by its address, as tests/browser/kinds.js tells pages apart
kind_of() {
	case $1 in
	*manifest.sha256) echo manifest ;;
	index.html) echo home ;;
	doc/*.html) echo document ;;
	doc/*.json) echo record ;;
	sitemap*) echo sitemap ;;
	*/*) echo "${1%%/*}" ;;
	*) echo "$1" ;;
	esac
}

# locality_table STEP
locality_table() {
	echo "  changed by: ${STEP_LABELS[$1]}"
	awk -v wanted="${LOCALITY_WANTED[$1]}" '
		{count[$2]++; bytes[$2] += $3; all++; sum += $3}
		END {
			inner = sum
			others = all
			if ("manifest" in count) {
				inner -= bytes["manifest"]
				others -= count["manifest"]
			}
			printf "    %-12s %5d files %9.1f KB (wanted: %s)\n", "in all", all, sum / 1000, wanted
			printf "    %-12s %5d files %9.1f KB\n", "no manifest", others, inner / 1000
			for (kind in count)
				printf "    %-12s %5d files %9.1f KB\n", kind, count[kind], bytes[kind] / 1000 | "sort"
		}' "$results/$1.changes"
	awk '{printf "      %-7s %8d  %s\n", $1, $3, $4}' "$results/$1.changes"
}
