# tools/kspawn/commands/help.sh: the commands, or one of them
# shellcheck shell=sh disable=SC2034,SC2154

summary="list the commands, the ports and the exit statuses, or explain one command"
usage="help [COMMAND]"
options=""
example="./kspawn help test"
takes_words=yes

main()
{
	[ $# -le 1 ] || misuse "unexpected argument: $2"
	help_about "${1-}"
}
