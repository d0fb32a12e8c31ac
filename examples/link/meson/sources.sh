#!/bin/sh
# examples/link/meson/sources.sh KSPAWN PORT: the sources of kspawn's core, since Meson has no wildcards
# Everything in src/generic, src/arch/common and the port's folder; a file of the port replaces the generic one of
# the same name, .cpp or .S.
port=$1/src/arch/$2
for file in "$1"/src/generic/*.cpp "$1"/src/arch/common/*.S; do
	stem=$(basename "${file%.*}")
	[ -e "$port/$stem.cpp" ] || [ -e "$port/$stem.S" ] || echo "$file"
done
for file in "$port"/*.cpp "$port"/*.S; do
	[ ! -e "$file" ] || echo "$file"
done
