# A chart of 24 months by our Lua, against ECharts on its server, and a page with both and Vega-Lite side by side.

# The references, only when the list of them changed. They never stand in the tree.
prepare_references() {
	local here=tests/bench/charts there=$place/charts
	command -v npm >/dev/null || return 1
	mkdir -p "$there"
	cmp -s "$here/package-lock.json" "$there/installed" && return
	rm -f "$there/installed"
	cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$there/"
	(cd "$there" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || return 1
	cp "$here/package-lock.json" "$there/installed"
}

references() { NODE_PATH=$place/charts/node_modules node tests/bench/charts/references.js "$@"; }

# draw_ours KIND COUNT [FILE]: "MICROSECONDS BYTES"
draw_ours() { build/draw lua tests/bench/charts/data.csv "$@"; }

# compare_charts: both draw in turn, each round the median of many drawings
compare_charts() {
	local kind run ours theirs results=$place/results with_references=no
	if prepare_references; then
		with_references=yes
	else
		echo 'the references cannot be installed: charts are not compared'
	fi
	for kind in column line; do
		: >"$results"
		for run in $(seq "$runs"); do
			ours=$(draw_ours $kind 1000) theirs='- -'
			[ $with_references = no ] || theirs=$(references time $kind 50)
			echo "$ours $theirs" >>"$results"
		done
		echo "$kind chart of 24 months, medians of $runs rounds"
		printf '%-34s %s µs, %s bytes (wanted: at most 12288)\n' chayue "$(median 1 <"$results")" "$(median 2 <"$results")"
		[ $with_references = no ] && continue
		printf '%-34s %s µs, %s bytes\n' echarts "$(median 3 <"$results")" "$(median 4 <"$results")"
		compare_ratio 'time: chayue / echarts' '$1 / $3' 'at most 0.1'
	done
	[ $with_references = no ] || show_charts
}

# show_charts: the pictures beside each other, ours as a page shows it
show_charts() {
	local kind by folder=build/shots themes=../../themes/default/style
	mkdir -p "$folder"
	references draw "$folder"
	{
		echo '<!DOCTYPE html><meta charset="utf-8"><title>Charts side by side</title>'
		echo "<link rel=\"stylesheet\" href=\"$themes/site.css\"><link rel=\"stylesheet\" href=\"$themes/chart.css\">"
		echo '<style>td { padding: 8px; vertical-align: top; } img, .drawing { width: 640px; max-width: none; margin: 0; }</style>'
		echo '<div class="page"><table><tr><th>chayue<th>ECharts<th>Vega-Lite'
		for kind in column line; do
			draw_ours $kind 1 "$folder/$kind-chayue.svg" >/dev/null
			echo "<tr><td class=\"chart\"><div class=\"drawing\">$(<"$folder/$kind-chayue.svg")</div>"
			for by in echarts vega; do
				echo "<td><img src=\"$kind-$by.svg\" alt=\"$kind, $by\">"
			done
		done
		echo '</table></div>'
	} >"$folder/charts-compare.html"
	echo "side by side: $folder/charts-compare.html"
	command -v chromium-headless-shell >/dev/null || return 0
	chromium-headless-shell --no-sandbox --hide-scrollbars --window-size=2040,900 --screenshot="$folder/charts-compare.png" \
		"file://$PWD/$folder/charts-compare.html" 2>/dev/null
}
