#!/usr/bin/env bash
# Checks licences, bans and sources of every dependency with cargo-deny, and its advisories where
# the advisory database can be had. Installs cargo-deny into the cache when it is not there.
set -euo pipefail

version=0.20.2
tools="${CACHE_ROOT:?}/tools"
log="$(mktemp)"
trap 'rm -f "$log"' EXIT

say() { printf '%s\n' "$*" >&2; }

deny() {
	if command -v cargo-deny >/dev/null; then
		cargo-deny --all-features "$@"
	else
		"$tools/bin/cargo-deny" --all-features "$@"
	fi
}

if ! command -v cargo-deny >/dev/null && [ ! -x "$tools/bin/cargo-deny" ]; then
	say "installing cargo-deny $version into $tools (some minutes, once)"
	# The development profile: it builds in half the time and checks in two seconds all the same.
	CARGO_TARGET_DIR="$tools/target" \
		cargo install --locked --quiet --debug --root "$tools" --version "$version" cargo-deny
	rm -rf "$tools/target"
fi

deny check licenses bans sources

if deny fetch db >"$log" 2>&1; then
	deny check advisories
else
	say "NOTE: advisories were NOT checked: the advisory database cannot be reached from here."
fi
