# Shared by the end-to-end tests: a repository made by script, with fixed names and dates, so that nothing varies.

export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null
export GIT_AUTHOR_NAME=Editor GIT_AUTHOR_EMAIL=editor@example.org
export GIT_COMMITTER_NAME=Editor GIT_COMMITTER_EMAIL=editor@example.org
: "${PLAIN:=$BATS_TEST_DIRNAME/../../build/gcc/chayue}"
: "${CHAYUE:=$PLAIN}"

# A new empty repository, the current folder from now on.
new_repository() {
	repository=$BATS_TEST_TMPDIR/repository
	git init -q -b main "$repository"
	cd "$repository" || return 1
	commits=0
}

# file PATH < TEXT
file() {
	mkdir -p "$(dirname "$1")"
	cat >"$1"
}

# commit [MESSAGE]: everything there is, each an hour after the last, from 2024-01-01 00:00 UTC on
commit() {
	local moment="$((1704067200 + commits * 3600)) +0000"
	commits=$((commits + 1))
	git add -A
	GIT_AUTHOR_DATE=$moment GIT_COMMITTER_DATE=$moment git commit -q --allow-empty -m "${1:-change}"
}

# chayue ARGUMENT …: with English messages; output in $output, lines in $lines, exit code in $status
chayue() {
	run "$CHAYUE" "$@" --lang en
}

build() {
	chayue build . --out "$BATS_TEST_TMPDIR/site" "$@"
}

# The one page of a document whose title is given.
page_of() {
	grep -rl --include='*.html' "<h1>$1</h1>" "$BATS_TEST_TMPDIR/site/doc"
}

# digest FOLDER: one line for the whole tree, names and bytes
digest() {
	(cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)
}

expect_status() {
	if [ "$status" -ne "$1" ]; then
		printf 'exit %s, expected %s\n%s\n' "$status" "$1" "$output" >&2
		return 1
	fi
}

# expect_said TEXT …: each stands in what the command said
expect_said() {
	local text
	for text in "$@"; do
		if [[ $output != *"$text"* ]]; then
			printf 'not said: %s\n---\n%s\n' "$text" "$output" >&2
			return 1
		fi
	done
}

expect_not_said() {
	if [[ $output == *"$1"* ]]; then
		printf 'said: %s\n---\n%s\n' "$1" "$output" >&2
		return 1
	fi
}

# expect_in FILE TEXT …
expect_in() {
	local name=$1 text
	shift
	for text in "$@"; do
		if ! grep -qF -- "$text" "$name"; then
			printf 'not in %s: %s\n' "$name" "$text" >&2
			cat "$name" >&2
			return 1
		fi
	done
}

expect_not_in() {
	if grep -qF -- "$2" "$1"; then
		printf 'in %s: %s\n' "$1" "$2" >&2
		return 1
	fi
}
