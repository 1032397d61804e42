#!/usr/bin/env bash
# Writes second_reader_pb2.py, its types and contract.py anew from the contract, with protoc 31 (pip install
# grpcio-tools==1.73.1); PROTOC_PYTHON names the Python that has it. --check says whether they are what the contract
# gives; without protoc it compares the contract with the checksums that the last run left.
set -euo pipefail
cd "$(dirname "$0")"

contract="${SRL_PROTO:-../../crates/wire/proto}"
package=src/second_reader_link
python="${PROTOC_PYTHON:-python3}"
sums() { (cd "$contract" && sha256sum second_reader.proto second_reader.options schema.lock); }
generate() {
	"$python" -m grpc_tools.protoc -I "$contract" --python_out="$1" --pyi_out="$1" second_reader.proto
	"$python" contract.py "$contract" >"$1/contract.py"
	sums >"$1/contract.sha256"
}

if [ "${1:-}" = --check ]; then
	if "$python" -c 'import grpc_tools' 2>/dev/null; then
		fresh="$(mktemp -d)"
		trap 'rm -rf "$fresh"' EXIT
		generate "$fresh"
		same=yes
		for file in "$fresh"/*; do cmp -s "$file" "$package/$(basename "$file")" || same=no; done
		[ $same = yes ] && exit 0
	else
		sums | cmp -s - "$package/contract.sha256" && exit 0
	fi
	echo "error: $package/second_reader_pb2.py is not what $contract gives" >&2
	echo "hint: clients/python/generate.sh, with grpcio-tools 1.73.1" >&2
	exit 1
fi
generate "$package"
