#!/usr/bin/env bash
# Holds what a board computes against what this machine computes: `test-aarch64.sh [PROGRAM NATIVE_PROGRAM]`. The
# tests of the small crates, of crates/qconv on each of its kernels, and, where they are named, the board's program against this machine's run under qemu-user, once as a processor with the instructions for int8 models (sdot) and once
# as a Cortex-A72, which has none. What is compared is compared byte for byte. Boards may be slower; they may not differ.
set -euo pipefail
cd "$(dirname "$0")/.."

target=aarch64-unknown-linux-gnu
emulator="$(command -v qemu-aarch64-static || command -v qemu-aarch64)"
# The libraries of the cross compiler stand in for the board's, all of them: its loader with the libc of a foreign
# package that this machine may have, too, makes no thread and spins for ever.
libraries=/usr/aarch64-linux-gnu
emulator=("$emulator" -L $libraries -E LD_LIBRARY_PATH=$libraries/lib)

echo "== tests of the vendor link's frames and of the vocabulary for $target"
[ -d "$(rustc --print sysroot)/lib/rustlib/$target" ] || export RUSTC=/usr/bin/rustc
crates() {
	CARGO_TARGET_DIR="${AARCH64_TARGET_DIR:?}" CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc \
		CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="${emulator[*]}" \
		cargo test --locked --quiet --release --target "$target" "$@"
}
crates --package anatomy --package wire --lib --tests

echo "== integer convolutions for $target"
CARGO_TARGET_DIR="$AARCH64_TARGET_DIR" QCONV_CASES="${QCONV_CASES:-60}" scripts/check-qconv.sh aarch64

[ $# = 2 ] || exit 0
program="$(realpath "$1")" native="$(realpath "$2")"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
entered=(--age 22+3 --left right)

# Reads a clip of that size with a pack: what was found in frames, the exam, and what is drawn of it.
compare() {
	local name="$1" pack="$2" size="$3" cpu
	"$native" phantom --seed 7 --seconds 1 --fps 12 --size "$size" --out "$work/$name.y4m" >/dev/null
	local clip="$work/$name.y4m"
	"$native" read "$clip" --model "$pack" --allow-unsigned "${entered[@]}" --out "$work/$name-native" >/dev/null
	for cpu in max cortex-a72; do
		"${emulator[@]}" -cpu $cpu "$program" read "$clip" --model "$pack" --allow-unsigned "${entered[@]}" --out "$work/$name-$cpu" >/dev/null
		diff -r "$work/$name-native" "$work/$name-$cpu" ||
			{ echo "error: $pack: $cpu finds something else than this machine" >&2; exit 1; }
		# The exam, made again of the frames alone.
		"${emulator[@]}" -cpu $cpu "$program" exam "$work/$name-native" --model "$pack" "${entered[@]}" --json >"$work/$name-$cpu.json"
		"$native" exam "$work/$name-native" --model "$pack" "${entered[@]}" --json | cmp - "$work/$name-$cpu.json"
	done
	echo "$pack: $(cat "$work/$name-native"/* | wc -c) bytes of results are the same on $target"
}

echo "== golden self-tests and results of whole clips"
# Loading a pack is its self-test: sealed outputs, int8 packs with tolerance 0.
compare tiny tests/packs/tiny 320x240
compare small models/small 640x480
for cpu in cortex-a72 cortex-a76 max; do
	"${emulator[@]}" -cpu $cpu "$program" model verify models/standard --allow-unsigned
done
