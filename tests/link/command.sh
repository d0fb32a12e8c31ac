#!/bin/sh
# tests/link/command.sh: ./kspawn says what it cannot do
# Tested here: run.cpp
. "$(dirname -- "$0")/check.sh"
kspawn="sh $source/kspawn"

# complains STATUS WORDS ARG...: that exit status, and these words among what it says
complains()
{
	status=$1 words=$2
	shift 2
	$kspawn "$@" >"$scratch/said" 2>&1
	got=$?
	cat "$scratch/said"
	[ $got -eq "$status" ] && grep -qF -- "$words" "$scratch/said"
}

# The commands are the same on every port: all are explained where this computer runs the port itself.
commands='test'
[ -n "$emulator" ] || commands=$(cd "$source/tools/kspawn/commands" && echo *.sh | sed 's/\.sh//g')

overview_names()
{
	$kspawn help >"$scratch/said" || return 1
	for name in "$@"; do grep "^  $name " "$scratch/said" || return 1; done
}

# explains COMMAND: alone, with its usage first and an example last
explains()
{
	complains 0 "usage: ./kspawn" "$1" --help && cp "$scratch/said" "$scratch/explained"
	complains 0 "usage: ./kspawn" help "$1" && cmp "$scratch/said" "$scratch/explained" &&
		[ "$(grep -c '^usage' "$scratch/said")" -eq 1 ] && sed -n 1p "$scratch/said" | grep -E "^usage: ./kspawn \[?$1" &&
		sed -n '$p' "$scratch/said" | grep '^example: \./kspawn'
}

check "help names every command" overview_names $commands
check "help names the ports" complains 0 "$port" --help
check "help has the exit statuses" complains 0 '128 + N ' help
for name in $commands; do check "$name --help explains that command alone" explains "$name"; done
check "help of a command that is not there" complains 2 "unknown command 'launch'" help launch
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$build/CMakeCache.txt")
prints_version() { complains 0 "kspawn $version" --version && [ "$(cat "$scratch/said")" = "kspawn $version" ]; }
check "--version is the version of the project" prints_version
check "an unknown command" complains 2 "unknown command 'launch'" launch
check "an unknown option" complains 2 "unknown option '--fast'" test --fast
check "a slip in a command, and what was meant" complains 2 "unknown command 'tset'; did you mean 'test'?" tset
check "or its beginning" complains 2 "unknown command 'mut'; did you mean 'mutants'?" mut
check "also of a command to explain" complains 2 "did you mean 'kernel'?" help kernle
slip=$(echo "$port" | sed 's/.$/-&/')
check "a slip in a port" complains 2 "unknown port '$slip'; did you mean '$port'? the ports are: " doctor --arch "$slip"
names_none() { complains 2 "unknown $1" $2 && ! grep 'did you mean' "$scratch/said"; }
check "a command that is like none" names_none "command 'launch'" launch
check "a port that is like none" names_none "port 'pdp11'" 'doctor --arch pdp11'
check "an option of another command" complains 2 "unknown option '--no-counts'" test --no-counts
check "an unknown port, and which there are" complains 2 "$port" test --arch pdp11
check "--arch without a port" complains 2 '--arch needs a port' --arch
check "a word too many" complains 2 'unexpected argument: everything' test everything
check "run without a program" complains 2 'run what?' run
check "run of a file that is not there" complains 2 'no such file' run "$scratch/nothing"
check "run of a file that is not a program" complains 2 'not an ELF file' run "$source/README.md"
check "bench --linux without --system says what to do" complains 1 'bench --system --linux' bench --linux
check "run of an empty file" complains 2 'not an ELF file' run /dev/null

printf '\177ELF\002\001\001\000\000\000\000\000\000\000\000\000\002\000\026\000' >"$scratch/s390"
check "run of another machine's program" complains 2 'not an ELF file of these ports' run "$scratch/s390"

# What the machine says of what it cannot run: refused WORDS FILE.
refused()
{
	$emulator "$build/kspawn-run" "$2" >"$scratch/said" 2>&1
	got=$?
	cat "$scratch/said"
	[ $got -eq 127 ] && grep -qxF -- "kspawn-run: $2 cannot be executed: $1" "$scratch/said"
}
printf '#!/nowhere\n' >"$scratch/script"
printf 'text\n' >"$scratch/text"
chmod +x "$scratch/script" "$scratch/text"
check "a program that is not there" refused 'No such file or directory' "$scratch/nothing"
check "a program that may not be executed" refused 'Permission denied' "$source/README.md"
check "a folder" refused 'Permission denied' "$source/docs"
check "a text" refused 'Exec format error' "$scratch/text"
check "the interpreter of a script, by its name" refused '/nowhere: No such file or directory' "$scratch/script"

