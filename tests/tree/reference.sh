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

# stated FILE...: lists the functions whose comment has no word of errors, if they return an int or a long, or none of locks,
# interrupts and sleep. "The same" refers to the comment before. A comment of a file or of a section is for all its functions.
stated()
{
	awk '
		function is_state(text) { return text ~ /[Ss]leep|[Ii]nterrupt|[Ll]ocks?([^a-z]|$)|LOCK_|preempt|Any context/ }
		FNR == 1 { of_file = of_section = 0; text = outer = "" }
		/^\/\/\// { if (declared) text = ""; declared = 0; text = text " " $0; next }
		/^\/\*/ { outer = ""; within = 1 }
		within {
			outer = outer " " $0
			if (/\*\/$/) {
				within = 0
				if (outer ~ /\/\* ----/) of_section = is_state(outer)
				else of_file = of_file || (is_state(outer) && outer ~ /[Ff]unction|[Hh]ook/)
			}
			next
		}
		/^$/ { text = "" }
		/^(static|#|KSPAWN_ASSERT|typedef|extern)/ || !/^[A-Za-z_].*[^a-z_]kspawn_[a-z0-9_]+\(/ { next }
		{
			declared = 1
			if (text !~ /The same/) { errors = text ~ /-E[A-Z0-9]+|errno|errors|[Mm]ust not fail/; state = is_state(text) }
			if (/^(int|long) / && !errors) print FILENAME ":" FNR ": errors: " $0
			if (!state && !of_section && !of_file) print FILENAME ":" FNR ": locks, interrupts, sleep: " $0
		}' "$@" >"$scratch/unstated"
	none "$scratch/unstated"
}

check "each comment has errors, and locks, interrupts or sleep" stated include/kspawn/*.h
printf '/// Frees it. Does not sleep.\nint kspawn_free(void);\n' >"$scratch/errors.h"
refuse "a result without its errors is found" stated "$scratch/errors.h"
printf '/// Frees it. Returns 0 or -EINVAL.\nint kspawn_free(void);\n' >"$scratch/state.h"
refuse "a function without its locks is found" stated "$scratch/state.h"
printf '/* Functions here do not sleep. */\n\n/// Frees it, or -EINVAL.\nint kspawn_free(void);\n/// The same.\nint kspawn_drop(void);\n' \
	>"$scratch/whole.h"
check "what a file says is for all its functions" stated "$scratch/whole.h"

# has_pages: each function has a man page, which is its header's, and stands there
has_pages()
{
	functions include/kspawn/*.h | while read -r name; do
		page=$(sed -n 's/^\.so //p' "$build/docs/man/man9/$name.9")
		grep -qs "$name (" "$build/docs/man/$page" || echo "no page: $name"
	done >"$scratch/pages"
	none "$scratch/pages"
}
# functions FILE...: the names of functions that are declared, not inline
functions()
{
	grep -hvE '^(static|#|KSPAWN_ASSERT|typedef|extern)' "$@" |
		sed -n 's/^[A-Za-z_].*[^a-z_]\(kspawn_[a-z0-9_]*\)(.*/\1/p' | sort -u
}
check "Doxygen does not warn" tools/docs "$build/docs"
check "each function has a man page" has_pages
check "there is a page to begin with" test -s "$build/docs/html/index.html"
# installed FILE...: below the prefix of an installation
installed()
{
	for file in "$@"; do
		[ -s "$scratch/prefix/$file" ] || { echo "not installed: $file" && return 1; }
	done
}
check "the package installs them" "$cmake" --install "$build" --component docs --prefix "$scratch/prefix"
check "the HTML and the man pages are there" installed share/doc/kspawn/html/index.html share/man/man9/kspawn_fork.9
refuse "a page that is not installed is found" installed share/man/man9/kspawn_none.9
mkdir "$scratch/headers"
printf '/// Frees it.\n/// @param page what is freed\nvoid kspawn_free(void *memory);\n' >"$scratch/headers/control.h"
refuse "a parameter that is not there is found" tools/docs "$scratch/control" "$scratch/headers"
finish
