#!/usr/bin/env bash
# Sets up what a command needs: `setup.sh build` for building, `setup.sh browser` for the test of
# the live page. Installs Debian or Ubuntu packages as root or with passwordless sudo; otherwise
# says what to type. Asks no questions.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

# Runs as root: directly, or with a sudo that asks nothing. Fails where neither works.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif sudo -n true 2>/dev/null; then
		sudo -n "$@"
	else
		return 1
	fi
}

install() {
	command -v apt-get >/dev/null || return 1
	say "installing: $*"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 &&
		as_root env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2
}

have_libclang() {
	[ -n "${LIBCLANG_PATH:-}" ] ||
		compgen -G '/usr/lib/llvm-*/lib/libclang*.so*' >/dev/null ||
		compgen -G '/usr/lib*/libclang*.so*' >/dev/null
}

# Chromium, or Chrome, or Ubuntu's name for Chromium.
browser() {
	local name
	for name in chromium chromium-browser google-chrome; do
		# Ubuntu's chromium-browser without snap is a script that only says so.
		if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
			return 0
		fi
	done
	return 1
}

setup_build() {
	if ! command -v cargo >/dev/null; then
		say "error: cargo is not installed"
		say "hint: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh, then open a new shell;"
		say "      rustup takes the right version from rust-toolchain.toml"
		exit 1
	fi
	local missing=()
	command -v cc >/dev/null || missing+=(gcc libc6-dev)
	# The V4L2 bindings are generated from the kernel's header, and that takes libclang.
	have_libclang || missing+=(clang libclang-dev)
	[ ${#missing[@]} = 0 ] && return
	if ! install "${missing[@]}"; then
		say "error: packages are missing and could not be installed: ${missing[*]}"
		say "hint: sudo apt-get install -y ${missing[*]}"
		exit 1
	fi
}

setup_browser() {
	browser && return
	# Ubuntu's package is a snap, which does not work in containers: leave it to the person.
	if grep -qs '^ID=debian' /etc/os-release && install chromium && browser; then
		return
	fi
	say "NOTE: no Chromium or Chrome here and none could be installed: the live page is NOT tested."
	say "hint: install one so that \`chromium --version\` works, then run make test again"
	exit 3
}

case "${1:-}" in
build) setup_build ;;
browser) setup_browser ;;
*)
	say "usage: scripts/setup.sh build|browser"
	exit 2
	;;
esac
