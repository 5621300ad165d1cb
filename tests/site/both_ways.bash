# Shared by the tests that build on what there is, and anew, and compare.

setup() {
	# Every build waits for the disk: on a memory disk where there is one.
	[ ! -w /dev/shm ] || BATS_TEST_TMPDIR=$(mktemp -d /dev/shm/chayue-incremental-XXXXXX)
	new_repository
	file site.yml <<<'name: 示例站'
	document a '示府办〔2024〕1号' '正文。'
	document b '示府办〔2024〕2号' '正文。'
	document c '' '正文。'
}

teardown() {
	cd /
	[[ $BATS_TEST_TMPDIR != /dev/shm/* ]] || rm -rf "$BATS_TEST_TMPDIR"
}

# document ID NUMBER BODY [LINE …]: ID.md, with further lines of front matter; without NUMBER, none
document() {
	local id=$1 number=$2 body=$3
	shift 3
	{
		printf -- '---\nid: %s\ntitle: 标题%s\npublished_on: 2024-01-02\nsample: true\n' "$id" "$id"
		[ -z "$number" ] || printf 'number: %s\n' "$number"
		[ $# -eq 0 ] || printf '%s\n' "$@"
		printf -- '---\n\n%s\n' "$body"
	} | file "$id.md"
}

# built FOLDER PROGRAM ARGUMENT …: in a folder of its own, with code and messages beside it
built() {
	local folder=$BATS_TEST_TMPDIR/$1 program=$2 code=0
	shift 2
	mkdir -p "$folder"
	(cd "$folder" && "$program" build ../repository --out site --quiet --lang en "$@" 2>&1 | LC_ALL=C sort; exit "${PIPESTATUS[0]}") \
		>"$folder.said" || code=$?
	printf '%s\n' "$code" >>"$folder.said"
}

# agree [ARGUMENT …]: builds both ways and compares; the site of the step before is in ../was then, this one in ../new
agree() {
	rm -rf ../was
	[ ! -e ../new/site ] || mv ../new ../was
	rm -rf ../new
	built new "$PLAIN" "$@"
	built inc "$CHAYUE" "$@"
	diff ../inc.said ../new.said
	if [ -e ../new/site ]; then
		diff -r ../inc/site ../new/site
	else
		# refused: the old one stays
		mkdir -p ../new
		[ ! -e ../was/site ] || cp -R ../was/site ../new/site
		[ ! -e ../was/site ] || diff -r ../inc/site ../new/site
	fi
}

# step [ARGUMENT …]: commits what there is, and builds
step() {
	commit
	agree "$@"
}

# none COMMAND …: it must fail
none() {
	! "$@"
}

page() {
	find "../$1/site/doc" -name "$2.html" 2>/dev/null
}

# changed ID …: the pages of these documents are others than before, so that the case is one
changed() {
	local id
	for id in "$@"; do
		if cmp -s "$(page was "$id")" "$(page new "$id")"; then
			printf 'the page of %s is the same\n' "$id" >&2
			return 1
		fi
	done
}

# unchanged ID …: a step that touched them too would be no case either
unchanged() {
	local id
	for id in "$@"; do cmp "$(page was "$id")" "$(page new "$id")" || return 1; done
}
