#!/usr/bin/env bash
# Writes second_reader_pb2.py, its types and contract.py anew from the contract, with protoc 31 (pip install
# grpcio-tools==1.73.1); PROTOC_PYTHON names the Python that has it. --check says whether the contract is still the one
# that they were made from; the tests compare every message and field besides.
set -euo pipefail
cd "$(dirname "$0")"

contract="${SRL_PROTO:-../../crates/wire/proto}"
package=src/second_reader_link
if [ "${1:-}" = --check ]; then
	(cd "$contract" && sha256sum second_reader.proto second_reader.options schema.lock) | cmp -s - "$package/contract.sha256" && exit 0
	echo "error: $package/second_reader_pb2.py is not what $contract gives" >&2
	echo "hint: clients/python/generate.sh, with grpcio-tools 1.73.1" >&2
	exit 1
fi
"${PROTOC_PYTHON:-python3}" -m grpc_tools.protoc -I "$contract" --python_out="$package" --pyi_out="$package" \
	second_reader.proto
python3 contract.py "$contract" >"$package/contract.py"
(cd "$contract" && sha256sum second_reader.proto second_reader.options schema.lock) >"$package/contract.sha256"
