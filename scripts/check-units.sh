#!/usr/bin/env bash
# Checks what systemd and udev are given: words that systemd does not know, and how much the service is exposed
# (`systemd-analyze security`: below 2.0 of 10). On a machine without systemd's tools it says so.
set -euo pipefail
cd "$(dirname "$0")/.."

exposure_max=19 # tenths

if ! systemd-analyze --version >/dev/null 2>&1; then
	echo "NOTE: the units were NOT checked: no systemd-analyze on this machine."
	exit 0
fi
root="$(mktemp -d)"
trap 'rm -rf "$root"' EXIT

for unit in board-configs/systemd/*.service board-configs/image/root/etc/systemd/system/*.service; do
	# The programs that units start are not installed here.
	copy="$root/$(basename "$unit")"
	sed -E 's#^(Exec[A-Za-z]*=[-+!@:]*)/[^ ]*#\1/bin/true#; /^Documentation=file:/d' "$unit" >"$copy"
	said="$(systemd-analyze verify --man=no --recursive-errors=no "$copy" 2>&1)" || true
	if [ -n "$said" ]; then
		echo "error: $unit: $said" >&2
		exit 1
	fi
done

unit=board-configs/systemd/second-reader.service
if ! said="$(systemd-analyze security --offline=yes --no-pager --threshold=$exposure_max "$unit" 2>&1)"; then
	echo "$said" | grep -v '✓' >&2
	echo "error: $unit: more exposed than $((exposure_max / 10)).$((exposure_max % 10))" >&2
	echo "hint: the lines above say what each missing restriction costs" >&2
	exit 1
fi
echo "$said" | grep 'Overall exposure'

mkdir -p "$root/etc" "$root/usr/lib/sysusers.d" "$root/usr/lib/tmpfiles.d"
cp board-configs/systemd/sysusers.d/*.conf "$root/usr/lib/sysusers.d/"
cp board-configs/systemd/tmpfiles.d/*.conf "$root/usr/lib/tmpfiles.d/"
systemd-sysusers --root="$root" 2>/dev/null
systemd-tmpfiles --root="$root" --create second-reader.conf
grep -q '^second-reader:' "$root/etc/passwd" && [ -d "$root/var/lib/second-reader" ]

if udevadm verify --help >/dev/null 2>&1; then
	udevadm verify --no-style board-configs/udev/*.rules
fi
