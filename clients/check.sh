#!/usr/bin/env bash
# The tests of the vendor link's clients and documents. What cannot be tested here is said and is no failure.
# SECOND_READER, where set, is the program that the clients hold sessions with.
set -euo pipefail
cd "$(dirname "$0")"

note() { echo "NOTE: $1 was NOT tested: $2."; }

export PYTHONDONTWRITEBYTECODE=1
python3 interface.py --check
if command -v gcc >/dev/null || command -v clang >/dev/null; then
	make --no-print-directory -C c check
else
	note "the C client" "neither gcc nor clang is installed"
fi

if command -v pytest >/dev/null && python3 -c 'import second_reader_link' 2>/dev/null; then
	cd python
	echo "== the Python client"
	ruff check -q . && ruff format -q --check . && mypy --no-error-summary --cache-dir=/dev/null
	pytest
	# Without the compiled part of protobuf, too.
	PROTOCOL_BUFFERS_PYTHON_IMPLEMENTATION=python pytest tests/test_contract.py tests/test_session.py
else
	note "the Python client" "its environment is not there (scripts/setup.sh clients FOLDER, FOLDER/bin in PATH)"
fi
