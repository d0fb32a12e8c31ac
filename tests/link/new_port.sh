#!/bin/sh
# tests/link/new_port.sh: ./kspawn new-port lays out a port that compiles, whose parts are asked for one by one
. "$(dirname -- "$0")/check.sh"
tree=$scratch/tree
mkdir "$tree"
(cd "$source" && tar cf - --exclude=./build --exclude=./.git .) | (cd "$tree" && tar xf -)
new_port() { sh "$tree/kspawn" new-port "$@"; }
parts() { "$tree/cmake/port-parts" "$@" twin; }

refuse "a port has a name" new_port
refuse "in small letters" new_port Twin
refuse "and of its own" new_port "$port"
for other in $(conf_variants | grep -v -e -); do [ "$(conf_port "$other")" = "$other" ] || a_variant=$other; done
refuse "which no variant has" new_port "$a_variant"
check "a port is laid out" new_port twin --triple "$triple" --machine "$port"
refuse "and not again" new_port twin
cd "$tree" || exit 1
check "it configures" $cmake -G Ninja -S . -B build/twin --toolchain cmake/toolchain.cmake -DKSPAWN_VARIANT=twin
check "its core compiles in both flavours" $cmake --build build/twin --target kspawn-kernel kspawn-hosted
refuse "it has no demo" sh ./kspawn --arch twin
refuse "its parts are missing" parts --test

# asks_for FILE: is that the part that is asked for?
asks_for()
{
	parts --test
	parts --test | grep -qF "the next part to write: $1: "
}
# The parts of this port, one after the other.
parts | grep -v missing.cpp >"$scratch/parts"
check "there are at least 12 parts" test "$(wc -l <"$scratch/parts")" -ge 12
while read -r file what; do
	file=${file%:}
	check "$file is asked for: $what" asks_for "$file"
	mkdir -p "$(dirname "$file")"
	original=$(echo "$file" | sed "s|/twin/|/$port/|; s|/twin\.conf|/$port.conf|")
	if [ ! -e "$source/$original" ]; then # see port-parts
		original=${original%breakpoint.hpp}step.cpp file=${file%breakpoint.hpp}step.cpp
	fi
	cp "$source/$original" "$file"
done <"$scratch/parts"
check "and last, that nothing stands in" asks_for src/arch/twin/missing.cpp
rm src/arch/twin/missing.cpp
check "then nothing is missing" parts --test
finish
