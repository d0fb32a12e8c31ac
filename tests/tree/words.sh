#!/bin/sh
# tests/tree/words.sh: no file has a word of the list `words`
. "$(dirname -- "$0")/tree.sh"
list=tests/tree/words

# plain FILE...: none of its lines has one; says what to say
plain()
{
	any=$(grep -v '^#' "$list" | cut -f 1 | tr '\n' '|')
	LC_ALL=C grep -nHiE -- "${any%|}" "$@" >"$scratch/lines" || return 0
	grep -v '^#' "$list" | while IFS="$(printf '\t')" read -r words better; do
		LC_ALL=C grep -iE -- "^[^:]*:[0-9]*:.*($words)" "$scratch/lines" | sed "s|\$|  [$better]|"
	done >"$scratch/found"
	cat "$scratch/found"
	return 1
}

# The list itself, a licence, what the changelog says of the past, and pictures.
all=$(files | grep -vxE "$list|LICENSE|CHANGELOG.md|.*\.(png|svg|gz)")
check "the list has words" test "$(grep -vc '^#' "$list")" -ge 20
check "every file is without them" plain $all
for text in 'It is s% many.' 'S%MEBODY' 'a newb%rn wakes' 'it g%es on'; do
	printf '%s\n' "$text" | tr % o >"$scratch/control"
	refuse "a line is found: $text" plain "$scratch/control"
done
finish
