#!/bin/sh
# tests/tree/reference.sh: each function of a public header has a `///` comment, and Doxygen makes a page of it
. "$(dirname -- "$0")/tree.sh"
needs doxygen

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

# has_pages: each function has a man page, which is its header's, and stands there
has_pages()
{
	functions include/kspawn/*.h | while read -r name; do
		page=$(sed -n 's/^\.so //p' "$scratch/docs/man/man9/$name.9")
		grep -qs "$name (" "$scratch/docs/man/$page" || echo "no page: $name"
	done >"$scratch/pages"
	none "$scratch/pages"
}
# functions FILE...: the names of those that are declared, not inline
functions()
{
	grep -hvE '^(static|#|KSPAWN_ASSERT|typedef|extern)' "$@" |
		sed -n 's/^[A-Za-z_].*[^a-z_]\(kspawn_[a-z0-9_]*\)(.*/\1/p' | sort -u
}
check "Doxygen does not warn" tools/docs "$scratch/docs"
check "each function has a man page" has_pages
check "there is a page to begin with" test -s "$scratch/docs/html/index.html"
mkdir "$scratch/headers"
printf '/// Frees it.\n/// @param page what is freed\nvoid kspawn_free(void *memory);\n' >"$scratch/headers/control.h"
refuse "a parameter that is not there is found" tools/docs "$scratch/control" "$scratch/headers"
finish
