#!/bin/sh
# tests/link/headers.sh: every public header compiles alone, as C11 and as C++20, with both compilers
. "$(dirname -- "$0")/check.sh"
warnings='-Wall -Wextra -Werror -pedantic -Wno-unused-function'

# Twice, for the include guard; and something, since ISO C knows no empty file.
alone() { printf '#include <%s>\n#include <%s>\nextern int something;\n' "$1" "$1" >"$scratch/alone.$2"; }

as_c() { $1 -std=c11 -ffreestanding $warnings $(includes $public) -fsyntax-only "$scratch/alone.c"; }
as_cxx() { $1 -std=c++20 -ffreestanding $warnings $(includes $public) -fsyntax-only "$scratch/alone.cpp"; }

if [ -n "$entry_sources" ]; then entry=kspawn/arch/entry.h absent=none; else entry='' absent=kspawn/entry.h; fi
for header in $(cd "$source/include" && find kspawn -name '*.h' -o -name '*.hpp' | grep -vx $absent | sort) \
	kspawn/arch/frame.h kspawn/arch/ptrace.h $entry; do
	alone "$header" c
	alone "$header" cpp
	case $header in
	*.h)
		check "$header alone as C11 with gcc" as_c "$cc"
		check "$header alone as C11 with clang" as_c "$clang"
		;;
	esac
	check "$header alone as C++20 with g++" as_cxx "$cxx"
	check "$header alone as C++20 with clang++" as_cxx "$clangxx"
done
echo 'struct incomplete kspawn_x;' >"$scratch/alone.c"
echo 'int *f() { return std::nullptr_t(); }' >"$scratch/alone.cpp"
refuse "a header that is no C11 is found" as_c "$cc"
refuse "a header that lacks an include is found" as_cxx "$clangxx"
finish
