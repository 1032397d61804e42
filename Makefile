# What a newcomer types. Each command sets up what it needs, see scripts/setup.sh.
#
#   make demo         build, read a phantom sweep live, leave demo-out/
#   make test         every test of the workspace
#   make lint         format, clippy, documentation, licences and advisories
#   make bench        time, allocations and memory of each stage; live for a minute
#   make clean-demo   remove what the demo left

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := demo

CACHE_ROOT := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/second-reader
export CARGO_TARGET_DIR ?= $(CACHE_ROOT)/target
export RUSTDOCFLAGS ?= -D warnings

# Of the training, where it has been run once; its tests are skipped with a message where not.
TRAINING_PYTHON := $(or $(wildcard $(CACHE_ROOT)/venv/bin/python),python3)

DEMO_BOARD ?= board-configs/demo.toml
DEMO_OUT ?= demo-out
DEMO_SECONDS ?= 15
BENCH_SECONDS ?= 60
BENCH_JSON ?= bench.json

.PHONY: demo test lint bench clean-demo

demo:
	@scripts/setup.sh build
	cargo build --locked
	@$(CARGO_TARGET_DIR)/debug/second-reader run --board $(DEMO_BOARD) --seconds $(DEMO_SECONDS) --out $(DEMO_OUT)

test:
	@scripts/setup.sh build
	@if scripts/setup.sh browser; then \
		cargo test --locked --workspace; \
	else \
		SECOND_READER_SKIP_BROWSER=1 cargo test --locked --workspace; \
		echo "NOTE: the live page was NOT tested: no Chromium or Chrome on this machine."; \
	fi
	@if command -v $(TRAINING_PYTHON) >/dev/null; then \
		PYTHONDONTWRITEBYTECODE=1 $(TRAINING_PYTHON) -m unittest discover -v -s models/training; \
	else \
		echo "NOTE: the training was NOT tested: no Python on this machine."; \
	fi

lint:
	@scripts/setup.sh build
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings
	cargo doc --locked --workspace --no-deps --document-private-items
	@CACHE_ROOT=$(CACHE_ROOT) scripts/deny.sh

bench:
	@scripts/setup.sh build
	cargo build --locked
	@$(CARGO_TARGET_DIR)/debug/second-reader bench --seconds $(BENCH_SECONDS) --json $(BENCH_JSON)

clean-demo:
	rm -rf demo-out bench.json
