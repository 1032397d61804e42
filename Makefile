# What a newcomer types. Each command sets up what it needs, see scripts/setup.sh.
#
#   make demo         build, read a phantom sweep live, leave demo-out/
#   make test         every test of the workspace
#   make clients      the tests of the vendor link's clients in C and Python (part of make test)
#   make lint         format, clippy, documentation, licences and advisories
#   make bench        time, allocations and memory of each stage; live for a minute
#   make bench-peers  the packs beside other engines (PEERS_OPTIONS="--kernel avx512-vnni" without AMX); see docs/qconv.md
#   make bench-aarch64   what the kernels for boards cost on paper: llvm-mca and counted instructions; see docs/qconv.md
#   make check-qconv  the long checks of crates/qconv: 20000 random convolutions here and as 64-bit ARM, Miri, sanitizers
#   make aarch64      the release binary for 64-bit ARM boards
#   make hil          the release binary in an emulated board whose grabber fails on command
#                     (HIL_FULL=1 for all checks, HIL_CHECKS="boot faults" for some, HIL_ARCH=x86_64
#                     for an emulated PC, which needs no cross build); see docs/hil.md
#   make hil-if-possible   the same, and no failure where it cannot be set up
#   make deb          a Debian package in DEB_OUT (ARCH=arm64 for boards); see docs/service.md
#   make deb-test     installs, runs, upgrades and purges it in a clean Debian 12
#   make deb-test-if-possible   the same, and no failure where it cannot be set up
#   make image        a bootable disk and a signed update in IMAGE_OUT (BOARD=generic-x86, raspberry-pi or qemu-virt); see docs/image.md
#   make image-test   boots it in QEMU, updates it, lets updates fail and cuts the power (IMAGE_CHECKS, POWER_CUTS); see docs/image.md
#   make test-aarch64 what the board's program reads under qemu-user is, byte for byte, what this machine's reads
#   make test-aarch64-if-possible   the same, and no failure where it cannot be set up
#   make bare         the vendor link's frames for a processor without a system, where the toolchain has one
#   make clean-demo   remove what the demo left

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := demo

CACHE_ROOT := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/second-reader
export CARGO_TARGET_DIR ?= $(CACHE_ROOT)/target
export RUSTDOCFLAGS ?= -D warnings

# Of the training, where it has been run once; its tests are skipped with a message where not.
TRAINING_PYTHON := $(or $(wildcard $(CACHE_ROOT)/venv/bin/python),python3)

CLIENTS_VENV := $(CACHE_ROOT)/clients-venv
SECOND_READER ?=

DEMO_BOARD ?= board-configs/demo.toml
DEMO_OUT ?= demo-out
DEMO_SECONDS ?= 15
BENCH_SECONDS ?= 60
BENCH_JSON ?= bench.json
BARE_TARGET ?= thumbv7em-none-eabihf

export AARCH64_TARGET_DIR ?= $(CACHE_ROOT)/target-aarch64
HIL_ARCH ?= aarch64
HIL_FULL ?=
HIL_CHECKS ?=
HIL_SECONDS_MAX ?= $(if $(HIL_FULL),3600,1200)
HIL_MODEL ?= tests/packs/tiny
HIL_REPLAY_MODEL ?= models/small
HIL := $(CACHE_ROOT)/hil/$(HIL_ARCH)
HIL_STRIP := $(if $(filter x86_64,$(HIL_ARCH)),strip,aarch64-linux-gnu-strip)
HIL_PROGRAMS := $(if $(filter x86_64,$(HIL_ARCH)),$(CARGO_TARGET_DIR)/debug,$(AARCH64_TARGET_DIR)/aarch64-unknown-linux-gnu/release)

ARCH ?= $(or $(shell dpkg --print-architecture 2>/dev/null),amd64)
DEB_OUT ?= $(CACHE_ROOT)/deb
# dev: the program that `make test` builds, too; no second build of everything.
DEB_PROFILE ?= release
export DEB_OPTIONS ?=
DEB_TOOLS := $(CACHE_ROOT)/tools
DEB_PROGRAM = $(if $(filter arm64,$(ARCH)),$(AARCH64_TARGET_DIR)/aarch64-unknown-linux-gnu/release,$(CARGO_TARGET_DIR)/$(if $(filter dev,$(DEB_PROFILE)),debug,release))/second-reader
DEB_VERSION_IS = $(shell sed -n '1s/.*(\(.*\)).*/\1/p' board-configs/debian/changelog)
DEB_PACKAGE = $(DEB_OUT)/second-reader_$(DEB_VERSION_IS)_$(ARCH).deb

BOARD ?= generic-x86
IMAGE_OUT ?= $(CACHE_ROOT)/image
IMAGE_MACHINE = $(shell sed -n 's/^machine=//p' board-configs/image/$(BOARD).conf)
IMAGE_ARCH = $(shell sed -n 's/^arch=//p' board-configs/image/$(BOARD).conf)

