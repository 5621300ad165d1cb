# The same notices by the generator, by the floor program, and by Hugo where it is installed.

floor() {
	rm -rf "$place/floor"
	measured build/floor "$1" "$place/floor" "$workers"
}

hugo_build() {
	rm -rf "$place/hugo/public" "$place/hugo/resources"
	measured hugo --quiet --source "$place/hugo" --cacheDir "$place/hugo-cache"
}

# The same notices as content of a Hugo site with templates of the same extent.
prepare_hugo() {
	rm -rf "$place/hugo"
	mkdir -p "$place/hugo/content"
	git -C "$1" archive HEAD | tar -x -C "$place/hugo/content"
	cp -R tests/bench/hugo/. "$place/hugo/"
}

# compare_all COUNT
compare_all() {
	local source with_hugo=no results=$place/results run ours base other
	source=$(repository "$1")
	if command -v hugo >/dev/null; then
		with_hugo=yes
		prepare_hugo "$source"
	fi
	: >"$results"
	for run in $(seq 0 "$runs"); do
		forget
		ours=$(chayue "$source") base=$(floor "$source") other='- -'
		[ $with_hugo = no ] || other=$(hugo_build)
		# The first run warms the caches.
		[ "$run" -eq 0 ] || echo "$ours $base $other" >>"$results"
	done
	echo "$1 notices, $workers workers, medians of $runs runs"
	compare_row chayue 1
	compare_row floor 3
	compare_ratio 'time: chayue / floor' '$1 / $3' 'at most 2.0'
	if [ $with_hugo = yes ]; then
		compare_row hugo 5
		compare_ratio 'time: hugo / chayue' '$5 / $1' 'at least 3'
		compare_ratio 'memory: hugo / chayue' '$6 / $2' 'at least 15'
	else
		echo 'hugo is not installed: not compared'
	fi
	compare_ratio 'memory: chayue, MB' '$2 / 1e6' 'under 150'
}

# compare_row NAME COLUMN: seconds, and bytes in the column after
compare_row() {
	printf '%-34s %s s, %s MB\n' "$1" "$(median "$2" <"$results")" "$(awk -v c="$2" '{print $(c + 1) / 1e6}' "$results" | median)"
}

# compare_ratio NAME EXPRESSION WANTED
compare_ratio() {
	printf '%-34s %s (wanted: %s)\n' "$1" "$(awk "{print $2}" "$results" | median)" "$3"
}
