# tools/kspawn/packages.sh: the packages of Debian that a command needs, and their installation
# shellcheck shell=sh disable=SC2154

# Version 2 or 3.
catch2_header()
{
	header=/usr/include/catch2/catch.hpp
	[ -e "$header" ] || header=/usr/include/catch2/catch_all.hpp
	echo "$header"
}

# Lines "PACKAGE PROBE": a command that it brings, or a file.
port_needs()
{
	triple=$(conf "$1" triple)
	package=$(echo "$triple" | tr _ -)
	compiler=$(conf "$1" compiler gcc)
	version=${compiler#clang}
	if [ "$compiler" != gcc ]; then
		echo "$compiler $compiler"
		echo "lld$version ld.lld$version"
		echo "llvm$version llvm-ar$version"
	elif is_native "$1"; then
		echo "g++ $triple-g++"
	else
		echo "gcc-$package $triple-gcc"
		echo "g++-$package $triple-g++"
	fi
	if is_native "$1"; then
		echo "gdb gdb"
		echo "catch2 $(catch2_header)"
	else
		echo "qemu-user $(emulator_program "$1")"
	fi
}

# What boots a kernel of the port, and what fills its archive.
kernel_needs()
{
	program=$(conf "$1" qemu)
	echo "$(conf "$1" qemu_package) ${program%% *}"
	if [ "$(conf "$1" busybox)" = source ]; then
		echo "gcc cc"
		echo "make make"
		echo "bzip2 bzip2"
	fi
	echo "cpio cpio"
	echo "meson meson"
}

# What counts instructions: an emulator of each port, the native one too, and its plugin.
count_needs()
{
	echo "qemu-user qemu-$host"
	echo "gcc cc"
}

# What examples/link/rust is built with.
rust_needs()
{
	echo "rustc /usr/bin/rustc"
	echo "bindgen /usr/bin/bindgen"
}

# What the tests of the tree's text run.
tree_needs()
{
	printf '%s\n' clang-format clang-tidy shellcheck codespell doxygen lintian | sed 's/.*/& &/'
	echo "python3-yaml /usr/lib/python3/dist-packages/yaml/__init__.py"
}

# Sets the other packages that the command needs, and whether it needs the kernels of its ports.
more_needs() { :; }
needs_kernels=yes

needs()
{
	cat <<END
cmake cmake
ninja-build ninja
clang clang++
lld ld.lld
pkg-config pkg-config
libfmt-dev /usr/include/fmt/format.h
END
	more_needs
	for port in $chosen; do
		port_needs "$port"
		[ -z "$needs_kernels" ] || ! has_kernel "$port" || kernel_needs "$port"
	done
}

there()
{
	case $1 in
	/*) [ -e "$1" ] ;;
	*) command -v "$1" >/dev/null 2>&1 ;;
	esac
}

missing()
{
	needs | while read -r package probe; do
		there "$probe" || echo "$package"
	done | sort -u | tr '\n' ' '
}

# apt COMMAND...: as root; $sudo is set by install_missing. A new computer may be updating itself: ten minutes for its lock.
apt()
{
	$sudo env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=600 "$@"
}

# The lines of apt's plan, one a file to download; needs no root.
plan()
{
	# shellcheck disable=SC2086
	LC_ALL=C apt-get -qq -y --no-install-recommends -o Debug::NoLocking=1 --print-uris install $packages
}

# install_missing: says how much before it begins.
install_missing()
{
	packages=$(missing)
	[ -n "$packages" ] || return 0
	install="apt-get install --no-install-recommends $packages"
	[ -z "$offline" ] || fail "missing packages, and --offline installs none: $packages" "$install && $again"
	there apt-get || fail "missing, and there is no apt-get here: $packages"
	sudo=
	[ "$(id -u)" -eq 0 ] || sudo=sudo
	[ -z "$sudo" ] || there sudo || fail "packages are missing, and this is neither root nor is there sudo" \
		"su -c '$install' && $again"
	say "packages missing: $packages"
	if [ -z "$(plan 2>/dev/null)" ]; then
		say "reading the lists of packages"
		apt update || fail "apt-get update failed" "${sudo:+sudo }apt-get update && $again"
	fi
	plan | awk '{ n++; bytes += $3 }
		END { printf "installing %d packages with all they need, %.0f MB to download\n", n, bytes / 1e6 }'
	log=$(mktemp) || exit 1
	# shellcheck disable=SC2086
	if ! apt -o Dpkg::Use-Pty=0 install $packages >"$log" 2>&1; then
		cat "$log" >&2
		rm -f "$log"
		fail "the packages were not installed" "$install && $again"
	fi
	rm -f "$log"
	left=$(missing)
	[ -z "$left" ] || fail "still missing after the installation: $left"
}
