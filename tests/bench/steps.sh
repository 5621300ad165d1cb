# What it costs to build again after a day's commit, beside a build from nothing. Each step is built on the same
# site: the branch goes a commit forward, and after the measurement back again.

declare -A STEP_LABELS=(
	[fresh]='fresh build' [nothing]='nothing changed' [notice]='a notice more'
	[related]='a notice, related and interpreted' [body]='a body edited' [topic]='a topic renamed'
	[data]='a row of data that three pages draw'
)
# Of the size that figures are wanted for.
declare -A STEP_WANTED=(
	[fresh]='under 400 MB' [nothing]='under 0.060 s, 150 MB' [notice]='under 0.250 s, 150 MB'
	[related]='under 150 MB' [body]='under 150 MB' [topic]='under 150 MB'
	[data]='under 150 MB'
)
WANTED_SIZE=100000

# go REPOSITORY BRANCH
go() { git -C "$1" update-ref refs/heads/main "$2"; }

# steps_all SIZES
steps_all() {
	local size smallest=${1%% *}
	for size in $1; do
		echo
		steps_of "$size"
		[ "$size" = "$smallest" ] || steps_growth "$smallest" "$size"
	done
}

# steps_of SIZE
steps_of() {
	local source pages results=$place/steps-$1
	source=$(repository "$1")
	rm -rf "$results"
	mkdir -p "$results"
	steps_fresh "$source"
	pages=$(find "$place/site" -type f | wc -l)
	echo "$pages" >"$results/pages"
	steps_again "$source"
	steps_table "$1"
	locality_tables
}

# steps_fresh REPOSITORY: leaves the site
steps_fresh() {
	for _ in $(seq 1 "$runs"); do
		forget
		chayue "$1" --summary "$results/fresh.json" >>"$results/fresh"
	done
}

# steps_again REPOSITORY: begins and ends with the site of its base. The first time round notes what is changed.
steps_again() {
	local run step
	locality_before
	for run in $(seq 1 "$runs"); do
		chayue "$1" >>"$results/nothing"
		for step in $STEPS; do
			go "$1" "steps/$step"
			chayue "$1" --summary "$results/$step.json" >>"$results/$step"
			[ "$run" -gt 1 ] || locality_after "$step"
			go "$1" base
			chayue "$1" >/dev/null
		done
	done
}

# steps_table SIZE
steps_table() {
	local step seconds fresh wanted
	fresh=$(median 1 <"$results/fresh")
	echo "$1 notices, $pages files, $workers workers, medians of $runs runs; $(page_cost "$1") ms a file when fresh"
	printf '  %-36s %9s %7s %9s  %s\n' '' seconds MB 'of fresh' wanted
	for step in fresh nothing $STEPS; do
		seconds=$(median 1 <"$results/$step") wanted=
		[ "$1" -ne $WANTED_SIZE ] || wanted=${STEP_WANTED[$step]}
		printf '  %-36s %9.3f %7.0f %9.4f  %s\n' "${STEP_LABELS[$step]}" "$seconds" \
			"$(median 2 <"$results/$step" | awk '{print $1 / 1e6}')" "$(calculate "$seconds / $fresh" %.4f)" "$wanted"
	done
	echo '  stages of a fresh build'
	stages "$results/fresh.json"
	echo '  stages of a build with a notice more'
	stages "$results/notice.json"
}

# steps_growth SMALL LARGE: how many times as long the larger takes
steps_growth() {
	local step small large factor
	factor=$(($2 / $1))
	echo "  from $1 to $2 notices"
	for step in fresh nothing $STEPS; do
		small=$(median 1 <"$place/steps-$1/$step") large=$(median 1 <"$place/steps-$2/$step")
		printf '    %-34s %8.2f times as long (wanted: at most %s)\n' "${STEP_LABELS[$step]}" \
			"$(calculate "$large / $small")" "$factor"
	done
	printf '    %-34s %8.2f times as much (wanted: 0.85 to 1.15)\n' 'fresh build, a file' \
		"$(calculate "$(page_cost "$2") / $(page_cost "$1")")"
}

# page_cost SIZE: milliseconds for a file of a fresh build
page_cost() { calculate "$(median 1 <"$place/steps-$1/fresh") * 1000 / $(cat "$place/steps-$1/pages")" %.4f; }
