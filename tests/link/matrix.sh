#!/bin/sh
# tests/link/matrix.sh CONFIG gcc|clang -ON: the core as other kernels compile and link it
. "$(dirname -- "$0")/check.sh"
optimise=$3
case $2 in
gcc) compiler=$cxx ;;
clang) compiler=$clangxx ;;
esac
warnings='-Wall -Wextra -Werror'

# compile_all FILES FOLDER FLAG...: each into FOLDER/core.a
compile_all()
{
	files=$1 folder=$scratch/$2
	shift 2
	mkdir "$folder" || return 1
	for file in $files; do
		case $file in
		*.cpp) language="-std=c++20 $core_flags $no_float_flags" ;;
		*) language= ;;
		esac
		$compiler $optimise $language $warnings $branch_flags "$@" $(includes $public $private) \
			-c -o "$folder/$(basename "$file").o" "$file" || return 1
	done
	$ar rcs "$folder/core.a" "$folder"/*.o
}

# compile FOLDER FLAG...: every source of the core
compile() { compile_all "$sources" "$@"; }

# A kernel of every hook and every function of the API.
hooks >"$scratch/all_hooks"
(cd "$source/include/kspawn" && ls) | grep -vx entry.h >"$scratch/headers"
api $(grep '\.h$' "$scratch/headers") | sort -u >"$scratch/api"
# The whole core has hooks of its own; of these the kernel has kspawn_random, for the linker warns of the library's.
{ defaults | grep -vx kspawn_random; echo kspawn_fn_returned; } >"$scratch/own"
grep -vx -f "$scratch/own" "$scratch/all_hooks" | define >"$scratch/kernel.c"
use <"$scratch/api" >"$scratch/start.c"

# link FOLDER FLAG...: that kernel with FOLDER/core.a, by $driver
driver=$cc
link()
{
	folder=$scratch/$1
	shift
	cp "$folder/core.a" "$folder/whole.a" && $ar d "$folder/whole.a" random.cpp.o || return 1
	$driver $optimise -ffreestanding -fno-builtin $branch_flags "$@" -nostdlib -nostartfiles \
		-Wl,-e,_start,--fatal-warnings \
		-o "$folder/kernel" "$scratch/kernel.c" "$scratch/start.c" "$here/mem.c" \
		-Wl,--whole-archive "$folder/whole.a" -Wl,--no-whole-archive
}

# Clang drives lld on every port; GCC supports it only for its own machine.
link_by_lld()
{
	driver="$clang -fuse-ld=lld"
	link "$@"
	linked=$?
	driver=$cc
	return $linked
}

is_position_independent()
{
	$readelf -hW "$1" | grep -E 'Type: +DYN' && ! $readelf -dW "$1" | grep TEXTREL
}

what="$2 $optimise"
check "$what: the core compiles without a warning" compile pie $pie
check "$what: it links as -pie -z text" link pie $pie -pie -Wl,-z,text -Wl,--no-dynamic-linker
check "$what: the result is position independent" is_position_independent "$scratch/pie/kernel"
[ -n "$no_lld" ] || check_clang "$what: it links with lld too" link_by_lld pie $pie -pie $lld_text
[ -z "$pad" ] || check "$what: landing pads everywhere, says the linker" link_pads pie $pie -pie
check "$what: it compiles with $model, at a fixed address" compile fixed $port_flags $model -fno-pic -fno-pie
check "$what: it links in the upper half" link fixed $port_flags $model -fno-pic -fno-pie -static -no-pie $high
if whole "$what: without unwind tables and with frame pointers"; then
	check "$what: without unwind tables and with frame pointers" compile bare $pie -fno-omit-frame-pointer \
		-fno-asynchronous-unwind-tables
fi
check "$what: its symbols are the library's" sh "$here/symbols.sh" "$1" "$scratch/pie/core.a"
check "$what: each layer links with its own hooks" sh "$here/layers.sh" "$1" "$scratch/pie/core.a" "$pie"

# The entry, with a kernel of the core's hooks and its own, in place of return_to_user.
link_entry()
{
	mkdir "$scratch/privileged" || return 1
	$ar rcs "$scratch/privileged/core.a" "$scratch"/pie/*.o "$scratch"/entry/*.o
	{
		grep -vx -f "$scratch/own" "$scratch/all_hooks" | grep -vx kspawn_return_to_user
		for name in syscall trap exit_to_user invalid overflow ${entry_hooks-}; do echo "kspawn_entry_$name"; done
	} | define >"$scratch/kernel.c"
	"$@"
}
if [ -n "$entry_sources" ]; then
	check "$what: the entry compiles without a warning" compile_all "$entry_sources" entry $pie
	check "$what: it links as -pie -z text" link_entry link privileged $pie -pie -Wl,-z,text -Wl,--no-dynamic-linker
	[ -z "$pad" ] || check "$what: landing pads everywhere in it" link_pads privileged $pie -pie
	check "$what: it compiles with $model" compile_all "$entry_sources" entry_fixed $port_flags $model -fno-pic -fno-pie
fi

if [ -n "$pad" ]; then
	echo '	.text
	.globl kspawn_padless
kspawn_padless:
	nop
	.section .note.GNU-stack, "", %progbits' >"$scratch/padless.S"
	mkdir "$scratch/broken"
	$cc -c -o "$scratch/broken/padless.o" "$scratch/padless.S"
	cp "$scratch/pie/core.a" "$scratch/broken/core.a"
	$ar rs "$scratch/broken/core.a" "$scratch/broken/padless.o" 2>/dev/null
	refuse "$what: the linker finds one object without landing pads" link_pads broken $pie -pie
fi
echo 'int x; extern const int *const kspawn_y; const int *const kspawn_y = &x;' >"$scratch/absolute.cpp"
mkdir "$scratch/text"
$compiler -fno-pic -fno-pie $branch_flags $port_flags -c -o "$scratch/text/absolute.o" "$scratch/absolute.cpp"
$ar rcs "$scratch/text/core.a" "$scratch"/pie/*.o "$scratch/text/absolute.o" 2>/dev/null
refuse "$what: the linker finds a relocation in the text" link text $pie -pie -Wl,-z,text
finish
