#!/bin/sh
# tests/link/documents.sh: every link, anchor and path in a document leads to something in the tree
. "$(dirname -- "$0")/check.sh"

# documents FOLDER: the Markdown files below it, without build folders
documents() { find "$1" \( -name build -o -name .git \) -prune -o -name '*.md' -print | sort; }

# prose FILE: its text without blocks of code
prose() { awk '/^ *```/ { code = !code; next } !code' "$1"; }

# links FILE: TARGET, TARGET#ANCHOR or #ANCHOR for each link that is not to another site
links() { prose "$1" | grep -oE '\]\([^)]*\)' | sed 's/^](//; s/)$//' | grep -vE '^(https?|mailto):' | sort -u; }

# anchors FILE: the anchors of its headings on GitHub; the second one of a name is NAME-1
anchors()
{
	prose "$1" | sed -n 's/^##* //p' | tr '[:upper:]' '[:lower:]' | sed 's/[^a-z0-9 _-]//g; s/ /-/g' |
		awk '{ print seen[$0] ? $0 "-" seen[$0] : $0; seen[$0]++ }'
}

# code FILE: the words in backticks, which may cross the end of a line; those with a blank in them are commands
code()
{
	prose "$1" | awk 'BEGIN { RS = ""; FS = "`" } { gsub(/\n[ >]*/, " "); for (i = 2; i <= NF; i += 2) print $i }' |
		grep -v ' ' | sort -u
}

# paths FILE: the words of its code that are paths of the tree or includes, with a port in place of PORT and NAME. Builds make
# some, and a new port may have a kspawn/arch/atomic.h.
paths()
{
	code "$1" | sed 's/^<\(.*\.hp*\)>$/\1/' | grep -E '^[A-Za-z0-9_.][A-Za-z0-9_./-]*/[A-Za-z0-9_./-]*$' |
		grep -vE '^build/|kspawn/arch/atomic\.h$' | sed -E "s#(^|[/.])(PORT|NAME)\$#\1$port#; s#(^|/)(PORT|NAME)(/)#\1$port\3#g; s#(^|/)(PORT|NAME)([/.])#\1$port\3#g"
}

# has_anchor FILE ANCHOR
has_anchor() { [ -f "$1" ] && anchors "$1" | grep -qxF -- "$2"; }

