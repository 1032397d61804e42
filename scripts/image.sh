#!/usr/bin/env bash
# Makes a bootable disk and a signed update of Debian's packages and ours: `image.sh BOARD PACKAGE.deb FOLDER` writes
# FOLDER/second-reader-BOARD.img and FOLDER/second-reader-BOARD.raucb. No loop mounts; root, for owners of files and for
# running the packages' scripts. docs/image.md says what lies where.
#
# IMAGE_VERSION names it; IMAGE_MAKE=disk or bundle makes one of the two; IMAGE_KEYS is the folder of key.pem, cert.pem and ca.pem (made for trying where there is none);
# IMAGE_BROKEN=run or doctor makes one in which that command fails, to see it fall
# back.
set -euo pipefail
cd "$(dirname "$0")/.."

board="$1" package="$(realpath "$2")"
mkdir -p "$3"
folder="$(realpath "$3")"
recipe=board-configs/image
if ! [ -e "$recipe/$board.conf" ]; then
	echo "error: no recipe for $board" >&2
	echo "hint: there are $(cd $recipe && echo *.conf | sed 's/\.conf//g')" >&2
	exit 2
fi
# shellcheck source=/dev/null
. "$recipe/$board.conf"
version="${IMAGE_VERSION:-$(dpkg-deb -f "$package" Version)}"
keys="${IMAGE_KEYS:-$folder/keys}"
root_mib=400 esp_mib=64 data_mib=1536

base="$folder/base-$arch.tar"
if ! [ -s "$base" ]; then
	echo "making the base of Debian 13 for $arch"
	mmdebstrap --quiet --mode=root --format=tar --architectures="$arch" --variant=essential \
		--aptopt='APT::Install-Recommends "false"' --dpkgopt='path-exclude=/usr/share/man/*' \
		--dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
		--include=systemd-sysv,udev,dbus,rauc,rauc-service,grub-common,nftables,kmod,e2fsprogs,libgcc-s1,passwd,util-linux,mount \
		trixie "$base.new" http://deb.debian.org/debian
	mv "$base.new" "$base"
fi
# shellcheck disable=SC2086
scripts/debian-packages.sh "$folder/$board" "$arch" trixie "${kernel_release:-trixie}" "main${firmware_sections:+ $firmware_sections}" \
	busybox-static ${firmware_packages:-}
packages="$folder/$board/packages"

if ! [ -e "$keys/key.pem" ]; then
	echo "making keys for trying in $keys: whoever has the folder can sign updates for these images"
	mkdir -p "$keys"
	openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/CN=second-reader trial updates" \
		-keyout "$keys/key.pem" -out "$keys/cert.pem" 2>/dev/null
	cp "$keys/cert.pem" "$keys/ca.pem"
fi

work="$(mktemp -d)"
trap 'rm -rf --one-file-system "$work"' EXIT
root="$work/root"
mkdir -p "$root" "$work/esp/EFI/BOOT" "$work/esp/EFI/second-reader" "$work/esp/second-reader"

