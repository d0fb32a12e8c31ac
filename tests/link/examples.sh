#!/bin/sh
# tests/link/examples.sh: each way to take the library builds the minimal kernel, which boots
. "$(dirname -- "$0")/check.sh"
. "$here/boot.sh"
examples=$source/examples/link
prefix=$scratch/prefix
cross="-DCMAKE_SYSTEM_NAME=Generic -DCMAKE_SYSTEM_PROCESSOR=$port -DCMAKE_C_COMPILER=$triple-gcc \
	-DCMAKE_CXX_COMPILER=$triple-g++ -DCMAKE_PREFIX_PATH=$prefix -DKSPAWN_VARIANT=$variant"

installs() { $cmake --install "$build" --component kernel --prefix "$prefix"; }
with_cmake() { $cmake -G Ninja -S "$examples/$1" -B "$scratch/$1" $cross && $cmake --build "$scratch/$1" --verbose; }
with_meson()
{
	sh "$examples/meson/cross-file.sh" "$source" $variant >"$scratch/cross.ini" &&
		meson setup "$scratch/meson" "$examples/meson" --cross-file "$scratch/cross.ini" &&
		meson compile -v -C "$scratch/meson"
}
with_make() { make -C "$examples/make" PORT=$port VARIANT=$variant BUILD="$scratch/make" "$@"; }
with_two_files() { make -C "$examples/layer0" PORT=$port VARIANT=$variant BUILD="$scratch/layer0"; }
with_pkg_config()
{
	PKG_CONFIG_PATH=$prefix/lib/pkgconfig make -C "$examples/pkgconfig" VARIANT=$variant BUILD="$scratch/pkgconfig"
}

# builds WHAT FOLDER COMMAND...
builds()
{
	what=$1 folder=$2
	shift 2
	check "$what builds it" "$@"
	cp "$scratch/output" "$scratch/$folder.log"
	check "and it boots" boots "$scratch/$folder/minimal.elf"
}
check "the package is installed" installs
builds "find_package(kspawn)" cmake-package with_cmake cmake-package
builds "pkg-config" pkgconfig with_pkg_config
builds "include(kspawn.cmake)" cmake-sources with_cmake cmake-sources
builds "Make" make with_make
builds "Meson" meson with_meson
builds "two files of assembly, joined by ld -r," layer0 with_two_files
no_cxx() { ! grep -E '\.cpp|g\+\+' "$scratch/layer0.log"; }
check "and no C++" no_cxx

# Builds that name flags and files themselves name all that cmake/kspawn.cmake does.
# compiles FOLDER: each source is in its log of the build
compiles()
{
	printf '%s\n' $sources | sed 's|.*/src/||' | sort >"$scratch/all"
	tr ' ' '\n' <"$scratch/$1.log" | grep -E '/src/(generic|arch)/.*\.(cpp|S)$' | sed 's|.*/src/||' |
		sort -u >"$scratch/compiled"
	test -s "$scratch/all" && diff "$scratch/all" "$scratch/compiled"
}
# has_flags FOLDER FILE FLAG...: the compilation of FILE
has_flags()
{
	grep -- "/$2\( \|\$\)" "$scratch/$1.log" | grep -e ' -c ' >"$scratch/line"
	folder=$1
	shift 2
	for flag in "$@"; do
		grep -qF -- " $flag " "$scratch/line" || echo "$folder: no $flag"
	done >"$scratch/wanting"
	test -s "$scratch/line" && none "$scratch/wanting"
}
for way in cmake-sources make meson; do
	check "$way takes every source of the core" compiles $way
	check "$way gives C++ its flags" \
		has_flags $way exec.cpp -std=c++20 $core_flags $no_float_flags $port_flags $branch_flags
	check "$way gives assembly its flags" has_flags $way switch_to.S $port_flags $branch_flags
	check "$way gives the kernel its flags" has_flags $way main.c $no_float_flags $port_flags
done
refuse "a flag that is not there is found" has_flags make exec.cpp -fno-such-flag

# The same of a port that keeps two files of its own.
mkdir -p "$scratch/tree/src"
cp -rL "$source/src/generic" "$source/src/arch" "$scratch/tree/src"
touch "$scratch/tree/src/arch/$port/exit.cpp" "$scratch/tree/src/arch/$port/wait.S"
make_sources() { make -s -C "$examples/make" sources PORT=$port VARIANT=$variant KSPAWN="$scratch/tree"; }
meson_sources() { sh "$examples/meson/sources.sh" "$scratch/tree" $port; }
overlays()
{
	{
		echo "include($source/cmake/overlay.cmake)"
		echo "kspawn_overlay(sources $scratch/tree/src/generic $scratch/tree/src/arch/common $scratch/tree/src/arch/$port)"
		echo 'list(JOIN sources "\n" lines)'
		echo 'message(NOTICE "${lines}")'
	} >"$scratch/overlay.cmake"
	$cmake -P "$scratch/overlay.cmake" 2>&1 | sort >"$scratch/all"
	$1 | sort >"$scratch/taken"
	test -s "$scratch/all" && diff "$scratch/all" "$scratch/taken"
}
check "Make: a file of the port replaces the generic one" overlays make_sources
check "Meson: a file of the port replaces the generic one" overlays meson_sources
every_source() { find "$scratch/tree/src/generic" "$scratch/tree/src/arch/common" "$scratch/tree/src/arch/$port" -name '*.cpp' -o -name '*.S'; }
refuse "a list without that rule is found" overlays every_source
finish
