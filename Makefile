# Chayue: `make help` tells what there is.

# What has to be there, by Debian package; nothing else is needed on a fresh Debian 12.
BUILD_PACKAGES = build-essential pkg-config gettext git libglib2.0-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
	libyaml-dev libjansson-dev liblua5.4-dev libgit2-dev libicu-dev libqrencode-dev libcsv-dev libsqlite3-dev libssl-dev \
	libmpg123-dev unicode-data opencc bzip2
TEST_PACKAGES = $(BUILD_PACKAGES) libcmocka-dev bats jq libxml2-utils clang libclang-rt-14-dev clang-format lua-check mandoc \
	zbar-tools faketime rsync $(BROWSER_PACKAGES)
# Debian has npm apart from nodejs; elsewhere it comes with it, and then theirs would be in the way.
BROWSER_PACKAGES = chromium-headless-shell firefox-esr fonts-noto-cjk poppler-utils default-jre-headless nodejs \
	$(if $(shell command -v npm),,npm)

# What `make kiosk` opens its window with; Debian's Chromium where there is none.
KIOSK_BROWSERS = chromium chromium-browser google-chrome google-chrome-stable
KIOSK_PACKAGES = $(if $(shell which $(KIOSK_BROWSERS) 2>/dev/null),,chromium) fonts-noto-cjk

CC = gcc
BUILD = build
PREFIX = /usr/local
DESTDIR =
VERSION := 0.1.0
LIBRARIES = glib-2.0 gio-2.0 libcmark-gfm yaml-0.1 jansson lua5.4 libgit2 icu-uc icu-i18n libqrencode sqlite3 libcrypto libmpg123

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wundef -Wvla -Wformat=2
ifdef CI
WARNINGS += -Werror
endif
OPTIMISE = -O2 -g
ifdef SANITIZE
OPTIMISE = -O1 -g -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
CFLAGS = $(OPTIMISE) -std=c17 $(WARNINGS)
CPPFLAGS = -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Igen -I$(BUILD)/gen $(shell pkg-config --cflags $(LIBRARIES))
# libcsv has no pkg-config file.
LDLIBS = $(shell pkg-config --libs $(LIBRARIES)) -lcsv -lm