# completes WORDS TO COMPLETE...: in bash, these words of ./kspawn can stand at the end of the line
completes()
{
	expected=$1
	shift
	bash -c '. "$0" && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && _kspawn "$1" && echo "${COMPREPLY[@]}"' \
		"$completion" "$source/kspawn" "$@" >"$scratch/said" || return 1
	cat "$scratch/said"
	[ "$(cat "$scratch/said")" = "$expected" ]
}
completion=$scratch/prefix/share/bash-completion/completions/kspawn
installs_completion() { $cmake --install "$build" --component user --prefix "$scratch/prefix" && [ -s "$completion" ]; }
check "the completion of bash is in the package" installs_completion
if [ -z "$emulator" ]; then
	check "bash completes a command" completes 'demo docs doctor' d
	check "and one to explain" completes 'new-kernel new-port' help n
	check "an option" completes '--sample --seed --system' mutants --s
	check "an option of the demo, and of all" completes '--arch --help --offline --version' --
	# begin LETTERS: the ports that do; first, the letters of the first of them
	begin() { sh "$source/kspawn" help | sed -n 's/^ports: //p' | tr ' ' '\n' | grep "^$1" | LC_ALL=C sort | tr '\n' ' ' | sed 's/ $//'; }
	first=$(echo "$port" | cut -c 1)
	check "a port" completes "$(begin "$first")" test --arch "$first"
	check "one more port" completes "$(begin "$first" | sed "s/^/$port,/; s/ / $port,/g")" test --arch "$port,$first"
	check "a port after =" completes "$(begin "$first")" --arch = "$first"
	check "leaves files to bash" completes '' run ./
fi

# coloured [NO_COLOR=1]: does cmake colour what it says on a terminal?
coloured()
{
	printf '%s\n' ". '$source/tools/kspawn/say.sh'" ". '$source/tools/kspawn/build.sh'" \
		"logged '$scratch/log' $cmake -P '$scratch/nothing.cmake'" >"$scratch/colours"
	env -u NO_COLOR -u CLICOLOR TERM=xterm "$@" script -qc "sh '$scratch/colours'" /dev/null </dev/null >"$scratch/said"
	cat "$scratch/said"
	grep 'CMake Error' "$scratch/said" && grep "$(printf '\033')" "$scratch/said"
}
plain() { ! coloured "$@" && grep 'CMake Error' "$scratch/said"; }
check "cmake has colours on a terminal" coloured
check "not with NO_COLOR" plain NO_COLOR=1 CLICOLOR_FORCE=1
check "with an empty one it has" coloured NO_COLOR=

# A machine on which nothing is installed: --offline does not touch it.
mkdir "$scratch/bin"
for tool in sh dirname basename uname sort tr awk sed cat cut head grep mktemp rm df id env; do
	ln -s "$(command -v $tool)" "$scratch/bin/$tool"
done
bare() { PATH=$scratch/bin complains "$@"; }
check "--offline names what is missing" bare 1 'ninja-build' --offline --arch "$port"
check "and how to install it" bare 1 'apt-get install --no-install-recommends' test --offline
check "and how to continue" bare 1 'to run it again' --offline
check "doctor names what is missing" bare 1 'PROBLEM  cmake is missing, which brings cmake' doctor
check "and what to do" bare 1 'apt-get install cmake' doctor

check "and in words that a shell reads back" bare 1 "kspawn bench --only 'two processors' --offline" \
	bench --only 'two processors' --offline

# kept_by_bench VALUE: in one word, for kspawn-bench
kept_by_bench()
(
	. "$source/tools/kspawn/words.sh"
	. "$source/tools/kspawn/commands/bench.sh"
	words=1 value=$1
	option --only "$value"
	eval "set -- $bench_options"
	printf '%s\n' "$@"
	[ $# -eq 2 ] && [ "$2" = "$value" ]
)
# with_test COMMAND...: in a shell that has ./kspawn test, which began three minutes ago and has tested a port
with_test()
(
	. "$source/tools/kspawn/say.sh"
	. "$source/tools/kspawn/commands/test.sh"
	chosen='a b c' tested=a begun=$(($(date +%s) - 180))
	"$@"
)
begins_another() { minutes=$1 && in_time; }
begins_first() { minutes=2 tested='' && in_time; }
turns() { [ "$(turn | sort | tr '\n' ' ')" = 'a b c ' ]; }
check "without a limit of time all ports are tested" with_test begins_another ''
check "within the limit another one is begun" with_test begins_another 4
refuse "after it none is" with_test begins_another 2
check "but the first one" with_test begins_first
check "the order of a day has all ports" with_test turns

check "new-kernel names what builds its kernel" bare 1 'make' new-kernel "$scratch/mine" --arch "$port" --offline
check "bench keeps a value of several words" kept_by_bench "two 'processors'"

# An installation that brings nothing: what is missing stays the same.
printf '#!/bin/sh\necho "uri file 1000000"\n' >"$scratch/bin/apt-get"
printf '#!/bin/sh\necho 0\n' >"$scratch/id"
chmod +x "$scratch/bin/apt-get" "$scratch/id"
mv -f "$scratch/id" "$scratch/bin/id"
installs_what_it_needs()
{
	bare 1 'still missing after the installation: ' "$@"
	sed -n 's/^packages missing: //p' "$scratch/said" >"$scratch/before"
	sed -n 's/^kspawn: still missing after the installation: //p' "$scratch/said" >"$scratch/after"
	[ -s "$scratch/before" ] && cmp "$scratch/before" "$scratch/after"
}
for command in bench test frames; do
	check "$command needs the same before and after an installation" installs_what_it_needs $command --arch "$port"
done

check "doctor is content with this machine" complains 0 'ok ' doctor --arch "$port"
finish
