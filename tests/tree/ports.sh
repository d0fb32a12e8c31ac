#!/bin/sh
# tests/tree/ports.sh: no file outside the rooms of the ports names one
. "$(dirname -- "$0")/tree.sh"

# central: the files outside the rooms, except documents. Their code is looked at, not their comments.
central()
{
	rooms=$(conf_variants | while read -r name; do conf_port "$name"; done | sort -u | tr '\n' '|')
	files | grep -vE "^(src/(arch|hosted|entry|user)|tests/ports|examples/[^/]+)/(${rooms%|})/" | grep -vE '\.md$|^(LICENSE|build)'
}

# excused: with the reason. A line of the help is a document.
excused() { grep -vE '^tools/kspawn/commands/[a-z-]+\.sh:[0-9]+: example='; }

# code FILE...: "FILE:LINE: TEXT" without comments
code()
{
	awk 'FNR == 1 { c = FILENAME ~ /\.(c|h|cc|cpp|hpp|S|ld|h\.in)$/; inside = 0 }
		!c { sub(/(^|[ \t])#.*/, "") }
		c && inside { if (!sub(/.*\*\//, "")) next; inside = 0 }
		c { gsub(/\/\*([^*]|\*[^\/])*\*\//, ""); sub(/\/\/.*/, ""); inside = sub(/\/\*.*/, "") }
		NF { print FILENAME ":" FNR ": " $0 }' "$@"
}

# A name next to an underscore is a part of another word: virt_arm, the board of two ports.
pattern()
{
	printf '(^|[^A-Za-z0-9_])(%s)([^A-Za-z0-9_]|$)|__(%s)_*([^A-Za-z0-9_]|$)' "$1" "$1"
}
names=$(pattern "$(conf_names | tr '\n' '|' | sed 's/|$//')")

# names_none FILE...: no line of code has a port's name
names_none()
{
	code "$@" | excused | awk -v names="$names" '{ text = $0; sub(/^[^:]*:[0-9]*: /, "", text) } tolower(text) ~ names' \
		>"$scratch/named"
	none "$scratch/named"
}

# not_named: nor has a path
not_named() { ! printf '%s\n' "$@" | grep -iE "$names"; }

all=$(central)
check "there are central files, and names" test "$(echo "$all" | wc -l)" -ge 400 -a "$(conf_names | wc -l)" -ge 20
# shellcheck disable=SC2086
check "no code of a central file names a port" names_none $all
# shellcheck disable=SC2086
check "no path of a central file names one" not_named $all

wrong=$scratch/wrong
for variant in $(conf_variants); do
	printf 'case $port in\n%s) ;;\nesac\n' "$variant" >"$wrong.sh"
	refuse "a shell's branch for $variant is found" names_none "$wrong.sh"
done
for line in "if(KSPAWN_PORT STREQUAL $port)" "set(CMAKE_C_COMPILER $triple-gcc)"; do
	echo "$line" >"$wrong.cmake"
	refuse "found: $line" names_none "$wrong.cmake"
done
for line in "#ifdef __${port}__" "const char *name = \"$port\";" "/* a comment */ int $port;"; do
	echo "$line" >"$wrong.cpp"
	refuse "found: $line" names_none "$wrong.cpp"
done
refuse "a path is found" not_named "cmake/$port.cmake"
printf '/* like %s\n * and %s */\nint x; // %s\n' "$port" "$port" "$port" >"$scratch/right.c"
printf '# like %s\n:\n' "$port" >"$scratch/right.sh"
check "a comment may name one" names_none "$scratch/right.c" "$scratch/right.sh"
finish
