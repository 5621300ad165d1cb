#!/usr/bin/env bats
# The same commit gives the same bytes, whatever the machine around it.
load helpers

setup() {
	sample=$BATS_TEST_DIRNAME/../../content
	new_repository
	cp -R "$sample" content
	file content/more/a.md <<<$'# 甲\n\n![无](x.png)'
	commit
	mkdir content/moved
	git mv content/more/a.md content/moved/b.md
	commit
	"$PLAIN" build . --content content --out ../first --jobs 1 --quiet 2>/dev/null || [ $? -eq 1 ]
	first=$(digest ../first)
}

# same COMMAND …: builds ../other anew, with the faults of the sample reported, and the same bytes
same() {
	rm -rf ../other
	run "$@"
	[ "$status" -eq 1 ] || { echo "exit $status: $output"; return 1; }
	[ "$first" = "$(digest ../other)" ]
}

@test "whatever the number of workers" {
	for jobs in 2 3 8; do same "$PLAIN" build . --content content --out ../other --jobs $jobs --quiet; done
}

@test "whatever the locale, time zone and language of messages" {
	same env LC_ALL=C TZ=Asia/Shanghai "$PLAIN" build . --content content --out ../other --lang zh --quiet
	same env LC_ALL=tr_TR.UTF-8 TZ=America/St_Johns "$PLAIN" build . --content content --out ../other --lang en --quiet
}

@test "whatever the umask, and with the same modes" {
	(umask 077 && same "$PLAIN" build . --content content --out ../other --quiet)
	[ "$(stat -c %a ../other/index.html)" = 644 ]
	[ "$(stat -c %a ../other/doc)" = 755 ]
	(umask 000 && same "$PLAIN" build . --content content --out ../other --quiet)
	[ "$(stat -c %a ../other/index.html)" = 644 ]
}

@test "whatever folder it lies in, and whether the repository is packed or bare" {
	git clone -q --bare . ../deeper.git
	git -C ../deeper.git gc -q
	same "$PLAIN" build ../deeper.git --content content --out ../other --quiet
}

@test "whatever the clock says" {
	same faketime '2031-02-03 04:05:06' "$PLAIN" build . --content content --out ../other --quiet
}

@test "whether the old site is there or not, and from the work tree as well" {
	same "$PLAIN" build . --content content --out ../other --quiet
	"$PLAIN" build . --content content --out ../other --quiet 2>/dev/null || [ $? -eq 1 ]
	[ "$first" = "$(digest ../other)" ]
	same "$PLAIN" build . --content content --out ../other --quiet --worktree
}

@test "with sanitizers as without" {
	same "$CHAYUE" build . --content content --out ../other --quiet
}
