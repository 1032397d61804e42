#!/usr/bin/env bash
# Tries what an image does with its slots (board-configs/image/root/usr/lib/second-reader/slot) without an image: RAUC, systemd and
# GRUB's variables are stand-ins, and its files lie in a folder of their own. `make image-test` tries the real ones in QEMU.
set -euo pipefail
cd "$(dirname "$0")/.."

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{bin,rauc,medium}
sed -e "s#/usr/lib/second-reader/image#$work/image#; s#/data/rauc#$work/rauc#g; s#/run/second-reader-update#$work/medium#" \
	-e "s#/run/second-reader#$work/run#g; s#/proc/cmdline#$work/cmdline#; s#/boot/efi/EFI/second-reader/grubenv#$work/grubenv#" \
	board-configs/image/root/usr/lib/second-reader/slot >"$work/slot"
chmod +x "$work/slot"
stand_in() { printf '#!/bin/sh\n%s\n' "$2" >"$work/bin/$1" && chmod +x "$work/bin/$1"; }
stand_in mount 'exit 0'
stand_in umount 'exit 0'
stand_in sleep 'exit 0'
stand_in grub-editenv "cat $work/grubenv"
stand_in systemctl "echo systemctl \$* >>$work/calls; case \"\$*\" in *NRestarts*) cat $work/restarts ;; esac"
stand_in rauc "echo rauc \$1 \$2 >>$work/calls
case \"\$*\" in
*install*stranger*) printf 'installing\n 20%% Checking bundle\nLastError: signature verification failed\n'; exit 1 ;;
*install*) for line in '  0% Installing' ' 91% Copying image to rootfs.1' '100% Installing done.'; do
	echo \"\$line\"
	# The reader of the pipe has each line before the next one comes.
	n=0
	until grep -qs \"\${line##*% }\" $work/run/update || [ \$n = 10000 ]; do n=\$((n + 1)); done
	cat $work/run/update >>$work/told
done ;;
esac"
slot() { PATH="$work/bin:$PATH" "$work/slot" "$1" 2>&1; }
calls() { cat "$work/calls" 2>/dev/null && rm -f "$work/calls" || true; }
same() {
	[ "$2" = "$3" ] || {
		printf 'error: %s:\n%s\ninstead of\n%s\n' "$1" "$2" "$3" >&2
		exit 1
	}
}
echo one >"$work/image"
echo "root=A rauc.slot=A" >"$work/cmdline"
for name in a-stranger b-good c-other; do
	echo "$name" >"$work/medium/$name.raucb"
done

same "updates" "$(slot update)" "second-reader: slot A (one): a-stranger.raucb: REFUSED: signature verification failed
second-reader: slot A (one): b-good.raucb: installed, starting it"
same "the progress" "$(cat "$work/told")" "0 Installing
91 Copying image to rootfs.1
100 Installing done."
same "the progress until the new start" "$(cat "$work/run/update")" "100 b-good.raucb: starting it"
same "what was called" "$(calls | tail -1)" "systemctl --no-block reboot"
rm "$work/medium/c-other.raucb" "$work/run/update"
same "the same medium again" "$(slot update | tail -1)" "second-reader: slot A (one): b-good.raucb: was tried before"
[ ! -e "$work/run/update" ] || same "the progress of nothing" there gone
calls >/dev/null

slot unproven || same "a new image" proven unproven
echo 2 >"$work/restarts"
if slot good >/dev/null; then same "a service that starts anew" good bad; fi
slot unproven || same "an image that was not good" proven unproven
echo 0 >"$work/restarts"
slot good >/dev/null
if slot unproven; then same "an image that was good" unproven proven; fi
same "a service that fails after it was good" "$(slot failed)" \
	"second-reader: slot A (one): the service is down, and was good before: left for a person to see"
echo two >"$work/image"
echo B_OK=0 >"$work/grubenv"
same "a failure without another slot" "$(slot failed)" \
	"second-reader: slot A (two): this image does not work, and there is none to go back to: left for a person to see"
calls >/dev/null
echo B_OK=1 >"$work/grubenv"
same "a failure with another slot" "$(slot failed)" "second-reader: slot A (two): this image does not work: going back"
same "what was called" "$(calls)" "rauc status mark-bad
systemctl --no-block reboot"
echo "slot: updates, refusals, progress and falling back are as they should be"
