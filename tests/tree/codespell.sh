#!/bin/sh
# tests/tree/codespell.sh: codespell finds no misspelt word
. "$(dirname -- "$0")/tree.sh"
needs codespell

# Names of registers, of a field and of a processor, and words of assemblers.
names='copyin,hart,iput,ist,nd,sie,sme,stap,sxl,te,tge'
spelt() { codespell --ignore-words-list "$names" "$@"; }

all=$(files)
check "every word is spelt right" spelt $all
printf 'a len%s\n' ght >"$scratch/control.md"
refuse "a misspelt word is found" spelt "$scratch/control.md"
finish
