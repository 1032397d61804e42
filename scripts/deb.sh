#!/usr/bin/env bash
# Packs a built program with its units, models and board files: `deb.sh amd64|arm64 PROGRAM FOLDER` writes
# FOLDER/second-reader_VERSION_ARCH.deb. DEB_VERSION gives the package another version than that of
# Cargo.toml, DEB_OPTIONS more options to cargo-deb.
set -euo pipefail
cd "$(dirname "$0")/.."

arch="$1" program="$2" folder="$3"
# What a board's card and an update can bear.
board_bytes_max=25000000
case "$arch" in
amd64) target=x86_64-unknown-linux-gnu strip=strip ;;
arm64) target=aarch64-unknown-linux-gnu strip=aarch64-linux-gnu-strip ;;
*)
	echo "usage: scripts/deb.sh amd64|arm64 PROGRAM FOLDER" >&2
	exit 2
	;;
esac

version="$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)-1"
if ! head -1 board-configs/debian/changelog | grep -qF "($version)"; then
	echo "error: board-configs/debian/changelog does not begin with version $version" >&2
	echo "hint: add an entry for it, as dch does" >&2
	exit 1
fi
version="${DEB_VERSION:-$version}"

# The packer looks for the program where cargo puts it for a target: it gets a folder with that alone.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/$target/release" "$folder"
"$strip" -o "$work/$target/release/second-reader" "$program"
bytes="$(stat -c %s "$work/$target/release/second-reader")"
if [ "$arch" = arm64 ] && [ "$bytes" -gt $board_bytes_max ]; then
	echo "error: $program has $bytes bytes without symbols, more than $board_bytes_max" >&2
	exit 1
fi
SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}" \
	CARGO_TARGET_DIR="$work" cargo-deb --package second-reader --no-build --no-strip --target "$target" \
	--deb-version "$version" --output "$folder/second-reader_${version}_$arch.deb" --quiet ${DEB_OPTIONS:-} >/dev/null
echo "$folder/second-reader_${version}_$arch.deb (program: $bytes bytes)"
