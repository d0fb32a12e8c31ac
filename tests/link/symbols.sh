#!/bin/sh
# tests/link/symbols.sh CONFIG [LIBRARY]: the core needs its hooks and three functions of libc, and nothing else
. "$(dirname -- "$0")/check.sh"
library=${2:-$build/libkspawn-kernel.a}

printf 'memcpy\nmemmove\nmemset\n' >"$scratch/memory"
hooks >"$scratch/hooks"
{ cat "$scratch/hooks" "$scratch/memory"; printf '%s\n' $linkers; } >"$scratch/outside"

# Each predicate takes objects and lists what is wrong with them.
undefined() { $nm -u "$@" 2>/dev/null | awk 'NF == 2 && $1 == "U" { print $2 }'; }
defined() { $nm -g --defined-only "$@" 2>/dev/null | awk 'NF == 3 { print $3 }'; }

needs_only_known()
{
	{ defined "$library"; cat "$scratch/outside"; } >"$scratch/known"
	$nm -A -u "$@" 2>/dev/null | awk 'FNR == NR { known[$1]; next }
		$2 == "U" && !($3 in known) { sub(/.*\//, "", $1); print $1 " needs " $3 }' "$scratch/known" - >"$scratch/wrong"
	none "$scratch/wrong"
}

whole_needs_only_hooks()
{
	undefined "$@" | sort -u >"$scratch/undefined"
	defined "$@" | sort -u >"$scratch/defined"
	comm -23 "$scratch/undefined" "$scratch/defined" >"$scratch/whole"
	only "$scratch/whole" "$scratch/outside"
}

no_weak() { ! $nm -A "$@" | grep -E ' [wWvVuC] '; }
no_constructors() { ! $readelf -SW "$@" | grep -E '\.(init_array|fini_array|preinit_array|ctors|dtors|init|fini)[^A-Za-z_]'; }
no_tls() { ! { $readelf -SW "$@" | grep -E '\.t(data|bss)'; $readelf -rW "$@" | grep -E 'TLS|TPOFF|TPREL|DTP'; } | grep .; }
no_names_outside() { ! defined "$@" | grep -vE "^(kspawn_|_ZN?K?6kspawn|$compilers)"; }
no_state() { ! $readelf -SW "$@" | sed 's/\[ *[0-9]*\]//' | awk '($1 ~ /^\.s?(data|bss)/ && $1 !~ /rel\.ro/) && $5 !~ /^0+$/ { print; n++ } END { exit !n }'; }

# wrong OPTION PROGRAM OBJECT...: an awk program reads what readelf prints of each object, and its function look() prints what is
# wrong with `object` at its end
wrong()
{
	option=$1 program=$2
	shift 2
	{
		[ $# -gt 1 ] || echo "File: $1" # which readelf prints of several
		$readelf "$option" "$@" 2>/dev/null
	} | sed 's/\[ *[0-9]*\]//' | awk -v count=$# -v no_stack_note="$no_stack_note" -v pad="$pad" -v unwind="$unwind" '
		/^File: / { if (object) look(); object = $2; sub(/.*\//, "", object); found = code = 0; n++ }
		END { if (object) look(); if (n != count) print "readelf shows " n + 0 " of " count " objects" }
		'"$program" >"$scratch/wrong"
	none "$scratch/wrong"
}

stack_notes()
{
	wrong -SW '/\.note\.GNU-stack/ { found = 1 }
		/\.note\.GNU-stack.* X / { print object " asks for an executable stack" }
		function look() { if (!found && no_stack_note == "") print object " has no GNU-stack note" }' "$@"
}

landing_pads()
{
	wrong -nW '/Properties:/ && $0 ~ pad { found = 1 }
		/SHSTK/ { print object " claims SHSTK" }
		function look() { if (!found) print object " has no " pad " note" }' "$@"
}

unwind_tables()
{
	wrong -SW '$1 ~ /^\.text/ && $5 !~ /^0+$/ { code = 1 }
		$1 ~ unwind { found = 1 }
		function look() { if (code && !found) print object " has no unwind table" }' "$@"
}

mkdir "$scratch/objects"
(cd "$scratch/objects" && $ar x "$library") || exit 1
objects=$(find "$scratch/objects" -name '*.o' | sort)
count=$(printf '%s\n' "$objects" | wc -l)

check "the library has an object for each source, $count" test "$count" -eq "$(echo $sources | wc -w)"
check "host.h names at least 30 hooks" test "$(wc -l <"$scratch/hooks")" -ge 30
check "no object needs more than the core, its hooks and memory functions" needs_only_known $objects
check "the whole library needs its hooks and memory functions alone" whole_needs_only_hooks $objects
check "no symbol is weak or common" no_weak $objects
check "there are no constructors" no_constructors $objects
check "there is no thread-local storage" no_tls $objects
check "every global symbol is kspawn's" no_names_outside $objects
check "there is no writable global state" no_state $objects
check "every object has its GNU-stack note, and none asks for an executable stack" stack_notes $objects
[ -z "$pad" ] || check "every object has its $pad note, and none claims a shadow stack" landing_pads $objects
check "all code can be unwound" unwind_tables $objects

# The entry needs what it asks of the kernel besides; its rules are the same.
if [ $# -eq 1 ] && [ -n "$entry_sources" ]; then
	mkdir "$scratch/entry"
	(cd "$scratch/entry" && $ar x "$build/libkspawn-entry.a") || exit 1
	entry=$(find "$scratch/entry" -name '*.o' | sort)
	check "the entry: no symbol is weak or common" no_weak $entry
	check "the entry: every global symbol is kspawn's" no_names_outside $entry
	check "the entry: there is no writable global state" no_state $entry
	check "the entry: every object has its GNU-stack note" stack_notes $entry
	[ -z "$pad" ] || check "the entry: every object has its $pad note" landing_pads $entry
	check "the entry: all code can be unwound" unwind_tables $entry
fi

# control NAME SOURCE FLAG...: an object that breaks one rule
control()
{
	printf '%s\n' "$2" >"$scratch/$1.$lang"
	name=$1
	shift 2
	$cxx -c -o "$scratch/$name.o" "$scratch/$name.$lang" "$@"
	broken=$scratch/$name.o
}
lang=cpp
control malloc 'extern "C" void *malloc(unsigned long); extern "C" void *kspawn_f() { return malloc(1); }'
refuse "a call of malloc is found in an object" needs_only_known "$broken"
refuse "a call of malloc is found in the library" whole_needs_only_hooks $objects "$broken"
control weak '__attribute__((weak)) void kspawn_f() {}'
refuse "a weak symbol is found" no_weak "$broken"
control weak_reference 'extern "C" __attribute__((weak)) void kspawn_f(); bool kspawn_g() { return kspawn_f; }'
refuse "a weak reference is found" no_weak "$broken"
control constructor 'int g(); int kspawn_x = g();'
refuse "a static constructor is found" no_constructors "$broken"
control tls 'thread_local int x = 1; int kspawn_f() { return ++x; }'
refuse "thread-local storage is found" no_tls "$broken"
control extern_tls 'extern thread_local int __attribute__((tls_model("initial-exec"))) x; int *f() { return &x; }' -O2
refuse "another library's thread-local storage is found" no_tls "$broken"
control name 'extern "C" void exit_everything() {}'
refuse "a foreign name is found" no_names_outside "$broken"
control state 'int kspawn_count = 1;'
refuse "writable global state is found" no_state "$broken"
if [ -n "$pad" ]; then
	control pads 'void kspawn_f() {}' -fcf-protection=none 2>/dev/null || control pads 'void kspawn_f() {}'
	refuse "an object without landing pads is found" landing_pads "$broken"
fi
control unwind 'void kspawn_f() {}' -fno-asynchronous-unwind-tables -fno-unwind-tables -fno-exceptions
refuse "code without an unwind table is found" unwind_tables "$broken"
lang=S
control stack '	.section .note.GNU-stack, "x", %progbits'
refuse "an object that asks for an executable stack is found" stack_notes "$broken"
if [ -z "$no_stack_note" ]; then
	control stack '	.text'
	refuse "assembly without its GNU-stack note is found" stack_notes "$broken"
fi
if [ -n "$shadow_stack" ]; then
	lang=cpp
	control shadow 'void kspawn_f() {}' $shadow_stack
	refuse "a claim of a shadow stack is found" landing_pads "$broken"
fi
finish
