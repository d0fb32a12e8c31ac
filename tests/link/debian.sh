#!/bin/sh
# tests/link/debian.sh: the Debian packages that cpack makes
#
# With the word `fresh`, they are installed in a new system without this tree, where kernels are built from them and boot.
# That needs root and debootstrap.
. "$(dirname -- "$0")/check.sh"
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
debs=$scratch/debs name=libkspawn-$(echo "$variant" | tr _ -)-dev
common=$debs/libkspawn-dev_$version-1_all.deb of_port=$debs/${name}_$version-1_all.deb

packs() { (cd "$scratch" && "$(dirname "$cmake")/cpack" --config "$build/CPackConfig.cmake" -B "$debs"); }
check "cpack makes packages" packs
check "there are the headers' and the port's, with the version" test -s "$common" -a -s "$of_port"
[ -s "$of_port" ] || finish

if [ "${2-}" != fresh ]; then
	# clean DEB...: lintian has neither errors nor warnings nor hints
	clean() { lintian --allow-root --display-info --fail-on error,warning,info "$@"; }
	files() { dpkg-deb --contents "$1" | awk '!/^d/ { print $6 }' | sort; }
	each_once() { files "$common" >"$scratch/a" && files "$of_port" >"$scratch/b" && [ -z "$(comm -12 "$scratch/a" "$scratch/b")" ]; }
	has() { files "$1" | grep -qx -- "\./usr/$2"; }
	# without_licence: the headers' package without its licence
	without_licence()
	{
		dpkg-deb -R "$common" "$scratch/without" && rm "$scratch/without/usr/share/doc/libkspawn-dev/copyright" &&
			dpkg-deb --root-owner-group -b "$scratch/without" "$scratch/without.deb"
	}
	if command -v lintian >/dev/null; then
		check "lintian finds them clean" clean "$common" "$of_port"
		check "a package without its licence" without_licence
		refuse "is not clean" clean "$scratch/without.deb"
	else
		check "lintian is there: ./kspawn test installs it" false
	fi
	check "no file is in both" each_once
	check "the headers are in the first" has "$common" include/kspawn/host.h
	check "the library is in the second" has "$of_port" "lib/kspawn/$variant/libkspawn-kernel.a"
	check "with the entry" has "$of_port" "lib/kspawn/$variant/libkspawn-entry.a"
	check "with what programs are linked with" has "$of_port" "lib/kspawn/$variant/libkspawn-user.a"
	check "the second needs the first, of the same version" \
		test "$(dpkg-deb -f "$of_port" Depends)" = "libkspawn-dev (= $version-1)"

	# The version is in one place, and the changelog has it.
	released() { grep -m 1 -E '^## [0-9]' "$source/CHANGELOG.md" | grep -E "^## $version - [0-9]{4}-[0-9]{2}-[0-9]{2}\$"; }
	nowhere_else()
	{
		! grep -rnwF --exclude-dir=build --exclude-dir=.git --exclude=CHANGELOG.md -- "$version" "$source" |
			grep -v '/CMakeLists.txt:[0-9]*:project(kspawn VERSION '
	}
	check "the changelog's latest release is this version" released
	check "no other file names it" nowhere_else
	finish
fi

# ---- a fresh system ----

mirror() { LC_ALL=C apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -n 1; }
system=$scratch/system
inside() { chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
trap 'umount -l "$system/proc" 2>/dev/null; rm -rf --one-file-system "$scratch"' EXIT
qemu=$(conf "$variant" qemu_package)
prepare()
{
	debootstrap --variant=minbase bookworm "$system" "$(mirror)" && mount -t proc proc "$system/proc" &&
		inside apt-get -qq -y --no-install-recommends install gcc g++ libc6-dev make cmake ninja-build pkg-config "$qemu"
}
installs() { cp "$common" "$of_port" "$system/root" && inside sh -c 'apt-get -qq -y install /root/*.deb'; }
copies() { mkdir "$system/root/examples" && cp -r "$source/examples/link" "$source/examples/minimal" "$system/root/examples"; }
new_kernel() { sh "$source/kspawn" new-kernel "$system/root/mine" --arch "$variant"; }

check "a fresh Debian 12 is there" prepare
check "the packages are installed" installs
check "examples/link is copied to it" copies
check "find_package builds examples/link" inside sh -c \
	"cd /root/examples/link/cmake-package && cmake -G Ninja -S . -B b -DCMAKE_SYSTEM_NAME=Generic -DCMAKE_SYSTEM_PROCESSOR=$port -DCMAKE_C_COMPILER=$triple-gcc && cmake --build b"
check "pkg-config builds it" inside make -C /root/examples/link/pkgconfig "VARIANT=$variant"
check "a new kernel is written to it" new_kernel
check "make builds and boots the kernel" inside make -C /root/mine test
check "its program has run" grep -q '^status 0' "$system/root/mine/build/said"
check "CMake builds it" inside sh -c 'cd /root/mine && rm -rf build && cmake -G Ninja -S . -B build && cmake --build build'
check "the packages are removed" inside apt-get -qq -y purge libkspawn-dev
no_trace() { ! find "$system/usr" -path '*kspawn*' | grep .; }
check "and leave no file" no_trace
finish