# The system.
tar -x --numeric-owner --exclude='./dev/*' -f "$base" -C "$root"
cp "$package" "$root/tmp/package.deb"
chroot "$root" env PATH=/usr/sbin:/usr/bin:/sbin:/bin dpkg --force-depends -i /tmp/package.deb >/dev/null
rm -rf "$root"/tmp/* "$root"/var/cache/apt "$root"/var/lib/apt
cp -r $recipe/root/. "$root/"
sed -i "s/@COMPATIBLE@/second-reader-$board/" "$root/etc/rauc/system.conf"
cp "$keys/ca.pem" "$root/etc/rauc/keyring.pem"
echo "$version" >"$root/usr/lib/second-reader/image"
echo second-reader >"$root/etc/hostname"
: >"$root/etc/machine-id"
mkdir -p "$root/data" "$root/boot/efi"
# The board's and the site's files lie on the partition that any computer can write.
rm -rf "$root/etc/second-reader"
ln -s /boot/efi/second-reader "$root/etc/second-reader"
wants="$root/etc/systemd/system/multi-user.target.wants"
ln -sf ../second-reader-good.service "$wants/"
ln -sf /usr/lib/systemd/system/nftables.service "$wants/"
# No way in: no console on any line or screen, and no shell when something fails: the board starts anew then,
# until the slot has no try left (emergency.service, rescue.service).
for unit in getty.target getty@.service serial-getty@.service console-getty.service autovt@.service debug-shell.service \
	ctrl-alt-del.target apt-daily.timer apt-daily-upgrade.timer; do
	ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
if [ -n "${IMAGE_BROKEN:-}" ]; then
	mv "$root/usr/bin/second-reader" "$root/usr/lib/second-reader/program"
	printf '#!/bin/sh\n[ "$1" != %s ] || exit 1\nexec /usr/lib/second-reader/program "$@"\n' "$IMAGE_BROKEN" >"$root/usr/bin/second-reader"
	chmod 755 "$root/usr/bin/second-reader"
fi

# The kernel, with the modules that the board needs and no others, and the initramfs: made once for each recipe and kernel.
make_kernel() {
	local from="$work/unpacked" made="$work/kernel" initramfs="$work/initramfs" kernel kept place module name package
	mkdir -p "$from" "$made/boot" "$made/esp" "$initramfs"/{bin,modules,proc,sys,dev,root}
	# shellcheck disable=SC2086
	for name in linux busybox-static ${firmware_packages:-}; do
		for package in "$packages/$name"[-_]*.deb; do
			dpkg-deb -x "$package" "$from"
		done
	done
	[ ! -d "$from/lib" ] || [ -L "$from/lib" ] || { mkdir -p "$from/usr/lib" && cp -a "$from/lib/." "$from/usr/lib/" && rm -rf "$from/lib"; }
	[ -e "$from/lib" ] || ln -s usr/lib "$from/lib"
	kernel="$(basename "$(echo "$from"/lib/modules/*)")"
	depmod -b "$from" "$kernel"
	kept="$made/usr/lib/modules/$kernel"
	mkdir -p "$kept"
	ln -s usr/lib "$made/lib"
	cp "$from/lib/modules/$kernel"/modules.{builtin,builtin.modinfo,order} "$kept/"
	with_dependencies() {
		for module in $1; do
			/sbin/modprobe -d "$from" -S "$kernel" --show-depends "$module" 2>/dev/null || true
		done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++'
	}
	with_dependencies "$boot_modules" >"$work/boot-modules"
	with_dependencies "$boot_modules $modules" >"$work/modules"
	while read -r module; do
		place="$kept/${module#*"/modules/$kernel/"}"
		place="${place%.xz}"
		mkdir -p "$(dirname "$place")"
		case "$module" in
		*.xz) xz -dc "$module" >"$place" ;;
		*) cp "$module" "$place" ;;
		esac
		if grep -qxF "$module" "$work/boot-modules"; then
			cp "$place" "$initramfs/modules/"
			echo "/modules/$(basename "$place")" >>"$initramfs/modules/order"
		fi
	done <"$work/modules"
	depmod -b "$made" "$kernel"
	rm "$made/lib"
	cp "$(find "$from" -path '*bin/busybox' -type f | head -1)" "$initramfs/bin/busybox"
	for name in sh mount insmod cat grep head basename dirname sleep echo reboot switch_root; do
		ln -s busybox "$initramfs/bin/$name"
	done
	cp $recipe/initramfs-init "$initramfs/init"
	(cd "$initramfs" && find . | cpio --quiet -o -H newc -R 0:0 | gzip -6) >"$made/boot/initrd.gz"
	# Older releases' packages have it in /boot, newer ones beside its modules.
	cp "$(find "$from/boot/vmlinuz-$kernel" "$from/lib/modules/$kernel/vmlinuz" 2>/dev/null | head -1)" "$made/boot/vmlinuz"
	for name in ${firmware:-}; do
		cp "$(find -H "$from/lib" -path "*/$name" | head -1)" "$made/esp/"
	done
	rm -rf "$from"
	tar -c --owner=0 --group=0 --sort=name -C "$made" boot esp usr >"$folder/kernel-$board.new"
	mv "$folder/kernel-$board.new" "$folder/kernel-$board.tar"
}
kernel_of="$(cat $recipe/initramfs-init <(cat "$recipe/$board.conf"; declare -f make_kernel; ls -l "$packages") | sha256sum)"
if [ "$(cat "$folder/kernel-$board.of" 2>/dev/null)" != "$kernel_of" ]; then
	make_kernel
	echo "$kernel_of" >"$folder/kernel-$board.of"