SOURCES := $(wildcard gen/*.c gen/*/*.c)
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
CORE := $(filter-out $(BUILD)/gen/main.o,$(OBJECTS))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZ_NAMES := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
LANGUAGES := $(patsubst gen/po/%.po,%,$(wildcard gen/po/*.po))
MESSAGES := $(LANGUAGES:%=$(BUILD)/locale/%/LC_MESSAGES/chayue.mo)

.PHONY: all
all: $(BUILD)/chayue $(MESSAGES)

$(BUILD)/chayue: $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/core.a: $(CORE)
	rm -f $@
	ar rcs $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# Tables of Han characters for search, of what Debian has of OpenCC and Unihan.
$(BUILD)/gen/search/han_%.inc: gen/search/han.pl
	@mkdir -p $(@D)
	perl $< $* >$@.new
	mv $@.new $@

$(BUILD)/gen/search/han.o: $(BUILD)/gen/search/han_simplified.inc $(BUILD)/gen/search/han_readings.inc

$(BUILD)/locale/%/LC_MESSAGES/chayue.mo: gen/po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

.PHONY: help
help: ## tell what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22

.PHONY: site
site: ## install what is missing, build the program and the sample site
	@$(call install_packages,$(BUILD_PACKAGES))
	@echo "Building $(BUILD)/chayue"; $(MAKE) -s -j"$$(nproc)" --no-print-directory all
	@$(BUILD)/chayue build . --worktree --content content --out $(BUILD)/site
	@echo "Open $(BUILD)/site/index.html in a browser."

# Screen of the window in CSS pixels, and how large one of them is drawn.
KIOSK_SIZE = 1080,1920
KIOSK_SCALE = 0.5

.PHONY: kiosk
kiosk: ## build the sample with its kiosk edition and open that in a window, for a look
	@$(call install_packages,$(BUILD_PACKAGES) $(KIOSK_PACKAGES))
	@echo "Building $(BUILD)/chayue"; $(MAKE) -s -j"$$(nproc)" --no-print-directory all
	@$(BUILD)/chayue build . --worktree --content content --profile kiosk --out $(BUILD)/kiosk
	@echo "Opening $(BUILD)/kiosk/kiosk/index.html; close the window to end."
	@profile=$$(mktemp -d); trap 'rm -rf "$$profile"' EXIT; \
	"$$(which $(KIOSK_BROWSERS) 2>/dev/null | head -1)" --user-data-dir="$$profile" \
		$$([ "$$(id -u)" != 0 ] || echo --no-sandbox --test-type) --no-first-run --disable-features=Translate \
		--disable-pinch --window-size=$(KIOSK_SIZE) --force-device-scale-factor=$(KIOSK_SCALE) \
		--app="file://$$(realpath $(BUILD)/kiosk/kiosk/index.html)" 2>/dev/null

# $(call install_packages,NAMES): by apt what is not there yet, through sudo where we are not root.
define install_packages
missing=""; for name in $(1); do \
	dpkg-query -W -f '$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$name"; done; \
if [ -n "$$missing" ]; then \
	sudo=""; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	echo "Installing by apt:$$missing"; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get update -q >/dev/null && \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing >/dev/null; fi
endef

# ---- tests

# Built three times: as it is used, with address and undefined sanitizers, and with clang.
.PHONY: test
test: ## install what tests need and run all of them
	@$(call install_packages,$(TEST_PACKAGES))
	@tests/run

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

.PHONY: unit-tests
unit-tests: $(UNIT_TESTS)

$(BUILD)/fuzz/replay-%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: fuzz-replays
fuzz-replays: $(FUZZ_NAMES:%=$(BUILD)/fuzz/replay-%)

# Seconds for each target, and random histories of 150 steps each.
FUZZ_SECONDS = 60
FUZZ_HISTORIES = 20

.PHONY: fuzz
fuzz: ## search for inputs that break a parser (FUZZ_SECONDS each), then histories
	@$(call install_packages,$(TEST_PACKAGES))
	@$(MAKE) --no-print-directory CC=clang BUILD=build/fuzzing SANITIZE=fuzzer-no-link,address,undefined fuzzers
	@for name in $(FUZZ_NAMES); do mkdir -p build/fuzzing/found/$$name; echo "# $$name"; \
		build/fuzzing/fuzz-$$name -max_total_time=$(FUZZ_SECONDS) -timeout=5 -rss_limit_mb=2048 -close_fd_mask=3 \
		-artifact_prefix=build/fuzzing/found/$$name- build/fuzzing/found/$$name tests/fuzz/corpus/$$name || exit 1; done
	@$(MAKE) -s --no-print-directory histories

.PHONY: histories
histories: ## go through FUZZ_HISTORIES random histories, and build at each step both ways
	@$(MAKE) -s --no-print-directory BUILD=build/gcc all build/gcc/steps
	@echo "# random histories"; tests/property/run $(FUZZ_HISTORIES) 149 "$$(date +%s)"

$(BUILD)/fuzz-%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/core.a
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: fuzzers
fuzzers: $(FUZZ_NAMES:%=$(BUILD)/fuzz-%)

.PHONY: check
check: ## format, lint, layers, translations: seconds
	@tests/check

BENCH_PROGRAMS = $(addprefix $(BUILD)/,draw floor generate measure notices)

.PHONY: bench
bench: ## measure speed, memory, search and what a commit changes; against the floor, Hugo if installed, Pagefind
	@$(call install_packages,$(BUILD_PACKAGES) jq $(BROWSER_PACKAGES))
	@$(MAKE) --no-print-directory all $(BENCH_PROGRAMS)
	@tests/bench/run

$(BENCH_PROGRAMS): $(BUILD)/%: $(BUILD)/tests/bench/%.o $(BUILD)/core.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# What the JavaScript side of search is compared with.
$(BUILD)/folded: $(BUILD)/tests/search/folded.o $(BUILD)/core.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# The random histories of tests/property; it needs nothing of the program.
$(BUILD)/steps: $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/property/*.c))
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(shell pkg-config --libs glib-2.0)

.PHONY: print-flags
print-flags:
	@echo $(CPPFLAGS) -std=c17

C_FILES := $(wildcard gen/*.[ch] gen/*/*.[ch] tests/*/*.[ch])

.PHONY: format
format: ## lay out the C files by .clang-format
	clang-format -i $(C_FILES)

# Every message of the source, to be translated.
build/chayue.pot: $(SOURCES)
	@mkdir -p $(@D)
	@xgettext --from-code=UTF-8 -k_ -kN_ -kngettext:1,2 --no-location --sort-output --package-name=chayue \
		--foreign-user -o $@ $^

.PHONY: pot
pot: build/chayue.pot ## bring gen/po up to date with the messages in the source
	@for language in $(LANGUAGES); do \
		msgmerge -q -U --backup=none --no-fuzzy-matching --sort-output gen/po/$$language.po $<; done

.PHONY: install
install: all ## install under PREFIX (/usr/local)
	install -D -m 755 $(BUILD)/chayue $(DESTDIR)$(PREFIX)/bin/chayue
	mkdir -p $(DESTDIR)$(PREFIX)/share/chayue
	cp -R --no-preserve=ownership lua themes $(DESTDIR)$(PREFIX)/share/chayue/
	chmod -R u=rwX,go=rX $(DESTDIR)$(PREFIX)/share/chayue
	install -D -m 644 gen/man/chayue.1 $(DESTDIR)$(PREFIX)/share/man/man1/chayue.1
	install -D -m 644 gen/man/chayue-content.5 $(DESTDIR)$(PREFIX)/share/man/man5/chayue-content.5
	for language in $(LANGUAGES); do install -D -m 644 $(BUILD)/locale/$$language/LC_MESSAGES/chayue.mo \
		$(DESTDIR)$(PREFIX)/share/locale/$$language/LC_MESSAGES/chayue.mo; done

.PHONY: clean
clean: ## remove everything that was built
	rm -rf build

-include $(wildcard $(BUILD)/gen/*.d $(BUILD)/gen/*/*.d $(BUILD)/tests/*/*.d)
