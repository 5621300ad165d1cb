# Chayue: `make help` tells what there is.

# What has to be there, by Debian package; nothing else is needed on a fresh Debian 12.
BUILD_PACKAGES = build-essential pkg-config gettext libglib2.0-dev libcmark-gfm-dev libcmark-gfm-extensions-dev \
	libyaml-dev libjansson-dev liblua5.4-dev libgit2-dev libicu-dev git
TEST_PACKAGES = libcmocka-dev bats clang libclang-rt-14-dev clang-format lua-check mandoc jq

CC = gcc
BUILD = build
SANITIZE =
LIBRARIES = glib-2.0 gio-2.0 libcmark-gfm yaml-0.1 jansson lua5.4 libgit2 icu-uc

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings \
	-Wundef -Wvla -Wformat=2
ifdef CI
WARNINGS += -Werror
endif
OPTIMISE = -O2 -g
ifdef SANITIZE
OPTIMISE = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
endif
VERSION := 0.1.0
CFLAGS = $(OPTIMISE) -std=c17 $(WARNINGS)
CPPFLAGS = -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -Igen $(shell pkg-config --cflags $(LIBRARIES))
LDLIBS = $(shell pkg-config --libs $(LIBRARIES)) -lm

PREFIX = /usr/local
DESTDIR =

SOURCES := $(wildcard gen/*.c gen/*/*.c)
OBJECTS := $(SOURCES:gen/%.c=$(BUILD)/gen/%.o)
CORE := $(filter-out $(BUILD)/gen/main.o,$(OBJECTS))
UNIT_TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))

.PHONY: all
all: $(BUILD)/chayue

$(BUILD)/chayue: $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/core.a: $(CORE)
	rm -f $@
	ar rcs $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# ---- tests

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

.PHONY: unit
unit: $(UNIT_TESTS)
	@for test in $^; do echo "# $$test"; ./$$test || exit 1; done

$(BUILD)/fuzz/replay_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

.PHONY: clean
clean:
	rm -rf build

-include $(wildcard $(BUILD)/gen/*.d $(BUILD)/gen/*/*.d $(BUILD)/tests/*/*.d)