fi
tar -x --keep-directory-symlink -f "$folder/kernel-$board.tar" -C "$root" boot usr
tar -x -f "$folder/kernel-$board.tar" -C "$work" esp
[ ! -d "$recipe/$board" ] || cp -r "$recipe/$board/." "$work/esp/"
# Nobody is there to say yes to a repair of the data partition: without it a card that lost writes is a board that does not start.
echo "set cmdline=\"ro quiet $console fsck.repair=yes systemd.show_status=false vt.global_cursor_default=0 panic=10 systemd.machine_id=firmware\"" \
	>"$root/boot/slot.cfg"

mke2fs -q -t ext4 -O '^metadata_csum_seed,^orphan_file' -m 0 -L root -N 16384 -E hash_seed=8c5c1f2e-0000-4000-8000-000000000000 \
	-d "$root" "$work/root.img" ${root_mib}M

if [ "${IMAGE_MAKE:-bundle}" != disk ]; then
	# The update: the root alone, signed.
	mkdir "$work/bundle"
	ln "$work/root.img" "$work/bundle/root.img"
	cat >"$work/bundle/manifest.raucm" <<MANIFEST
[update]
compatible=second-reader-$board
version=$version

[bundle]
format=verity

[image.rootfs]
filename=root.img
MANIFEST
	rm -f "$folder/second-reader-$board.raucb"
	rauc --cert "$keys/cert.pem" --key "$keys/key.pem" --keyring "$keys/ca.pem" \
		--mksquashfs-args="-comp zstd -Xcompression-level 3 -quiet -no-progress" \
		bundle "$work/bundle" "$folder/second-reader-$board.raucb" >/dev/null
	rm -rf "$work/bundle"
fi
[ "${IMAGE_MAKE:-disk}" != bundle ] || exit 0

# The data partition, with folders of those who write there.
owner="$(awk -F: '$1 == "second-reader" { print $3 ":" $4 }' "$root/etc/passwd")"
mkdir -p "$work/data"/{second-reader,journal,rauc}
chown "$owner" "$work/data/second-reader" && chmod 750 "$work/data/second-reader"
mke2fs -q -t ext4 -m 0 -L data -d "$work/data" "$work/data.img" ${data_mib}M

# The boot partition: the loader, the choice of the slot, and the files of board and site.
cp $recipe/grub.cfg "$work/esp/EFI/second-reader/grub.cfg"
grub-editenv "$work/esp/EFI/second-reader/grubenv" create
grub-editenv "$work/esp/EFI/second-reader/grubenv" set ORDER="A B" A_OK=1 B_OK=0 A_TRY=0 B_TRY=0
printf '# What this cart is made of, over the board that it extends (docs/boards.md).\nextends = "%s"\n' "$board_file" >"$work/esp/second-reader/board.toml"
grub_modules="$folder/grub/$grub_target"
[ -d "$grub_modules" ] || grub_modules="/usr/lib/grub/$grub_target"
echo 'search --no-floppy --file --set=root /EFI/second-reader/grub.cfg
configfile ($root)/EFI/second-reader/grub.cfg' >"$work/early.cfg"
grub-mkimage -O "$grub_target" -d "$grub_modules" -p /EFI/second-reader -c "$work/early.cfg" -o "$work/esp/EFI/BOOT/$efi_name" \
	part_gpt fat ext2 search search_fs_file configfile loadenv test regexp echo linux normal boot
cat >"$work/genimage.cfg" <<CONFIG
image esp.vfat {
	vfat {
		label = "SR-BOOT"
	}
	size = ${esp_mib}M
	mountpoint = "/"
}
image second-reader-$board.img {
	hdimage {
		partition-table-type = "gpt"
	}
	partition esp {
		image = "esp.vfat"
		partition-type-uuid = "U"
	}
	partition root-a {
		image = "root.img"
		partition-type-uuid = "L"
	}
	partition root-b {
		size = ${root_mib}M
		partition-type-uuid = "L"
	}
	partition data {
		image = "data.img"
		partition-type-uuid = "L"
	}
}
CONFIG
genimage --loglevel 1 --config "$work/genimage.cfg" --rootpath "$work/esp" --tmppath "$work/genimage" \
	--inputpath "$work" --outputpath "$work/out"
mv "$work/out/second-reader-$board.img" "$folder/"
echo "$folder/second-reader-$board.img ($(du -h --apparent-size "$folder/second-reader-$board.img" | cut -f1), root $(du -sh "$root" | cut -f1))"
