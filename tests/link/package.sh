#!/bin/sh
# tests/link/package.sh: what is installed can be found and linked
. "$(dirname -- "$0")/check.sh"
prefix=$scratch/prefix

check "it installs" $cmake --install "$build" --prefix "$prefix"

# consumer COMPONENT: configures and builds a kernel with find_package
consumer()
{
	mkdir -p "$scratch/$1"
	cat >"$scratch/$1/CMakeLists.txt" <<-END
		cmake_minimum_required(VERSION 3.25)
		project(kernel LANGUAGES C)
		find_package(kspawn 0.1 REQUIRED COMPONENTS $1)
		add_executable(kernel $here/layer0.c $here/mem.c)
		target_compile_options(kernel PRIVATE -ffreestanding -fno-builtin)
		target_link_options(kernel PRIVATE -nostdlib -static)
		target_link_libraries(kernel PRIVATE kspawn::$1)
	END
	$cmake -G Ninja -S "$scratch/$1" -B "$scratch/$1/build" --toolchain "$source/cmake/$variant.cmake" \
		-DCMAKE_PREFIX_PATH="$prefix" && $cmake --build "$scratch/$1/build"
}

check "find_package(kspawn COMPONENTS kernel) links layer 0" consumer kernel
check "find_package(kspawn COMPONENTS hosted) links layer 0" consumer hosted
check "and so does the component that names the port" consumer "$variant-kernel"
refuse "a component that is not there is refused" consumer nonsense
refuse "a port that is not there is refused" consumer pdp11-kernel
names_components() { consumer pdp11-kernel 2>&1 | tr -s '\n ' ' ' | grep "no pdp11-kernel .*: .*$variant-kernel"; }
check "and the components that are there are named" names_components

with_pkg_config()
{
	words=$(PKG_CONFIG_PATH=$prefix/lib/pkgconfig pkg-config --cflags --libs "kspawn-kernel-$variant") || return 1
	echo "$words"
	$cc -ffreestanding -fno-builtin -nostdlib -static -o "$scratch/linked" "$here/layer0.c" "$here/mem.c" $words
}
check "pkg-config links layer 0" with_pkg_config

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
# The command knows the build folders of the ports; another preset's is asked directly.
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
