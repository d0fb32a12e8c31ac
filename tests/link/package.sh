#!/bin/sh
# tests/link/package.sh: what is installed can be found and linked
. "$(dirname -- "$0")/check.sh"
prefix=$scratch/prefix
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")

check "it installs" $cmake --install "$build" --prefix "$prefix"

# consumer COMPONENT: configures and builds a kernel with find_package
from=$prefix
consumer()
{
	mkdir -p "$scratch/$1"
	cat >"$scratch/$1/CMakeLists.txt" <<-END
		cmake_minimum_required(VERSION 3.25)
		project(kernel LANGUAGES C)
		find_package(kspawn ${version%.*} REQUIRED COMPONENTS $1)
		add_executable(kernel $here/layer0.c $here/mem.c)
		target_compile_options(kernel PRIVATE -ffreestanding -fno-builtin)
		target_link_options(kernel PRIVATE -nostdlib -static)
		target_link_libraries(kernel PRIVATE kspawn::$1)
	END
	$cmake -G Ninja -S "$scratch/$1" -B "$scratch/$1/build" --toolchain "$source/cmake/toolchain.cmake" -DKSPAWN_VARIANT=$variant \
		-DCMAKE_PREFIX_PATH="$from" && $cmake --build "$scratch/$1/build"
}

check "find_package(kspawn COMPONENTS kernel) links layer 0" consumer kernel
check "find_package(kspawn COMPONENTS hosted) links layer 0" consumer hosted
check "and so does the component that names the port" consumer "$variant-kernel"
refuse "a component that is not there is refused" consumer nonsense
refuse "a port that is not there is refused" consumer pdp11-kernel
names_components() { consumer pdp11-kernel 2>&1 | tr -s '\n ' ' ' | grep "no pdp11-kernel .*: .*$variant-kernel"; }
check "and the components that are there are named" names_components

from=$scratch/alone
check "one component installs alone" $cmake --install "$build" --component kernel --prefix "$from"
rm -rf "$scratch/$variant-kernel"
check "and is whole: find_package links layer 0" consumer "$variant-kernel"
only_kernel() { ! (cd "$from" && find . -name '*hosted*' -o -name '*user.*' -o -name 'kspawn_user*') | grep .; }
check "and announces no other" only_kernel

# An instruction of the kernel's own, in C and in assembly: what pkg-config says must not take it away.
cat >"$scratch/mine.S" <<END
	.text
	.globl mine
mine:
	$privileged
	.section .note.GNU-stack, "", %progbits
END
echo "void mine(void); void also_mine(void); void also_mine(void) { mine(); __asm__ volatile(\"$privileged\"); }" >"$scratch/mine.c"
# with_pkg_config COMPILER [FLAG...]: the kernel's own flags come first
with_pkg_config()
{
	words=$(PKG_CONFIG_PATH=$from/lib/pkgconfig pkg-config --cflags --libs "kspawn-kernel-$variant") || return 1
	echo "$words"
	"$@" -ffreestanding -fno-builtin -nostdlib -static -o "$scratch/linked" "$scratch/mine.S" "$scratch/mine.c" \
		"$here/layer0.c" "$here/mem.c" $words
}
check "pkg-config links layer 0, with C and assembly of the kernel's" with_pkg_config $cc
with_clang()
{
	words=$(PKG_CONFIG_PATH=$from/lib/pkgconfig pkg-config --cflags "kspawn-kernel-$variant") || return 1
	for file in mine.S mine.c; do $clang -ffreestanding $words -c -o "$scratch/mine.o" "$scratch/$file" || return 1; done
}
check_clang "and its flags are clang's too" with_clang

# Variants of the library alone, for kernels of another ABI: nothing else is built.
this=$variant
for other in ${variants-}; do
	from=$scratch/$other
	builds_alone()
	{
		$cmake -G Ninja -S "$source" -B "$scratch/build-$other" --toolchain "$source/cmake/toolchain.cmake" -DKSPAWN_VARIANT=$other \
			-DKSPAWN_TESTS=OFF -DKSPAWN_EXAMPLES=OFF -DKSPAWN_HOSTED=OFF &&
			$cmake --build "$scratch/build-$other" --target kspawn-kernel -j 2
	}
	check "$other: the kernel flavour is built alone" builds_alone
	check "$other: a plain install takes what is built" $cmake --install "$scratch/build-$other" --prefix "$from"
	check "$other: and announces no other" only_kernel
	refuse "$other: a component that is not built is refused" \
		$cmake --install "$scratch/build-$other" --component hosted --prefix "$from"
	variant=$other
	check "$other: a kernel of that ABI links" with_pkg_config $cc $other_abi
	check "$other: the library leaves floating point alone" no_float "$from/lib/kspawn/$other/libkspawn-kernel.a"
	echo 'double twice(double x) { return x + x; }' >"$scratch/twice.c"
	$cc $other_abi -O2 -c -o "$scratch/twice.o" "$scratch/twice.c" && $ar rcs "$scratch/float.a" "$scratch/twice.o"
	refuse "$other: a use of it is found" no_float "$scratch/float.a"
	variant=$this from=$prefix
done

cat >"$scratch/hello.c" <<'END'
#include <kspawn_user.h>

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	print("hello from %s, %d arguments\n", argv[0], argc - 1);
	return 7;
}
END
package=$prefix/lib/kspawn/$variant
hello()
{
	$cc -std=c11 -O2 -ffreestanding -fno-stack-protector -fno-pie -no-pie -static -nostdlib -Wl,--build-id=none \
		-Wl,-z,max-page-size=4096 -T "$package/user.ld" -I"$prefix/include" -I"$package/include" \
		-o "$scratch/hello" "$scratch/hello.c" -L"$package" -lkspawn-user
}
check "a program is built from what is installed" hello
check "it is an ELF file at a fixed address" sh -c "$readelf -hW $scratch/hello | grep -E 'Type: +EXEC'"
# The command knows the build folders of the ports; another folder's is asked directly.
run=$build/kspawn-run
[ -z "$emulator" ] || run="$emulator $run"
[ "$build" != "$source/build/$variant" ] || run="sh $source/kspawn run"
runs_with_status_7()
{
	$run "$scratch/hello" one two >"$scratch/said"
	status=$?
	cat "$scratch/said"
	[ $status -eq 7 ] && grep -q 'hello from .*hello, 2 arguments' "$scratch/said"
}
check "it runs as init, and its exit status comes back" runs_with_status_7
finish
