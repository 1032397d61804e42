#!/usr/bin/env bash
# Makes the kernel and the initramfs of the emulated machine: `hil-guest.sh aarch64|x86_64 FOLDER`
# writes FOLDER/vmlinuz and FOLDER/initrd.gz, of Debian's packages (debian-packages.sh).
set -euo pipefail

here="$(cd "$(dirname "$0")/.." && pwd)"
machine="$1" folder="$2"
# Debian 13: the first with a kernel whose vivid connects its HDMI output to its input.
release=trixie
case "$machine" in
aarch64) arch=arm64 triplet=aarch64-linux-gnu loader=ld-linux-aarch64.so.1 loader_folder=lib ;;
x86_64) arch=amd64 triplet=x86_64-linux-gnu loader=ld-linux-x86-64.so.2 loader_folder=lib64 ;;
*)
	echo "usage: scripts/hil-guest.sh aarch64|x86_64 FOLDER" >&2
	exit 2
	;;
esac
# What the devices of the machine need, see crates/hil/src/guest/machine.rs.
modules=(virtio_pci virtio_console 9pnet_virtio 9p virtio_gpu virtio_input evdev vivid)
libraries=(libc.so.6 libm.so.6 libgcc_s.so.1 libstdc++.so.6 libudev.so.1 libcap.so.2
	libv4l2.so.0 libv4lconvert.so.0 libjpeg.so.62)

mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
root="$folder/root"

# Takes out of the unpacked packages what the guest needs, and drops the rest (half a gigabyte).
pick() {
	local from="$folder/unpacked" package version module name found
	rm -rf "$from" && mkdir "$from"
	for package in "$folder"/packages/*.deb; do
		dpkg-deb -x "$package" "$from"
	done
	# Packages from before the merge of /lib into /usr/lib unpack beside it.
	if [ -d "$from/lib" ] && [ ! -L "$from/lib" ]; then
		mkdir -p "$from/usr/lib" && cp -a "$from/lib/." "$from/usr/lib/" && rm -rf "$from/lib"
	fi
	[ -e "$from/lib" ] || ln -s usr/lib "$from/lib"
	rm -rf "$root" && mkdir -p "$root"/{bin,usr/bin,usr/lib,modules,proc,sys,dev,tmp,host,lib,lib64}
	version="$(basename "$(echo "$from"/lib/modules/*)")"
	depmod -b "$from" "$version"
	for module in "${modules[@]}"; do
		/sbin/modprobe -d "$from" -S "$version" --show-depends "$module"
	done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++' >"$folder/modules"
	while read -r module; do
		name="$(basename "${module%.xz}")"
		case "$module" in
		*.xz) xz -dc "$module" >"$root/modules/$name" ;;
		*) cp "$module" "$root/modules/$name" ;;
		esac
		echo "/modules/$name" >>"$root/modules/order"
	done <"$folder/modules"
	cp "$(find "$from" -name busybox -path '*bin*' -type f | head -1)" "$root/bin/busybox"
	# The guest's links are made here, from the list that this machine can read in the binary.
	for name in sh cat cut echo ls mount insmod mkdir rm cp mv ln kill sleep sync poweroff head tail \
		stty grep sed awk dd printf test [ wc ps timeout readlink uname cmp md5sum env true tee find \
		dmesg ifconfig wget seq killall; do
		ln -s busybox "$root/bin/$name"
	done
	cp "$from/usr/bin/v4l2-ctl" "$root/usr/bin/"
	for name in "${libraries[@]}" "$loader"; do
		found="$(find "$from/usr/lib" -name "$name" | head -1)"
		# Some of v4l2-ctl's libraries come and go between its versions.
		[ -n "$found" ] && cp -L "$found" "$root/usr/lib/"
	done
	ln -s "../usr/lib/$loader" "$root/$loader_folder/$loader"
	mkdir -p "$root/usr/lib/$triplet"
	cp "$(find "$from/boot" -name 'vmlinuz-*' | head -1)" "$folder/vmlinuz"
	rm -rf "$from"
}

"$here/scripts/debian-packages.sh" "$folder" "$arch" "$release" "$release" main busybox-static v4l-utils
made_from="$({ cat "${BASH_SOURCE[0]}" && ls "$folder/packages"; } | cksum)"
if [ "$(cat "$folder/made-from" 2>/dev/null)" != "$made_from" ]; then
	pick
	echo "$made_from" >"$folder/made-from"
fi
init="$here/crates/hil/guest/init"
if [ ! -e "$folder/initrd.gz" ] || [ "$folder/made-from" -nt "$folder/initrd.gz" ] ||
	! cmp -s "$init" "$root/init"; then
	install -m 755 "$init" "$root/init"
	(cd "$root" && find . | cpio --quiet -o -H newc -R 0:0 | gzip -1) >"$folder/initrd.new"
	mv "$folder/initrd.new" "$folder/initrd.gz"
fi
