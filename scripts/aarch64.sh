#!/usr/bin/env bash
# Builds the release binaries for 64-bit ARM boards: `aarch64.sh [CARGO ARGUMENTS]`. With rustup's
# target where it is installed, else with Debian's own compiler, which has the target as a package.
# `scripts/setup.sh aarch64` installs either.
set -euo pipefail
cd "$(dirname "$0")/.."

target=aarch64-unknown-linux-gnu
export CARGO_TARGET_DIR="${AARCH64_TARGET_DIR:?}"
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER="${CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER:-aarch64-linux-gnu-gcc}"

if ! [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
	# Never mixed with rustup's: another compiler, another target folder.
	export RUSTC=/usr/bin/rustc
fi
cargo build --locked --release --target "$target" "$@"

# tract leaves its kernels for int8 out without a word where the assembler does not know them.
binary="$CARGO_TARGET_DIR/$target/release/second-reader"
kernels="$(aarch64-linux-gnu-objdump -d "$binary" | grep -cw sdot || true)"
if [ "$kernels" = 0 ]; then
	echo "error: $binary has no sdot instructions: int8 models would run several times slower" >&2
	echo "hint: the cross assembler must accept -march=armv8.2-a+dotprod: binutils 2.30 or newer" >&2
	exit 1
fi
echo "$binary ($kernels sdot instructions)"
