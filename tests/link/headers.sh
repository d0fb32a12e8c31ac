#!/bin/sh
# tests/link/headers.sh: every public header compiles alone, as C11 and as C++20, with GCC and with Clang
. "$(dirname -- "$0")/check.sh"
warnings='-Wall -Wextra -Werror -pedantic -Wno-unused-function'

# Twice, for the include guard; and something, since ISO C has no empty translation unit.
alone() { printf '#include <%s>\n#include <%s>\nextern int something;\n' "$1" "$1" >"$scratch/alone.$2"; }

as_c() { $1 -std=c11 -ffreestanding $warnings $(includes $public) -fsyntax-only "$scratch/alone.c"; }
as_cxx() { $1 -std=c++20 -ffreestanding $warnings $(includes $public) -fsyntax-only "$scratch/alone.cpp"; }

if whole "each header alone with Clang"; then each=true; else each=false; fi
if [ -n "$entry_sources" ]; then entry=kspawn/arch/entry.h absent=none; else entry='' absent='kspawn/entry\(_cpu\)\{0,1\}\.h'; fi
headers=$(cd "$source/include" && find kspawn -name '*.h' -o -name '*.hpp' | grep -vx $absent | sort)
for header in $headers kspawn/arch/frame.h $entry; do
	alone "$header" c
	alone "$header" cpp
	case $header in
	*.h)
		check "$header alone as C11 with gcc" as_c "$cc"
		! $each || check_clang "$header alone as C11 with clang" as_c "$clang"
		;;
	esac
	check "$header alone as C++20 with g++" as_cxx "$cxx"
	! $each || check_clang "$header alone as C++20 with clang++" as_cxx "$clangxx"
done
# A port includes one of the tables of numbers.
together=$(printf '%s\n' $headers | grep '\.h$' | grep -v '^kspawn/nr_')
printf '#include <%s>\n' $together | tee "$scratch/alone.c" >"$scratch/alone.cpp"
check_clang "all together as C11 with clang" as_c "$clang"
check_clang "all together as C++20 with clang++" as_cxx "$clangxx"

# A port, or a kernel that is no Linux, has error numbers of its own; others are not for the kernel to change.
errors=$(sed -n 's/^#define \(KSPAWN_E[A-Z0-9]*\) [0-9].*/\1/p' "$source/include/kspawn/errno.h")
own_errors()
{
	n=1000 flags=
	echo '#include <kspawn/errno.h>' >"$scratch/alone.c"
	for error in $errors; do
		! grep -rqw "define $error" "$source/src/arch/$port/include" || continue
		n=$((n + 1)) flags="$flags -D$error=$n"
		echo "_Static_assert($error == $n, \"$error\");" >>"$scratch/alone.c"
	done
	[ $n -gt 1010 ] && as_c "$cc $flags"
}
checked_errors()
{
	for error in $errors; do
		grep -qw "$error" "$source/include/kspawn/contract.hpp" || { echo "$error is not there" && return 1; }
	done
}
# contract FLAG...: the port's check of itself
contract() { echo '#include <kspawn/contract.hpp>
static_assert(kspawn::keeps_contract<kspawn::port>);' >"$scratch/alone.cpp" && as_cxx "$cxx $*"; }
check "each error number may be a port's own" own_errors
check "the contract checks each error number" checked_errors
check "the port keeps the contract" contract
refuse "an error number that there is twice is found" contract -UKSPAWN_EPERM -DKSPAWN_EPERM=2
refuse "an error number that no system call can return is found" contract -UKSPAWN_EPERM -DKSPAWN_EPERM=4096
echo 'struct incomplete kspawn_x;' >"$scratch/alone.c"
echo 'int *f() { return std::nullptr_t(); }' >"$scratch/alone.cpp"
refuse "a header that is not C11 is found" as_c "$cc"
refuse "a header that lacks an include is found" as_cxx "$cxx"
finish
