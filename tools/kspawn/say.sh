# tools/kspawn/say.sh: what ./kspawn says, and how it ends
# shellcheck shell=sh disable=SC2154

say() { printf '%s\n' "$*"; }
complain() { printf 'kspawn: %s\n' "$*" >&2; }

# fail WHY [COMMAND]: COMMAND, or what was called, is how to try it again.
fail()
{
	complain "$1"
	printf 'to run it again: %s\n' "${2:-$again}" >&2
	exit 1
}

misuse()
{
	complain "$1"
	complain "try: ./kspawn help"
	exit 2
}

seconds() { echo $(($(date +%s) - $1)); }

# version_of PROGRAM: the version that it prints
version_of() { "$@" --version 2>/dev/null | sed -n '1s/.*version \([0-9.]*[0-9]\).*/\1/p'; }
