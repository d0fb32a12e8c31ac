# tools/kspawn/commands/ports.sh: lists ports
# shellcheck shell=sh disable=SC2034,SC2154

summary="list ports, one a line"
usage="ports [--arch A,B] [--json]"
options="  --json         as an array of strings"
example="./kspawn ports --arch all --json"
with_sanitizers=yes
without_machine=yes

json=''
option()
{
	[ "$1" = --json ] && json=yes
}

main()
{
	choose "$arch"
	# shellcheck disable=SC2086
	set -- $chosen
	if [ -z "$json" ]; then
		printf '%s\n' "$@"
	else
		printf '%s\n' "$@" | awk '{ list = list (NR > 1 ? ", " : "") "\"" $0 "\"" } END { print "[" list "]" }'
	fi
}
