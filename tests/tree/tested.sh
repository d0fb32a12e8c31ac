#!/bin/sh
# tests/tree/tested.sh: every file of the core and of the machine has a test of its name, or a test that says so
. "$(dirname -- "$0")/tree.sh"

sources() { find src/generic src/hosted -maxdepth 1 -name '*.cpp' -exec basename {} \; | sort; }

# A test names the files for which there is no NAME_test.cpp in lines of its first comment: "Tested here: a.cpp, b.cpp".
named() { sed -nE 's/ \*\/$//; s/^( \*|#) Tested here: //p' $(files tests) | tr -s ', ' '\n' | sort -u; }
own() { files tests | sed -nE 's|.*/([a-z0-9_]+)_test\.cpp$|\1.cpp|p' | sort -u; }

sources >"$scratch/sources" && named >"$scratch/named" && own >"$scratch/own"

# untested NAMED: no source is in neither list
untested()
{
	sort -u "$1" "$scratch/own" | comm -23 "$scratch/sources" - >"$scratch/missing"
	none "$scratch/missing"
}
absent()
{
	comm -13 "$scratch/sources" "$1" >"$scratch/absent"
	none "$scratch/absent"
}

check "every source has a test" untested "$scratch/named"
check "every file that a test names is there" absent "$scratch/named"
sed 1d "$scratch/named" >"$scratch/fewer"
refuse "a source without a test is found" untested "$scratch/fewer"
{ cat "$scratch/named" && echo zebra.cpp; } >"$scratch/more"
refuse "a test of a file that is not there is found" absent "$scratch/more"
finish
