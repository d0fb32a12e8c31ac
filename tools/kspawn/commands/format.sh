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
	[ "${version%%.*}" = 14 ] || fail "clang-format is $version, and the layout of this tree is that of 14, Debian 12's"
	find "$root" \( -name build -o -name .git \) -prune -o -type f \( -name '*.[ch]' -o -name '*.[ch]pp' \) -print0 |
		xargs -0 clang-format -i
}
