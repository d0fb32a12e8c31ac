#!/bin/sh
# tests/system/jobs.sh: a shell with job control, Debian's busybox, on the kernel's terminal: ^Z, ^C, jobs, bg and fg
. "$(dirname -- "$0")/system.sh"
with_busybox "$scratch/files"
mkfifo "$scratch/keys"
: >"$scratch/screen"

# The children of the first process are in orphaned groups, where nothing stops: the shell is not the first process.
sh "$source/examples/kernel/run" --verbose --terminal --silence "$silence" --boot hz=1000 "$variant" "$kernel" "$scratch/files" \
	/bin/sh -c 'setsid -c sh; echo "the shell ends with $?"' <"$scratch/keys" >"$scratch/screen" 2>"$scratch/log" &
machine=$!
exec 7>"$scratch/keys"

# press TEXT: for printf
# shellcheck disable=SC2059
press() { printf "$1" >&7; }

# screen TEXT: the position behind TEXT, which comes after `seen`, or nothing
seen=0
screen()
{
	tr -d '\r' <"$scratch/screen" | awk -v text="$1" -v seen="$seen" 'BEGIN { RS = "\001" }
		{ at = index(substr($0, seen + 1), text) } at { print seen + at + length(text) - 1 }'
}

# sees TEXT...: one after the other, each within the time that a silent machine has
sees()
{
	for text in "$@"; do
		end=$(($(date +%s) + silence))
		while running=$(kill -0 $machine 2>/dev/null && echo yes) found=$(screen "$text"); [ -z "$found" ]; do
			[ "$(date +%s)" -lt $end ] && [ "$running" = yes ] && sleep 0.1 && continue
			echo "no '$text' behind:" && tr -d '\r' <"$scratch/screen" | tail -c +"$((seen + 1))" && return 1
		done
		seen=$found
	done
}

# typed KEYS TEXT...: what is on the screen afterwards
typed() { press "$1" && shift && sees "$@"; }

# A word that a program in the foreground reads comes twice: as it is typed, and from the program. What is typed before a
# program has the terminal may be the shell's: "ready" is the program's own, since the shell shows quotes in it.
cat='sh -c "echo rea""dy; exec cat"\n'
# Its folder, / or ~, stands before the sign of the prompt.
check "a shell with jobs" sees ' # '
check "a program begins in the foreground" typed "$cat" ready
check "and reads" typed 'one\n' one one
check "^Z stops it" typed '\032' '^Z' 'Stopped' 'exec cat'
check "the shell has its status" typed 'echo "status $?"\n' 'status 1'
check "jobs" typed 'jobs\n' '[1]+' 'Stopped' 'exec cat'
check "bg: it reads in the background, which stops it" typed 'bg\nsleep 1; jobs\n' '[1]+' 'Stopped (tty input)' 'exec cat'
check "fg" typed 'fg\n' 'exec cat'
check "what is typed is its" typed 'two\n' two two
check "^C ends it" typed '\003' '^C' ' # '
check "and it alone" typed 'echo "status $?"\n' 'status 130'
check "a pipe of programs is one job" typed 'sleep 1000 | sh -c "echo rea""dy; exec cat" | cat\n' ready
check "which ^Z stops as a whole" typed '\032' '^Z' 'Stopped'
check "it continues in the background" typed 'bg\njobs\n' 'Running'
check "kill ends a job" typed 'kill %%1; sleep 1; jobs\n' 'Terminated'
check "a program" typed "$cat" ready
check "is stopped" typed '\032' 'Stopped'
check "and killed" typed 'kill -KILL %%1; sleep 1; jobs\n' 'Killed'
check "a job that ends by itself" typed 'sh -c "exit 3" &\nsleep 1\n' 'Done(3)'
check "tostop: a write in the background stops a program" typed 'stty tostop; echo x &\nsleep 1\n' 'Stopped (tty output)'
check "and continues in the foreground" typed 'fg\n' x ' # '
check "the shell ends by ^D" typed '\004' 'the shell ends with'
exec 7>&-
check "and so does the machine" wait $machine
refuse "what is not on the screen is not found" [ -n "$(screen 'no such text')" ]
finish
