#!/usr/bin/env bash
# Writes generated/ anew from the contract with nanopb's generator 0.4.9.1 (pip install nanopb==0.4.9.1
# protobuf grpcio-tools), or with --check says whether it is what the contract gives. NANOPB_GENERATOR
# names the generator where it is not in PATH. Without a generator --check compares the contract with the
# checksums that the last run left: that tells a changed contract, not edited files.
set -euo pipefail
cd "$(dirname "$0")"

contract="${SRL_PROTO:-../../crates/wire/proto}"
generator="${NANOPB_GENERATOR:-nanopb_generator}"
sums() { (cd "$contract" && sha256sum second_reader.proto second_reader.options schema.lock); }
generate() {
	"$generator" -q -T -D "$1" -I "$contract" -s enum_to_string:true "$contract/second_reader.proto"
	python3 - "$contract/schema.lock" >"$1/schema_hash.h" <<'PYTHON'
import sys, zlib

lines = [line for line in open(sys.argv[1], "rb") if not line.startswith(b"#")]
print("/* Made by generate.sh: the CRC-32 of the numbers of the contract (schema.lock). */")
print("#ifndef SRL_SCHEMA_HASH")
print(f"#define SRL_SCHEMA_HASH 0x{zlib.crc32(b''.join(lines)):08X}u")
print("#endif")
PYTHON
	sums >"$1/contract.sha256"
}

if [ "${1:-}" = --check ]; then
	if command -v "$generator" >/dev/null; then
		fresh="$(mktemp -d)"
		trap 'rm -rf "$fresh"' EXIT
		generate "$fresh"
		diff -ru generated "$fresh" && exit 0
	else
		sums | cmp -s - generated/contract.sha256 && exit 0
	fi
	echo "error: clients/c/generated is not what $contract gives" >&2
	echo "hint: clients/c/generate.sh, with nanopb's generator 0.4.9.1" >&2
	exit 1
fi
mkdir -p generated
generate generated