.PHONY: image image-package image-test bench-aarch64 check-qconv
.PHONY: deb deb-program-amd64 deb-program-arm64 deb-test deb-test-if-possible test-aarch64 test-aarch64-if-possible
.PHONY: demo test clients lint bench bench-peers bare aarch64 hil hil-if-possible hil-programs hil-programs-aarch64 hil-programs-x86_64 clean-demo

demo:
	@scripts/setup.sh build
	cargo build --locked
	@$(CARGO_TARGET_DIR)/debug/second-reader run --board $(DEMO_BOARD) --seconds $(DEMO_SECONDS) --out $(DEMO_OUT)

# Examples are looked at by `make lint`, and no comment holds a test: building them for it costs minutes.
TESTS := cargo test --locked --workspace --lib --bins --tests
test:
	@scripts/setup.sh build
	@if scripts/setup.sh browser; then \
		$(TESTS); \
	else \
		SECOND_READER_SKIP_BROWSER=1 $(TESTS); \
		echo "NOTE: the live page was NOT tested: no Chromium or Chrome on this machine."; \
	fi
	@if command -v $(TRAINING_PYTHON) >/dev/null; then \
		PYTHONDONTWRITEBYTECODE=1 $(TRAINING_PYTHON) -m unittest discover -v -s models/training; \
	else \
		echo "NOTE: the training was NOT tested: no Python on this machine."; \
	fi
	@$(MAKE) --no-print-directory clients SECOND_READER=$(CARGO_TARGET_DIR)/debug/second-reader
	@scripts/slot-test.sh

# With the program, the clients hold sessions with it, too.
clients:
	@scripts/setup.sh clients $(CLIENTS_VENV)
	@SECOND_READER="$(SECOND_READER)" PATH="$(CLIENTS_VENV)/bin:$$PATH" clients/check.sh

lint:
	@scripts/setup.sh build
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo doc --locked --workspace --no-deps --document-private-items
	@CACHE_ROOT=$(CACHE_ROOT) scripts/deny.sh
	@scripts/check-units.sh
	@scripts/check-links.py

bench:
	@scripts/setup.sh build
	cargo build --locked
	@$(CARGO_TARGET_DIR)/debug/second-reader bench --seconds $(BENCH_SECONDS) --json $(BENCH_JSON)

bare:
	@if rustup target add $(BARE_TARGET) 2>/dev/null; then \
		cargo build --locked --package wire --target $(BARE_TARGET); \
	else \
		echo "NOTE: crates/wire was NOT built for $(BARE_TARGET): its target cannot be had here."; \
	fi

aarch64:
	@scripts/setup.sh aarch64
	@scripts/aarch64.sh --package second-reader

hil-programs-aarch64: aarch64

hil-programs-x86_64:
	@scripts/setup.sh build

# The driver ends by itself; the limit is for the day on which it does not.
hil: hil-programs-$(HIL_ARCH)
	@scripts/setup.sh hil $(HIL_ARCH) $(HIL)
	cargo build --locked --package second-reader --package hil
	@scripts/setup.sh clients $(CLIENTS_VENV)
	@$(MAKE) --no-print-directory -s -C clients/c BUILD=$(HIL)/clients $(HIL)/clients/watch
	@rm -rf $(HIL)/pack $(HIL)/replay $(HIL)/bin && mkdir $(HIL)/bin
	@cp -rL $(HIL_MODEL) $(HIL)/pack && cp -rL $(HIL_REPLAY_MODEL) $(HIL)/replay
	@$(HIL_STRIP) -o $(HIL)/bin/second-reader $(HIL_PROGRAMS)/second-reader
	@timeout --kill-after=10 $(HIL_SECONDS_MAX) $(CARGO_TARGET_DIR)/debug/hil \
		--machine $(HIL_ARCH) --guest $(HIL) --run $(HIL)/run --put $(HIL)/pack \
		--client $(HIL)/clients/watch --client $(CLIENTS_VENV)/bin/srlink --put $(HIL)/replay --put $(HIL)/bin/second-reader --native $(CARGO_TARGET_DIR)/debug/second-reader \
		$(if $(HIL_FULL),--full) $(HIL_CHECKS) || { echo "logs and pictures: $(HIL)/run" >&2; exit 1; }

# For a machine on which the emulator, the cross compiler or the guest's kernel may be out of reach: what
# is missing then is said and is no failure, while a check that ran and failed is one.
hil-if-possible:
	@if scripts/setup.sh hil $(HIL_ARCH) $(HIL) && \
		{ [ $(HIL_ARCH) = x86_64 ] || scripts/setup.sh aarch64; }; then \
		$(MAKE) --no-print-directory hil; \
	else \
		echo "NOTE: hardware in the loop was NOT tested ($(HIL_ARCH), $(or $(HIL_CHECKS),core checks)): it cannot be set up here."; \
	fi

