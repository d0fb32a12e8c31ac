#!/bin/sh
# tests/tree/reference.sh: each function of a public header has a `///` comment
. "$(dirname -- "$0")/tree.sh"

# explained FILE...: lists the functions without one. A comment is for all declarations that follow without an empty line.
explained()
{
	awk '
		FNR == 1 || /^$/ { said = 0 }
		/^\/\/\// { said = 1 }
		/^(static|#|KSPAWN_ASSERT|typedef|extern)/ || !/^[A-Za-z_].*[^a-z_]kspawn_[a-z0-9_]+\(/ { next }
		{ n++ }
		!said { print FILENAME ":" FNR ": " $0 }
		END { print n + 0 >"/dev/stderr" }' "$@" >"$scratch/unsaid" 2>"$scratch/count"
	none "$scratch/unsaid"
}

check "each public function is explained" explained include/kspawn/*.h
check "there are functions" test "$(cat "$scratch/count")" -ge 80
printf '/// Frees it.\nvoid kspawn_free(void);\n\nint kspawn_alloc(void);\n' >"$scratch/control.h"
refuse "a function without a comment is found" explained "$scratch/control.h"
finish
