# What the parts of the benchmark share: repositories, measuring, medians.

STEPS='notice related body topic data'

# repository COUNT: made once for each edition of the generator, packed as `git gc` leaves it. The commits of the steps
# are on branches beside main.
repository() {
	local folder=$place/repository-$1 edition step
	edition=$(sha256sum <build/generate)
	if [ "$(cat "$folder/edition" 2>/dev/null)" != "$edition" ]; then
		rm -rf "$folder" "$folder.new"
		git init -q --bare "$folder.new"
		build/generate "$1" 1 | git -C "$folder.new" fast-import --quiet
		for step in $STEPS; do
			build/generate "$1" 1 "$step" | git -C "$folder.new" fast-import --quiet
		done
		git -C "$folder.new" branch base main
		git -C "$folder.new" symbolic-ref HEAD refs/heads/main
		git -C "$folder.new" gc -q
		echo "$edition" >"$folder.new/edition"
		mv "$folder.new" "$folder"
	fi
	git -C "$folder" update-ref refs/heads/main base
	echo "$folder"
}

# measured COMMAND …: "SECONDS BYTES"
measured() { build/measure "$@"; }

# Without anything that a build before left, beside the site or in it.
forget() { rm -rf "$place/site" "$place"/.site.*; }

# chayue REPOSITORY [OPTION …]: "SECONDS BYTES" of a build over what is there
chayue() { measured build/chayue build "$1" --out "$place/site" --quiet --jobs "$workers" "${@:2}"; }

column() { awk -v c="$1" '{print $c}'; }

# median [COLUMN]: of the lines of a file
median() {
	column "${1:-1}" | sort -g |
		awk '{v[NR] = $1} END {print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2}'
}

# stages FILE: those of a build's summary
stages() {
	jq -r '.stages[] | "    \(.name) \(.seconds * 1000 | round) ms, \(.peak_memory_bytes / 1e6 | round) MB"' "$1"
}

# calculate EXPRESSION [FORMAT]: 2 digits after the point unless told
calculate() { awk "BEGIN {printf \"${2:-%.2f}\", $1}"; }