# links_lead FILE...: lists the links that do not
links_lead()
{
	for document in "$@"; do
		links "$document" | while read -r link; do
			case $link in
			../../actions/*) continue ;; # a page of GitHub's, not of the tree
			esac
			target=$document
			[ -z "${link%%#*}" ] || target=$(dirname "$document")/${link%%#*}
			[ -e "$target" ] || echo "$document: no such file: $link"
			case $link in
			*'#'*) has_anchor "$target" "${link#*#}" || echo "$document: no such heading: $link" ;;
			esac
		done
	done >"$scratch/broken"
	none "$scratch/broken"
}

# exists PATH FOLDER...: in one of the folders
exists()
{
	path=$1
	shift
	for folder in "$@"; do
		[ ! -e "$folder/$path" ] || return 0
	done
	return 1
}

# paths_lead FILE...: lists the paths that do not. A path is one of the tree, of the document's folder, or an include.
paths_lead()
{
	for document in "$@"; do
		paths "$document" | while read -r path; do
			exists "$path" "$source" "$(dirname "$document")" "$source/include" "$source/src/arch/$port" \
				"$source/src/arch/$port/include" || echo "$document: no such path: $path"
		done
	done >"$scratch/broken"
	none "$scratch/broken"
}

# indexed FOLDER: its README links to each document of the folder
indexed()
{
	links "$1/README.md" | sed 's/#.*//' >"$scratch/listed"
	for document in "$1"/*.md; do
		name=$(basename "$document")
		[ "$name" = README.md ] || grep -qxF "$name" "$scratch/listed" || echo "$1/README.md has no link to $name"
	done >"$scratch/unlisted"
	none "$scratch/unlisted"
}

all=$(documents "$source")
counts() { test "$(echo "$all" | wc -l)" -ge 8 && test "$(links "$source/docs/linking.md" | wc -l)" -ge 8 &&
	test "$(paths "$source/docs/porting.md" | wc -l)" -ge 8; }
check "there are documents, links and paths" counts
check "every link leads to a file or a heading" links_lead $all
check "every path in backticks exists" paths_lead $all
check "docs/README.md has every document of docs" indexed "$source/docs"

# in_code: the documents that comments, scripts and build files name
in_code()
{
	(cd "$source" && grep -rhoE 'docs/[a-z-]+\.md' --exclude='*.md' --exclude=documents.sh kspawn cmake include src tests \
		examples tools bench) | sort -u >"$scratch/named"
	test -s "$scratch/named" || return 1
	while read -r document; do
		[ -e "$source/$document" ] || echo "code names $document, which does not exist"
	done <"$scratch/named" >"$scratch/broken"
	none "$scratch/broken"
}
check "every document that code names exists" in_code

# requirements FILE: "R1 PATH" for each test in its table of requirements
requirements()
{
	awk -F '|' '$2 ~ /^ R[0-9]+ $/ { n = split($4, part, "`"); for (i = 2; i <= n; i += 2) print $2, part[i] }' "$1"
}
# tested FILE: each requirement from R1 to R11 has a test, and each test names it
tested()
{
	requirements "$1" >"$scratch/required"
	for n in 1 2 3 4 5 6 7 8 9 10 11; do
		grep -q "^ *R$n " "$scratch/required" || echo "R$n has no test"
	done >"$scratch/untested"
	while read -r requirement path; do
		grep -qw "$requirement" "$source/$path" || echo "$path does not name $requirement"
	done <"$scratch/required" >>"$scratch/untested"
	none "$scratch/untested"
}
check "each requirement has a test that names it" tested "$source/docs/architecture.md"

# counted FILE: its table of what the ports took comes from tools/count-port
counted()
{
	sed -n '/^<!-- ports/,/^<!-- end of ports/p' "$1" | grep '^|' >"$scratch/written"
	"$source/tools/count-port" >"$scratch/counts" || return 1
	diff "$scratch/written" "$scratch/counts" || ! echo "tools/count-port --write brings it up to date"
}
# explained FILE...: docs/porting.md has each key of these .conf files; floor_ and count_ are of a FORM
explained()
{
	for key in $(sed -n 's/=.*//; /^[a-z_]*$/p' "$@" | sed 's/^\(floor\|count\)_.*/\1_FORM/' | sort -u); do
		grep -q "^|.*\`$key\`.*| " "$source/docs/porting.md" || echo "docs/porting.md does not explain $key"
	done >"$scratch/unexplained"
	none "$scratch/unexplained"
}
check "docs/porting.md explains every key of a port's file" explained "$source"/src/arch/*/*.conf
echo 'tripel=none' >"$scratch/control.conf"
refuse "a key that it does not explain is found" explained "$scratch/control.conf"

check "the table of what the ports took is right" counted "$source/docs/porting.md"

# Small documents that are right or wrong.
mkdir "$scratch/docs"
control=$scratch/docs/control.md
written() { printf '# A heading: `x`, twice\n\n## Same\n\n## Same\n\n%b\n' "$1" >"$control"; }
written '[a](control.md), [b](#a-heading-x-twice), [c](control.md#same-1), [d](https://example.org/none)'
check "a right link passes" links_lead "$control"
for wrong in '[a](none.md)' '[a](control.md#none)' '[a](#same-2)' '[a](..#same)'; do
	written "$wrong"
	refuse "a wrong link is found: $wrong" links_lead "$control"
done
written '`src/generic`, `src/arch/PORT/PORT.conf`, `src/arch/NAME/NAME.conf`, `<kspawn/host.h>`, `control.md`, `build/none`, `/init`,\n`ls src/none`'
check "a right path passes" paths_lead "$control"
for wrong in '`src/none.cpp`' '`<kspawn/none.h>`' '`src/arch/NAME/none`'; do
	written "$wrong"
	refuse "a wrong path is found: $wrong" paths_lead "$control"
done
written '`a\nb`, `docs/none.md`, c'
refuse "a wrong path is found behind code that crosses a line" paths_lead "$control"
written '```c\n[a](none.md) `src/none.cpp`\n```'
check "a block of code has no links and no paths" links_lead "$control"
touch "$scratch/docs/README.md"
refuse "a document that the index lacks is found" indexed "$scratch/docs"
sed "s/^| $port | [0-9]*,/| $port | 1,/" "$source/docs/porting.md" >"$control"
refuse "a wrong table of what the ports took is found" counted "$control"
for wrong in 's/^| R7 |/| |/' 's/^\(| R3 .*\)exec_test.cpp/\1fork_test.cpp/'; do
	sed "$wrong" "$source/docs/architecture.md" >"$control"
	refuse "a requirement without its test is found: $wrong" tested "$control"
done
finish
