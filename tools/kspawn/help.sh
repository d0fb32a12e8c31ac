# tools/kspawn/help.sh: the files of the commands, and what they say of themselves
# shellcheck shell=sh disable=SC2154

commands() { (cd "$tools/commands" && echo *.sh | sed 's/\.sh\( \|$\)/\1/g'); }

# load COMMAND: reads its file
load()
{
	case " $(commands) " in
	*" $1 "*) ;;
	*)
		# shellcheck disable=SC2046
		misuse "unknown command '$1'$(did_you_mean "$1" $(commands))"
		;;
	esac
	# shellcheck source=/dev/null
	. "$tools/commands/$1.sh"
}

version() { sed -n 's/^project(\(kspawn\) VERSION \([0-9.]*\).*/\1 \2/p' "$root/CMakeLists.txt"; }

# help_about [COMMAND]: one command, or all
help_about()
{
	if [ -n "$1" ]; then
		load "$1"
		help_of_command
	else
		overview
	fi
}

# The options of the command that is loaded; options of several commands are explained here.
own_options()
{
	case $usage in
	*'--arch A,B'*) say "  --arch A,B     these ports, or all; without it: $(default_ports)" ;;
	esac
	[ -z "$options" ] || say "$options"
	case $usage in
	*--offline*) say "  --offline      install nothing, and fail if something is missing" ;;
	esac
}

help_of_command()
{
	printf 'usage: ./kspawn %s\n\n%s\n' "$usage" "$summary"
	shown=$(own_options)
	[ -z "$shown" ] || printf '\n%s\n' "$shown"
	printf '\nexample: %s\n' "$example"
}

overview()
{
	say "usage: ./kspawn [COMMAND] [OPTION...]"
	say "Without COMMAND it is demo."
	say ""
	for file in "$tools"/commands/*.sh; do
		# shellcheck source=/dev/null
		(. "$file" && name=${file##*/} && printf '  %-8s  %s\n' "${name%.sh}" "$summary")
	done
	cat <<END

./kspawn COMMAND --help prints the options of a command and an example. ./kspawn --version prints the version.

ports: $all_ports
Without --arch: $(default_ports)
The build folders are build/<port>; their logs are in build/<port>/log.
With NO_COLOR set, nothing has colours on a terminal.

exit status:
    0        all is well
    1        something failed: a build, a test, an installation, a check of doctor
    2        the command line is wrong
run and kernel exit with the status of the program. If there is none:
    125      the kernel did not shut down cleanly
    127      the program cannot be executed
    128 + N  signal N has ended the program
END
}
