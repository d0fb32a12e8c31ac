#!/bin/sh
# tests/tree/format.sh: clang-format changes no file
. "$(dirname -- "$0")/tree.sh"
needs clang-format
version=$(clang-format --version | sed 's/.*version \([0-9]*\).*/\1/')

# The layout of another version differs in details.
laid_out()
{
	[ "$version" -eq 14 ] || ! echo "not judged: clang-format is $version, and the layout is version 14's" || return 0
	clang-format --dry-run --Werror "$@" || ! echo "./kspawn format lays them out"
}

# narrow FILE...: no line has more than 130 columns, where code is laid out by hand too
narrow()
{
	for file in "$@"; do
		expand "$file" | awk -v file="$file" 'length > 130 { print file ":" NR ": " length " columns" }'
	done >"$scratch/wide"
	none "$scratch/wide"
}

all=$(tools/c-files)
check "there are sources" test "$(echo "$all" | wc -l)" -ge 300
check "clang-format changes none" laid_out $all
check "no line has more than 130 columns" narrow $all

cp .clang-format "$scratch"
printf 'int main() {\n  return 0;\n}\n' >"$scratch/control.c"
[ "$version" -ne 14 ] || refuse "a file in another layout is found" laid_out "$scratch/control.c"
awk 'BEGIN { printf "/* %130s */\n", "x" }' >"$scratch/control.c"
refuse "a wide line is found" narrow "$scratch/control.c"
finish
