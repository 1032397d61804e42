#!/usr/bin/env bash
# Sets up what a command needs: `setup.sh build` for building, `setup.sh browser` for the test of
# the live page, `setup.sh aarch64` for building for boards, `setup.sh hil MACHINE FOLDER` for the
# emulated machine (its kernel goes into FOLDER), `setup.sh clients FOLDER` for the clients of the vendor link (a Python
# environment goes into FOLDER), `setup.sh deb ARCH FOLDER` for Debian packages (cargo-deb goes into FOLDER), `setup.sh
# qemu-user` for programs of boards, `setup.sh image ARCH FOLDER` for disk images. Installs Debian or Ubuntu packages as root or with
# passwordless sudo; otherwise says what to type. Asks no questions.
set -euo pipefail

say() { printf '%s\n' "$*" >&2; }

# Runs as root: directly, or with a sudo that asks nothing. Fails where neither works.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	elif sudo -n true 2>/dev/null; then
		sudo -n "$@"
	else
		return 1
	fi
}

install() {
	command -v apt-get >/dev/null || return 1
	say "installing: $*"
	as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 &&
		as_root env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2
}

# The C interface: LLVM itself brings libclang-cpp, which bindgen cannot use.
have_libclang() {
	[ -n "${LIBCLANG_PATH:-}" ] ||
		compgen -G '/usr/lib/llvm-*/lib/libclang[.-][s0-9]*' >/dev/null ||
		compgen -G '/usr/lib*/libclang[.-][s0-9]*' >/dev/null ||
		compgen -G '/usr/lib/*/libclang[.-][s0-9]*' >/dev/null
}

# Chromium, or Chrome, or Ubuntu's name for Chromium.
browser() {
	local name
	for name in chromium chromium-browser google-chrome; do
		# Ubuntu's chromium-browser without snap is a script that only says so.
		if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then
			return 0
		fi
	done
	return 1
}

