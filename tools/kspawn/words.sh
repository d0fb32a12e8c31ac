# tools/kspawn/words.sh: the words of the command line
# shellcheck shell=sh disable=SC2034

# quoted WORD...: prints them as words that a shell reads back
quoted()
{
	between=''
	for word in "$@"; do
		case $word in
		'' | *[!A-Za-z0-9_.,/=+:@-]*) word="'$(printf '%s\n' "$word" | sed "s/'/'\\\\''/g")'" ;;
		esac
		printf '%s%s' "$between" "$word"
		between=' '
	done
}

# take_number OPTION [NEXT]
take_number()
{
	case ${2-} in
	'' | *[!0-9]*) misuse "$1 needs a number" ;;
	esac
	words=2
}

# take_value OPTION [NEXT]
take_value()
{
	[ -n "${2-}" ] || misuse "$1 needs a value"
	words=2
}

# Defaults, of a command that takes no more than the options of all.
takes_words=''
option() { return 1; }
operand() { return 1; }
