# tools/kspawn/commands/format.sh: lays out the sources by .clang-format
# shellcheck shell=sh disable=SC2034,SC2154

summary="lay out the sources by .clang-format"
usage="format [--offline]"
options=""
example="./kspawn format"

# Nothing else is needed.
needs() { echo "clang-format clang-format"; }

main()
{
	install_missing
	version=$(version_of clang-format)
	[ "${version%%.*}" = 14 ] || fail "clang-format is $version, and this tree is laid out by version 14, of Debian 12"
	cd "$root" && tools/c-files | xargs clang-format -i
}
