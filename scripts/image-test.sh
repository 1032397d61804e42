#!/usr/bin/env bash
# Makes updates of an image, good ones and bad ones, and tries them: `image-test.sh BOARD PACKAGE.deb FOLDER`, where
# `image.sh` has put the image. POWER_CUTS is how many times the power is cut in an update.
set -euo pipefail
cd "$(dirname "$0")/.."

board="$1" package="$2" folder="$3"
test="$folder/test-$board"
mkdir -p "$test"
bundle() {
	IMAGE_BUNDLE_ONLY=1 IMAGE_VERSION="$1" scripts/image.sh "$board" "$package" "$folder"
	mv "$folder/second-reader-$board.raucb" "$test/$2.raucb"
}
resigned() {
	rm -f "$test/$2.raucb"
	rauc --cert "$1/cert.pem" --key "$1/key.pem" --keyring "$folder/keys/ca.pem" resign --signing-keyring "$1/cert.pem" \
		"$test/good.raucb" "$test/$2.raucb" >/dev/null
}
bundle trial-good good
IMAGE_BROKEN=1 bundle trial-broken broken
resigned "$folder/keys" again
head -c "$(($(stat -c %s "$test/good.raucb") * 2 / 3))" "$test/good.raucb" >"$test/truncated.raucb"
openssl req -x509 -newkey rsa:3072 -nodes -days 30 -subj "/CN=a stranger" -keyout "$test/key.pem" -out "$test/cert.pem" 2>/dev/null
resigned "$test" stranger
scripts/image-test.py "$board" "$folder/second-reader-$board.img" "$test"
