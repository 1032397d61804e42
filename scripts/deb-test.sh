#!/usr/bin/env bash
# Installs, upgrades, removes and purges a package in a clean Debian 12: `deb-test.sh PACKAGE.deb FOLDER`. The clean
# system is made once and kept in FOLDER. One of another architecture runs under qemu-user.
set -euo pipefail
cd "$(dirname "$0")/.."

package="$(realpath "$1")" folder="$2"
arch="$(dpkg-deb -f "$package" Architecture)"
fail() {
	echo "error: $package: $*" >&2
	exit 1
}

if command -v lintian >/dev/null; then
	lintian --allow-root --fail-on error "$package" || fail "lintian found errors"
else
	echo "NOTE: the package was NOT checked by lintian: it is not installed."
fi

mkdir -p "$folder"
if ! [ -s "$folder/$arch.tar" ]; then
	echo "making a clean Debian 12 for $arch (some 40 MB)"
	mmdebstrap --quiet --mode=root --format=tar --architectures="$arch" --variant=minbase --aptopt='APT::Install-Recommends "false"' \
		--include=systemd,udev,libgcc-s1 bookworm "$folder/$arch.new" http://deb.debian.org/debian
	mv "$folder/$arch.new" "$folder/$arch.tar"
fi
root="$(mktemp -d)"
trap 'umount "$root/proc" 2>/dev/null || true; rm -rf --one-file-system "$root"' EXIT
tar -x --numeric-owner --exclude=./dev/* -f "$folder/$arch.tar" -C "$root"
mount -t proc proc "$root/proc"
mknod -m 666 "$root/dev/null" c 1 3
mknod -m 666 "$root/dev/urandom" c 1 9

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }
as_service() { inside setpriv --reuid second-reader --regid second-reader --init-groups "$@"; }
# All files, who owns them, and the people; without what dpkg and apt keep of every package.
trace() {
	(cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./tmp -o -path ./var/lib/dpkg -o -path ./var/lib/apt \
		-o -path ./var/cache -o -path ./var/log \) -prune -o -printf '%p %y %m %U:%G\n' | sort)
	# The backups beside them are those of the last change, whoever it was.
	cat "$root/etc/passwd" "$root/etc/group" "$root/etc/shadow" "$root/etc/gshadow"
}
install() { inside apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "$1" >"$folder/log" 2>&1 ||
	fail "cannot be installed: $(tail -5 "$folder/log")"; }

# What of people is made for groups that Debian's own tools would make at boot stays out of the comparison.
inside systemd-sysusers 2>/dev/null
: >"$root/etc/subuid" && : >"$root/etc/subgid"
trace | grep -v '^\./etc/\(passwd\|group\|shadow\|gshadow\|subuid\|subgid\)- ' >"$folder/before"

cp "$package" "$root/tmp/package.deb"
install /tmp/package.deb
[ "$(inside systemctl is-enabled second-reader)" = enabled ] || fail "the service is not enabled"
inside getent passwd second-reader >/dev/null || fail "its user is not there"
inside second-reader --version
# It lists this machine's grabbers, or says that there are none.
listed="$(inside second-reader capture list 2>&1)" || [[ "$listed" == *"no video devices"* ]] || fail "capture list: $listed"
# Every board that it brings is sound, and so is its own.
inside sh -c 'second-reader board check /etc/second-reader/board.toml /usr/share/second-reader/board-configs/*.toml' >"$folder/log" 2>&1 ||
	fail "its boards are not sound: $(cat "$folder/log")"
# Which board is it? Asked of those that it brings, whichever fits here, and not of this machine's own file.
detected="$(inside second-reader board detect 2>&1)" || [[ "$detected" == *"no board of /usr/share/second-reader/board-configs is for this machine"* ]] ||
	fail "board detect: $detected"
# Nothing is plugged into a clean system; an emulated processor is too slow for the model.
inside second-reader doctor --board /etc/second-reader/board.toml --without permissions,capture >"$folder/log" 2>&1 || true
grep -q '^PASS *model' "$folder/log" || fail "doctor: $(cat "$folder/log")"
slow=speed
[ "$arch" != "$(dpkg --print-architecture)" ] || slow=none
if grep '^FAIL' "$folder/log" | grep -qv "^FAIL *$slow"; then
	fail "doctor: $(cat "$folder/log")"
fi
grep -E '^(PASS|FAIL|WARN)' "$folder/log"
# The service's own user reads a phantom sweep with the pack that was installed.
seconds=2
[ "$arch" = "$(dpkg --print-architecture)" ] || seconds=20
inside install -d -o second-reader -g second-reader /var/lib/second-reader
as_service sh -c "cd /var/lib/second-reader &&
	second-reader run --board /etc/second-reader/board.toml --source phantom --model small --seconds $seconds --page-port 0 --out exam >/dev/null"
[ -s "$root/var/lib/second-reader/exam/exam.json" ] || fail "no exam was recorded"

# An upgrade keeps what the site has changed.
echo '# ours' >>"$root/etc/second-reader/board.toml"
mkdir "$root/tmp/next" && dpkg-deb -R "$package" "$root/tmp/next"
sed -i 's/^Version: .*/&+next/' "$root/tmp/next/DEBIAN/control"
dpkg-deb --root-owner-group -Znone -b "$root/tmp/next" "$root/tmp/next.deb" >/dev/null
install /tmp/next.deb
case "$(inside dpkg-query -W -f '${Version}' second-reader)" in
*+next) ;;
*) fail "is not upgraded" ;;
esac
[ "$(tail -1 "$root/etc/second-reader/board.toml")" = '# ours' ] || fail "an upgrade overwrites the site's board file"

inside apt-get remove -y -qq second-reader >/dev/null 2>&1
[ ! -e "$root/usr/bin/second-reader" ] || fail "is still there after its removal"
[ -s "$root/var/lib/second-reader/exam/exam.json" ] || fail "its removal takes the records with it"
[ "$(tail -1 "$root/etc/second-reader/board.toml")" = '# ours' ] || fail "its removal takes the site's board file with it"
inside apt-get purge -y -qq second-reader >/dev/null 2>&1
trace | grep -v '^\./etc/\(passwd\|group\|shadow\|gshadow\|subuid\|subgid\)- ' >"$folder/after"
if ! diff "$folder/before" "$folder/after" >"$folder/traces"; then
	fail "leaves traces when it is purged: $(cat "$folder/traces")"
fi
echo "$(basename "$package"): installed, run, upgraded, removed and purged without a trace"
