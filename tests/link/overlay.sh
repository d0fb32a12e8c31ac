#!/bin/sh
# tests/link/overlay.sh: a port's file replaces the generic one of its name, and a port links alone (R10)
. "$(dirname -- "$0")/check.sh"

mkdir -p "$scratch/generic" "$scratch/port" "$scratch/variant"
touch "$scratch/generic/kernel_thread.cpp" "$scratch/generic/kernel_execve.cpp" "$scratch/generic/thread.cpp" \
	"$scratch/port/kernel_thread.cpp" "$scratch/port/switch_to.S" \
	"$scratch/variant/kernel_execve.S"

# overlay FOLDER...: what kspawn_overlay makes of them, relative and sorted
overlay()
{
	{
		echo "include($source/cmake/overlay.cmake)"
		echo "kspawn_overlay(sources $(for folder in "$@"; do printf '%s ' "$scratch/$folder"; done))"
		echo 'foreach(file IN LISTS sources)'
		echo '	message(NOTICE ${file})'
		echo 'endforeach()'
	} >"$scratch/overlay.cmake"
	$cmake -P "$scratch/overlay.cmake" 2>&1 | sed "s|$scratch/||" | sort | tr '\n' ' '
}

gives()
{
	expected=$1
	shift
	got=$(overlay "$@")
	echo "expected: $expected"
	echo "got:      $got"
	[ "$got" = "$expected" ]
}

check "one folder is itself" gives "generic/kernel_execve.cpp generic/kernel_thread.cpp generic/thread.cpp " generic
check "a port's file replaces the generic one" \
	gives "generic/kernel_execve.cpp generic/thread.cpp port/kernel_thread.cpp port/switch_to.S " generic port
check "assembly replaces C++, and the last folder wins" \
	gives "generic/thread.cpp port/kernel_thread.cpp port/switch_to.S variant/kernel_execve.S " generic port variant

# A kernel takes the core as a plain list of sources.
mkdir "$scratch/kernel"
cat >"$scratch/kernel/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(kernel LANGUAGES C CXX ASM)
set(KSPAWN_PORT $port)
include($source/cmake/kspawn.cmake)
add_library(processes STATIC \${KSPAWN_SOURCES})
target_include_directories(processes PUBLIC \${KSPAWN_INCLUDE_DIRS})
set_target_properties(processes PROPERTIES CXX_STANDARD 20)
target_compile_options(processes PRIVATE -O2 \${KSPAWN_PORT_FLAGS} \$<\$<COMPILE_LANGUAGE:CXX>:\${KSPAWN_FLAGS}>)
add_executable(kernel $here/layer0.c $here/mem.c)
target_compile_options(kernel PRIVATE -ffreestanding -fno-builtin \${KSPAWN_PORT_FLAGS})
target_link_options(kernel PRIVATE -nostdlib -static)
target_link_libraries(kernel PRIVATE processes)
END
configure() { $cmake -G Ninja -S "$scratch/kernel" -B "$scratch/kernel/build" --toolchain "$source/cmake/toolchain.cmake" -DKSPAWN_VARIANT=$variant "$@"; }
check "a kernel includes cmake/kspawn.cmake" configure
check "and compiles the core with its own flags" $cmake --build "$scratch/kernel/build"
sed -i "s/^set(KSPAWN_PORT.*/set(KSPAWN_PORT pdp11)/" "$scratch/kernel/CMakeLists.txt"
refuse "a port that is not there is refused" configure
names_ports() { configure 2>&1 | tr '\n' ' ' | grep -E "one of: .*$port"; }
check "and the ports that are there are named" names_ports
finish