# The engines' own packages, locked; a virtual environment in the cache.
PEERS_VENV := $(CACHE_ROOT)/peers-venv
PEERS_SECONDS ?= 6
bench-peers:
	@scripts/setup.sh build
	@[ -x $(PEERS_VENV)/bin/python ] || python3 -m venv $(PEERS_VENV)
	@$(PEERS_VENV)/bin/pip install --quiet --disable-pip-version-check -r benches/peers.txt
	cargo build --locked --package second-reader --package qconv --examples
	@$(PEERS_VENV)/bin/python benches/peers.py --example $(CARGO_TARGET_DIR)/debug/examples/model \
		--threads 1 2 --seconds $(PEERS_SECONDS) $(PEERS_OPTIONS) dense models/standard/model.onnx models/small/model.onnx

# The objects of tract's kernels are there once `make aarch64` ran.
BOARD_TARGET := aarch64-unknown-linux-gnu
bench-aarch64: export CARGO_TARGET_$(shell echo $(BOARD_TARGET) | tr a-z- A-Z_)_LINKER = aarch64-linux-gnu-gcc
bench-aarch64: export CARGO_TARGET_$(shell echo $(BOARD_TARGET) | tr a-z- A-Z_)_RUSTFLAGS = -C target-feature=+crt-static
bench-aarch64:
	@scripts/setup.sh aarch64
	@scripts/setup.sh qemu-user
	@scripts/setup.sh llvm-mca
	@rm -f $(CARGO_TARGET_DIR)/$(BOARD_TARGET)/release/deps/qconv-*.o
	cargo build --locked --release --target $(BOARD_TARGET) --package qconv --no-default-features --example by_hand
	cargo rustc --locked --release --target $(BOARD_TARGET) --package qconv --no-default-features --lib -- --emit obj -C codegen-units=1
	@python3 benches/aarch64.py --object $(CARGO_TARGET_DIR)/$(BOARD_TARGET)/release/deps/qconv-*.o \
		--program $(CARGO_TARGET_DIR)/$(BOARD_TARGET)/release/examples/by_hand \
		--tract $(wildcard $(AARCH64_TARGET_DIR)/$(BOARD_TARGET)/release/build/tract-linalg-*/out/*arm64simd_mmm_i32*.o)

check-qconv:
	@scripts/setup.sh build
	@scripts/setup.sh aarch64
	@scripts/setup.sh qemu-user
	@scripts/check-qconv.sh

test-aarch64: aarch64
	@scripts/setup.sh build
	@scripts/setup.sh qemu-user
	cargo build --locked --package second-reader
	@scripts/test-aarch64.sh $(AARCH64_TARGET_DIR)/aarch64-unknown-linux-gnu/release/second-reader $(CARGO_TARGET_DIR)/debug/second-reader

test-aarch64-if-possible:
	@if scripts/setup.sh aarch64 && scripts/setup.sh qemu-user; then \
		$(MAKE) --no-print-directory test-aarch64; \
	else \
		echo "NOTE: nothing was tested as 64-bit ARM: the cross compiler or qemu-user cannot be set up here."; \
	fi

deb-program-arm64: aarch64

deb-program-amd64:
	@scripts/setup.sh build
	cargo build --locked --profile $(DEB_PROFILE) --package second-reader

deb: deb-program-$(ARCH)
	@scripts/setup.sh deb $(ARCH) $(DEB_TOOLS)
	@PATH="$(DEB_TOOLS)/bin:$$PATH" scripts/deb.sh $(ARCH) $(DEB_PROGRAM) $(DEB_OUT)

deb-test: deb
	@scripts/deb-test.sh $(DEB_PACKAGE) $(CACHE_ROOT)/deb-test

deb-test-if-possible:
	@if [ "$$(id -u)" = 0 ] && unshare --mount mount -t tmpfs tmpfs /mnt 2>/dev/null && scripts/setup.sh deb $(ARCH) $(DEB_TOOLS); then \
		$(MAKE) --no-print-directory deb-test; \
	else \
		echo "NOTE: the package for $(ARCH) was NOT tested: it takes root that may mount, mmdebstrap and Debian's archive."; \
	fi

image-package:
	@scripts/setup.sh image $(IMAGE_ARCH) $(IMAGE_OUT)
	@$(MAKE) --no-print-directory deb ARCH=$(IMAGE_ARCH)

image: image-package
	@scripts/image.sh $(BOARD) $(DEB_OUT)/second-reader_$(DEB_VERSION_IS)_$(IMAGE_ARCH).deb $(IMAGE_OUT)

image-test: image
	@scripts/setup.sh hil $(IMAGE_MACHINE) $(CACHE_ROOT)/hil/$(IMAGE_MACHINE)
	@scripts/image-test.sh $(BOARD) $(DEB_OUT)/second-reader_$(DEB_VERSION_IS)_$(IMAGE_ARCH).deb $(IMAGE_OUT)

clean-demo:
	rm -rf demo-out bench.json
