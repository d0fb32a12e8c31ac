# tools/kspawn/commands/docs.sh: writes the reference of the public headers
# shellcheck shell=sh disable=SC2034,SC2154

summary="write the reference of the public headers: HTML and man pages"
usage="docs [--offline]"
options=""
example="./kspawn docs"

# Nothing else is needed.
needs() { echo "doxygen doxygen"; }

main()
{
	install_missing
	"$root/tools/docs" "$root/build/docs" || fail "Doxygen warns of the headers"
	say "written: build/docs/html/index.html, and build/docs/man; to read a page: man -l build/docs/man/man9/kspawn_fork.9"
}
