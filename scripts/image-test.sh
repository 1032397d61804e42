#!/usr/bin/env bash
# Tries an image in QEMU: `image-test.sh BOARD PACKAGE.deb FOLDER`, where `image.sh` has put the image. Makes updates of it, good
# ones and bad ones, and what the emulated machine is brought, where a check that is wanted needs it; then scripts/image-test
# does the rest, which says what IMAGE_CHECKS, POWER_CUTS and SEED are.
set -euo pipefail
cd "$(dirname "$0")/.."

board="$1" package="$2" folder="$3"
test="$folder/test-$board"
mkdir -p "$test"
if [ "$board" = raspberry-pi ]; then
	# Nothing can be brought to the emulated one.
	PYTHONDONTWRITEBYTECODE=1 exec python3 scripts/image-test "$board" "$folder/second-reader-$board.img" "$test"
fi
checks="${IMAGE_CHECKS:-refused update broken unfit cuts}"
# shellcheck source=/dev/null
. "board-configs/image/$board.conf"

wanted() { [[ " $checks " == *" $1 "* ]]; }
# A bundle of that name is made once for each package.
bundle() {
	local of
	of="$(cat "$package" scripts/image.sh board-configs/image/"$board.conf" <(tar -c --mtime=@0 board-configs/image/root) | sha256sum)"
	if [ "$(cat "$test/$1.of" 2>/dev/null)" != "$of" ]; then
		echo "making the update $1"
		IMAGE_MAKE=bundle IMAGE_VERSION="trial-$1" IMAGE_BROKEN="${2:-}" scripts/image.sh "$board" "$package" "$folder" >/dev/null
		mv "$folder/second-reader-$board.raucb" "$test/$1.raucb"
		echo "$of" >"$test/$1.of"
	fi
}
resigned() {
	rm -f "$test/$2.raucb"
	rauc --cert "$1/cert.pem" --key "$1/key.pem" --keyring "$folder/keys/ca.pem" resign --signing-keyring "$1/cert.pem" \
		"$test/good.raucb" "$test/$2.raucb" >/dev/null
}
if wanted refused || wanted update || wanted cuts; then
	bundle good
	resigned "$folder/keys" again
fi
if wanted refused; then
	head -c "$(($(stat -c %s "$test/good.raucb") * 2 / 3))" "$test/good.raucb" >"$test/truncated.raucb"
	openssl req -x509 -newkey rsa:3072 -nodes -days 30 -subj "/CN=a stranger" -keyout "$test/key.pem" -out "$test/cert.pem" 2>/dev/null
	resigned "$test" stranger
fi
! wanted broken || bundle broken run
! wanted unfit || bundle unfit doctor

# The program that is tested draws the footage for the grabber: two seconds of a sweep, which are looped, in NV12.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
dpkg-deb -x "$package" "$work"
emulator=()
if [ "$arch" != "$(dpkg --print-architecture)" ]; then
	emulator=(qemu-aarch64-static -L /usr/aarch64-linux-gnu)
fi
"${emulator[@]}" "$work/usr/bin/second-reader" phantom --seed 7 --seconds 2 --fps 12 --size 640x480 --out "$work/feed.y4m" >/dev/null
python3 - "$work/feed.y4m" "$test/feed.nv12" <<'PYTHON'
import sys

clip, luma = open(sys.argv[1], "rb").read(), 640 * 480
place = clip.index(b"\n") + 1
with open(sys.argv[2], "wb") as out:
    while place < len(clip):
        place += len(b"FRAME\n")
        out.write(clip[place : place + luma] + b"\x80" * (luma // 2))
        place += luma * 3 // 2
PYTHON
# Programs for V4L2 are those of the emulated board.
tools="$folder/../hil/$machine/root"
rm -rf "$test/lib"
mkdir "$test/lib"
for library in libv4l2 libv4lconvert libjpeg libstdc++ libgcc_s libudev libcap; do
	cp "$tools/usr/lib/$library".so* "$test/lib/" 2>/dev/null || true
done
cp "$tools/usr/bin/v4l2-ctl" "$test/"
PYTHONDONTWRITEBYTECODE=1 python3 scripts/image-test "$board" "$folder/second-reader-$board.img" "$test"
