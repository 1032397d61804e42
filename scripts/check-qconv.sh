#!/usr/bin/env bash
# The long checks of crates/qconv: `check-qconv.sh [exact] [aarch64] [miri] [sanitizers] [threads]`, all without an argument.
# QCONV_CASES is the number of random convolutions, 20000 if not set.
#
# exact       every kernel of this machine against the standard's text
# aarch64     the same under qemu-user as a Cortex-A72, a Cortex-A76 and with all that the emulator knows
# miri        the portable kernel and all around it, instruction by instruction; needs a nightly toolchain
# sanitizers  every kernel of this machine with AddressSanitizer; needs a nightly toolchain
# threads     the same with ThreadSanitizer; needs a nightly toolchain with the component rust-src
set -euo pipefail
cd "$(dirname "$0")/.."

export QCONV_CASES="${QCONV_CASES:-20000}"
qconv=(--locked --package qconv --no-default-features)

[ $# -gt 0 ] || set -- exact aarch64 miri sanitizers threads
for check in "$@"; do
	echo "== $check"
	case "$check" in
	exact)
		cargo test "${qconv[@]}" --test exact -- --nocapture
		;;
	aarch64)
		target=aarch64-unknown-linux-gnu
		emulator="$(command -v qemu-aarch64-static || command -v qemu-aarch64)"
		# Static: the C library of the cross compiler is not this system's.
		export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
		export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS="-C target-feature=+crt-static"
		for cpu in cortex-a72 cortex-a76 max; do
			echo "-- as $cpu"
			CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="$emulator -cpu $cpu" \
				cargo test "${qconv[@]}" --release --target $target --test exact --test nets --test allocations -- --nocapture
		done
		;;
	miri)
		cargo +nightly miri test "${qconv[@]}" --test exact --test nets
		;;
	sanitizers)
		# With a target, so that what runs while building is not instrumented.
		QCONV_CASES=1000 RUSTFLAGS="-Z sanitizer=address" cargo +nightly test "${qconv[@]}" \
			--target "$(rustc -vV | sed -n 's/^host: //p')" --test exact --test nets
		;;
	threads)
		# The standard library is built with it, too: its locks are what threads meet by.
		QCONV_CASES=1000 RUSTFLAGS="-Z sanitizer=thread" cargo +nightly test -Z build-std "${qconv[@]}" \
			--target "$(rustc -vV | sed -n 's/^host: //p')" --test exact --test nets
		;;
	*)
		echo "error: no check $check" >&2
		echo "hint: exact, aarch64, miri, sanitizers, threads" >&2
		exit 2
		;;
	esac
done
