#!/usr/bin/env bash
# Fetches packages of a Debian release into FOLDER/packages, with what they depend on, and installs nothing on this machine: the
# lists and the state are those of an apt of its own.
# `debian-packages.sh FOLDER ARCH RELEASE KERNEL_RELEASE SECTIONS PACKAGE...`: the kernel with its modules comes from
# KERNEL_RELEASE, the packages from RELEASE. What was fetched once is kept; remove FOLDER/packages to fetch anew.
set -euo pipefail

folder="$1" arch="$2" release="$3" kernel_release="$4" sections="$5"
shift 5
wanted="$arch $release $kernel_release $sections $*"
[ "$(cat "$folder/packages/of" 2>/dev/null)" != "$wanted" ] || exit 0

own_apt() {
	apt-get -qq -o Dir::Etc::SourceList="$folder/apt/sources.list" -o Dir::Etc::SourceParts=- \
		-o Dir::State="$folder/apt/state" -o Dir::State::status="$folder/apt/status" \
		-o Dir::Cache="$folder/apt/cache" -o APT::Architecture="$arch" -o APT::Architectures="$arch" \
		-o APT::Sandbox::User="$(id -un)" -o Acquire::Languages=none -o Acquire::Retries=3 -o Acquire::http::Timeout=20 \
		-o DPkg::Post-Invoke= -o APT::Update::Post-Invoke= --no-install-recommends "$@"
}

echo "fetching Debian's kernel and $* for $arch into $folder (some 100 MB)" >&2
rm -rf "$folder/apt" "$folder/packages"
mkdir -p "$folder/apt/state/lists/partial" "$folder/apt/cache/archives/partial"
: >"$folder/apt/status"
for source in $(printf '%s\n' "$release" "$kernel_release" | sort -u); do
	echo "deb [arch=$arch target=Packages signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
		"http://deb.debian.org/debian $source $sections"
done >"$folder/apt/sources.list"
own_apt update
# One package in older releases, several in newer ones.
kernel="$(own_apt -s -t "$kernel_release" install "linux-image-$arch" |
	sed -n 's/^Inst \(linux-\(image\|base\|binary\|modules\)-[0-9][^ ]*\) .*/\1/p')"
own_apt -y -d install "$@" >/dev/null
# shellcheck disable=SC2086
(cd "$folder/apt/cache/archives" && own_apt -t "$kernel_release" download $kernel)
rm -rf "$folder/apt/cache/archives/partial" "$folder/apt/cache/archives/lock"
mv "$folder/apt/cache/archives" "$folder/packages"
rm -rf "$folder/apt"
echo "$wanted" >"$folder/packages/of"