setup_build() {
	if ! command -v cargo >/dev/null; then
		say "error: cargo is not installed"
		say "hint: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh, then open a new shell;"
		say "      rustup takes the right version from rust-toolchain.toml"
		exit 1
	fi
	local missing=()
	command -v cc >/dev/null || missing+=(gcc libc6-dev)
	# The V4L2 bindings are generated from the kernel's header, and that takes libclang.
	have_libclang || missing+=(clang libclang-dev)
	[ ${#missing[@]} = 0 ] && return
	if ! install "${missing[@]}"; then
		say "error: packages are missing and could not be installed: ${missing[*]}"
		say "hint: sudo apt-get install -y ${missing[*]}"
		exit 1
	fi
}

setup_browser() {
	browser && return
	# Ubuntu's package is a snap, which does not work in containers: leave it to the person.
	if grep -qs '^ID=debian' /etc/os-release && install chromium && browser; then
		return
	fi
	say "NOTE: no Chromium or Chrome here and none could be installed: the live page is NOT tested."
	say "hint: install one so that \`chromium --version\` works, then run make test again"
	exit 3
}

# Whether a rustc for boards is there: rustup's target, or Debian's compiler with its package.
have_board_rustc() {
	[ -d "$(rustc --print sysroot)/lib/rustlib/$board_target" ] ||
		{ [ -x /usr/bin/rustc ] && [ -d "/usr/lib/rustlib/$board_target" ]; }
}

setup_aarch64() {
	setup_build
	local board_target=aarch64-unknown-linux-gnu missing=()
	command -v aarch64-linux-gnu-gcc >/dev/null || missing+=(gcc-aarch64-linux-gnu)
	command -v aarch64-linux-gnu-g++ >/dev/null || missing+=(g++-aarch64-linux-gnu)
	[ -e /usr/aarch64-linux-gnu/include/stdio.h ] || missing+=(libc6-dev-arm64-cross)
	command -v clang >/dev/null || missing+=(clang)
	if [ ${#missing[@]} != 0 ] && ! install "${missing[@]}"; then
		say "error: packages are missing and could not be installed: ${missing[*]}"
		say "hint: sudo apt-get install -y ${missing[*]}"
		exit 1
	fi
	have_board_rustc && return
	if command -v rustup >/dev/null && timeout 120 rustup target add "$board_target" >&2; then
		have_board_rustc && return
	fi
	# Where rustup can fetch nothing, Debian's compiler does it; its library for the target is a
	# package of the foreign architecture.
	say "rustup cannot add the target $board_target: taking Debian's compiler"
	if ! as_root dpkg --add-architecture arm64 || ! install rustc-web libstd-rust-web-dev:arm64; then
		say "error: no Rust for $board_target"
		say "hint: rustup target add $board_target"
		say "  or: sudo dpkg --add-architecture arm64 && sudo apt-get update &&"
		say "      sudo apt-get install -y rustc-web libstd-rust-web-dev:arm64"
		exit 1
	fi
}

# Whether QEMU is there and gives the emulated board its second serial line: from 9.1 on.
have_qemu() {
	local version
	version="$("$1" --version 2>/dev/null | sed -n 's/.*version \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -1)"
	[ -n "$version" ] || return 1
	local major="${version% *}" minor="${version#* }"
	[ "$major" -gt 9 ] || { [ "$major" = 9 ] && [ "$minor" -ge 1 ]; }
}

# Debian 12's own QEMU is 7.2; the one that serves is among its backports.
install_qemu() {
	local package="$1"
	if grep -qs '^VERSION_CODENAME=bookworm' /etc/os-release; then
		local backports=/etc/apt/sources.list.d/bookworm-backports.sources
		if ! grep -rqs bookworm-backports /etc/apt/sources.list /etc/apt/sources.list.d; then
			say "adding $backports: packages from there are only taken where they are asked for"
			printf '%s\n' 'Types: deb' 'URIs: http://deb.debian.org/debian' \
				'Suites: bookworm-backports' 'Components: main' \
				'Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' |
				as_root tee "$backports" >/dev/null || return 1
		fi
		install -t bookworm-backports "$package"
	else
		install "$package"
	fi
}

# Adds to `missing` what fetches Debian's kernels and takes them apart.
missing_for_kernels() {
	command -v cpio >/dev/null || missing+=(cpio)
	command -v xz >/dev/null || missing+=(xz-utils)
	[ -x /sbin/depmod ] || missing+=(kmod)
	[ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
}

setup_hil() {
	local machine="$1" folder="$2" package missing=()
	case "$machine" in
	aarch64) package=qemu-system-arm ;;
	*) package=qemu-system-x86 ;;
	esac
	if ! have_qemu "qemu-system-$machine" &&
		! { install_qemu "$package" && have_qemu "qemu-system-$machine"; }; then
		say "error: qemu-system-$machine 9.1 or newer is not here and could not be installed"
		say "hint: sudo apt-get install -y $package   (Debian 13, Ubuntu 25.04 or newer;"
		say "      on Debian 12 add bookworm-backports and -t bookworm-backports)"
		exit 1
	fi
	missing_for_kernels
	if [ ${#missing[@]} != 0 ] && ! install "${missing[@]}"; then
		say "error: packages are missing and could not be installed: ${missing[*]}"
		say "hint: sudo apt-get install -y ${missing[*]}"
		exit 1
	fi
	"$(dirname "$0")/hil-guest.sh" "$machine" "$folder"
}

# Whether a compiler links with the sanitizers.
sanitizes() {
	echo 'int main(void) { return 0; }' |
		"$1" -fsanitize=address,undefined -x c - -o /dev/null 2>/dev/null
}

# Compilers and valgrind for the C client, an environment for the Python client. What cannot be had is no failure here:
# the tests say what they leave out.
setup_clients() {
	local folder="$1" missing=()
	command -v gcc >/dev/null || missing+=(gcc libc6-dev)
	command -v clang >/dev/null || missing+=(clang)
	sanitizes clang || missing+=(libclang-rt-dev)
	command -v valgrind >/dev/null || missing+=(valgrind)
	command -v arm-none-eabi-gcc >/dev/null || missing+=(gcc-arm-none-eabi libnewlib-arm-none-eabi)
	python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
	if [ ${#missing[@]} != 0 ] && ! install "${missing[@]}"; then
		say "NOTE: packages are missing and could not be installed: ${missing[*]}"
		say "hint: sudo apt-get install -y ${missing[*]}"
	fi
	local package="$(cd "$(dirname "$0")/.." && pwd)/clients/python"
	# The client itself stays where it is, so the environment belongs to this checkout.
	local made_for="$package $(sha256sum <"$package/pyproject.toml")"
	if [ "$made_for" != "$(cat "$folder/made-for" 2>/dev/null)" ]; then
		if python3 -m venv "$folder" >&2 &&
			"$folder/bin/pip" install -q --disable-pip-version-check -e "$package[test,generate]" >&2; then
			printf '%s\n' "$made_for" >"$folder/made-for"
		else
			rm -rf "$folder"
			say "NOTE: the Python client cannot be set up here: Python 3.11 or newer and its package index are needed"
		fi
	fi
}

# Runs a board's programs, one at a time.
setup_qemu_user() {
	if ! command -v qemu-aarch64-static >/dev/null && ! command -v qemu-aarch64 >/dev/null && ! install qemu-user-static; then
		say "error: qemu-user is not here and could not be installed"
		say "hint: sudo apt-get install -y qemu-user-static"
		exit 1
	fi
}

# What judges inner loops for processors of boards; version 19 is the one of the figures in docs/qconv.md.
setup_llvm_mca() {
	if ! command -v llvm-mca-19 >/dev/null && ! install llvm-19 && ! command -v llvm-mca >/dev/null; then
		say "error: llvm-mca is not here and could not be installed"
		say "hint: sudo apt-get install -y llvm-19"
		exit 1
	fi
}

# Whether programs of another architecture run here, under qemu-user.
runs_foreign() {
	[ "$1" = "$(dpkg --print-architecture)" ] || arch-test "$1" >/dev/null 2>&1
}

# What packs programs for Debian, and tries the packages in clean systems. FOLDER holds tools that cargo installs.
setup_deb() {
	local arch="$1" folder="$2" missing=()
	command -v dpkg-deb >/dev/null || {
		say "error: packages are made on Debian or Ubuntu"
		exit 1
	}
	command -v lintian >/dev/null || missing+=(lintian)
	command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
	[ "$arch" = amd64 ] || command -v qemu-aarch64-static >/dev/null || missing+=(qemu-user-static)
	[ "$arch" = amd64 ] || command -v arch-test >/dev/null || missing+=(arch-test)
	if [ ${#missing[@]} != 0 ] && ! install "${missing[@]}"; then
		say "error: packages are missing and could not be installed: ${missing[*]}"
		say "hint: sudo apt-get install -y ${missing[*]}"
		exit 1
	fi
	if ! runs_foreign "$arch"; then
		# In a container nobody has told the kernel yet what runs such programs.
		local register=/proc/sys/fs/binfmt_misc/register
		[ -e $register ] || as_root mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc || true
		as_root sh -c "cat /usr/lib/binfmt.d/qemu-aarch64.conf >$register" || true
	fi
	if ! runs_foreign "$arch"; then
		say "error: programs for $arch do not run here"
		say "hint: qemu-user-static, registered with binfmt_misc, runs them"
		exit 1
	fi
	setup_cargo_deb "$folder"
}

setup_cargo_deb() {
	local folder="$1" version=3.8.0
	[ "$("$folder/bin/cargo-deb" --version 2>/dev/null)" = "$version" ] && return
	say "installing cargo-deb $version into $folder"
	# With the settings of its own lock file, in a target folder of its own: nothing of ours is built anew.
	if ! CARGO_TARGET_DIR="$folder/build" cargo install --quiet --locked "cargo-deb@$version" --root "$folder"; then
		say "error: cargo-deb $version could not be installed"
		exit 1
	fi
	rm -rf "$folder/build"
}

# What puts an image together, and what boots it in QEMU. The loader of the other architecture is unpacked into FOLDER.
setup_image() {
	local arch="$1" folder="$2" missing=() command
	missing_for_kernels
	for command in genimage rauc mcopy mkfs.vfat mksquashfs openssl qemu-img mmdebstrap; do
		command -v $command >/dev/null && continue
		case $command in
		mcopy) missing+=(mtools) ;;
		mkfs.vfat) missing+=(dosfstools) ;;
		mksquashfs) missing+=(squashfs-tools) ;;
		qemu-img) missing+=(qemu-utils) ;;
		*) missing+=($command) ;;
		esac
	done
	command -v grub-mkimage >/dev/null || missing+=(grub-common)
	case "$arch" in
	amd64)
		[ -d /usr/lib/grub/x86_64-efi ] || missing+=(grub-efi-amd64-bin)
		[ -e /usr/share/OVMF/OVMF_CODE_4M.fd ] || missing+=(ovmf)
		;;
	*)
		[ -e /usr/share/AAVMF/AAVMF_CODE.fd ] || missing+=(qemu-efi-aarch64)
		command -v fdtput >/dev/null || missing+=(device-tree-compiler)
		;;
	esac
	if [ ${#missing[@]} != 0 ] && ! install "${missing[@]}"; then
		say "error: packages are missing and could not be installed: ${missing[*]}"
		say "hint: sudo apt-get install -y ${missing[*]}"
		exit 1
	fi
	if [ "$arch" = arm64 ] && ! [ -d "$folder/grub/arm64-efi" ]; then
		local work
		work="$(mktemp -d)"
		dpkg --print-foreign-architectures | grep -qx arm64 || as_root dpkg --add-architecture arm64
		as_root apt-get update -qq >&2
		(cd "$work" && apt-get download grub-efi-arm64-bin:arm64 >&2 && dpkg-deb -x grub-efi-arm64-bin_*.deb .)
		mkdir -p "$folder/grub" && cp -r "$work/usr/lib/grub/arm64-efi" "$folder/grub/"
		rm -rf "$work"
	fi
}

case "${1:-}" in
build) setup_build ;;
browser) setup_browser ;;
aarch64) setup_aarch64 ;;
qemu-user) setup_qemu_user ;;
llvm-mca) setup_llvm_mca ;;
image) setup_image "${2:?the architecture}" "${3:?the folder of the images}" ;;
deb) setup_deb "${2:?the architecture}" "${3:?the folder of the tools}" ;;
clients) setup_clients "${2:?the folder of the environment}" ;;
hil) setup_hil "${2:-aarch64}" "${3:?the folder of the guest}" ;;
*)
	say "usage: scripts/setup.sh build|browser|aarch64|hil MACHINE FOLDER|clients FOLDER|deb ARCH FOLDER|qemu-user|llvm-mca|image ARCH FOLDER"
	exit 2
	;;
esac
