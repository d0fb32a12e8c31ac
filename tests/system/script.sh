# tests/system/script.sh: what a shell asks of a kernel; it prints the same on each
# BIN is the folder of the programs, which are named by path so that they are executed; SCRATCH is one to work in.
# It prints no pids and no times.
set -u
part() { printf '%s\n' "-- $*"; }
program() { name=$1; shift; "$BIN/$name" "$@"; }
rm -rf "$SCRATCH"
mkdir -p "$SCRATCH" && cd "$SCRATCH" || exit 9

part pipes
program echo one two three | program cat | program tr a-z A-Z | program sed 's/TWO/2/' | program cat
program seq 1 5000 | program sort -rn | program head -n 3
program seq 1 20000 | program wc -l
program yes kspawn | program head -n 2
i=0
{ while [ $i -lt 40 ]; do echo "line $i"; i=$((i + 1)); done; } | program grep '[39]$' | program tail -n 2
echo 'still 0, since a pipe has processes of its own:' $i
program false | program true; echo "last of the pipe: $?"
program true | program false; echo "last of the pipe: $?"
echo a | { read -r x; echo "read $x"; program cat; }
program seq 1 3 | while read -r n; do program seq 1 "$n" | program tr '\n' ' '; echo; done

part subshells
x=outer
(x=inner; cd /; echo "$x $(pwd)"; exit 7)
echo "$? $x $([ "$(pwd)" = "$SCRATCH" ] && echo back)"
( ( ( ( exit 23 ) ) ) ); echo "four deep: $?"
(set -e; program false; echo never); echo "set -e: $?"
deep() { if [ "$1" -eq 0 ]; then echo bottom; else (deep $(($1 - 1))); fi; }
deep 12

part status
program true; echo "true $?"
program false; echo "false $?"
"$SCRATCH/none" 2>/dev/null; echo "not found $?"
echo 'not a program' >plain; ./plain 2>/dev/null; echo "not executable $?"
"$BIN" 2>/dev/null; echo "a folder $?"
program mkdir /proc/none 2>/dev/null; echo "a new folder in /proc $?"
program sh -c 'exit 255'; echo "most $?"
program sh -c 'exit 256' ; echo "wraps $?"
! program false; echo "not false $?"
program true && echo and || echo or
program false && echo and || echo or

part background
"$BIN/sleep" 100 & first=$!
"$BIN/sh" -c 'exit 5' & second=$!
wait $second; echo "second $?"
kill $first; wait $first 2>/dev/null; echo "terminated $?"
for sig in HUP INT QUIT KILL USR1 PIPE ALRM TERM; do
	program sh -c "kill -$sig \$\$; echo survived $sig"; echo "$sig $?"
done 2>/dev/null
for n in 1 2 3 4 5 6 7 8; do (program sleep 0.0$((9 - n)); exit "$n") & pids="${pids-} $!"; done
sum=0
for pid in $pids; do wait "$pid"; sum=$((sum + $?)); done
echo "sum of eight: $sum"
wait; echo "none left: $?"
wait 99999 2>/dev/null; echo "no child of ours: $?"
(program sleep 0.05; echo late >late) & wait $!; program cat late
( (program sleep 0.1; echo orphan >orphan) & ); while [ ! -s orphan ]; do program sleep 0.02; done; program cat orphan
kill -0 $$; echo "alive $?"
kill -0 "$second" 2>/dev/null; echo "exited $?"

part traps
trap 'echo "got USR1"' USR1
kill -USR1 $$; echo after
(trap 'echo "bye of a subshell $?"' EXIT; exit 3); echo "and $?"
program sh -c 'trap "" TERM; kill -TERM $$; echo ignored; trap - TERM; kill -TERM $$; echo never' 2>/dev/null; echo "$?"
"$BIN/sh" -c 'trap "echo child got TERM; exit 44" TERM; echo ready >ready; while :; do sleep 0.01; done' & child=$!
while [ ! -s ready ]; do program sleep 0.01; done
kill $child; wait $child; echo "handled $?"
# A signal that comes before a wait begins does not end it: others follow, until one has.
trap 'woken=USR2' USR2
(while [ ! -e woken ]; do kill -USR2 $$; program sleep 0.01; done) & helper=$!
"$BIN/sleep" 100 & sleeper=$!
wait $sleeper; echo "wait was interrupted: $? by $woken"
echo >woken
while wait $helper; [ $? -gt 128 ]; do :; done
kill -KILL $sleeper; wait $sleeper 2>/dev/null; echo "killed $?"
trap '' INT; program sh -c 'kill -INT $$; echo inherited' ; trap - INT
trap - USR1 USR2
program sh -c 'kill -USR1 $$' 2>/dev/null; echo "default $?"
program sh -c 'trap "echo HUP; exit" HUP; trap "echo end" EXIT; kill -HUP $$'; echo $?

part stops
"$BIN/sh" -c 'while :; do echo >>ticks; sleep 0.01; done' & child=$!
while [ ! -s ticks ]; do program sleep 0.01; done
kill -STOP $child; program sleep 0.1; before=$(program wc -c <ticks); program sleep 0.2
[ "$before" = "$(program wc -c <ticks)" ] && echo stopped
kill -TERM $child; program sleep 0.1; kill -0 $child; echo "it lives $?"
kill -CONT $child; wait $child 2>/dev/null; echo "terminated, when it continued $?"
"$BIN/sh" -c 'kill -STOP $$; echo it continues; echo >went' & child=$!
until [ -e went ]; do kill -CONT $child; program sleep 0.01; done; wait $child; echo "continued $?"

part here-documents
program cat <<END
x is $x, sum is $(echo $((6 * 7))), \$literal
END
program cat <<'END'
$x stays $(as it is) `too`
END
program cat <<-END | program wc -l
	tab one
	tab two
END
f() { program cat; }
f <<END
to a function
END
i=0; while [ $i -lt 400 ]; do echo "$i of a long text that is more than a pipe holds at once"; i=$((i + 1)); done >long
big=$(program cat long)
program cat <<END | program md5sum | program cut -c1-8
$big
END
program wc -c <<END | program tr -d ' '
$big
END

part fifos
mkfifo fifo; [ -p fifo ] && echo fifo
(echo one; echo two) >fifo & program cat fifo; wait
program cat fifo >out & program sleep 0.05; echo three >fifo; wait; program cat out
for n in 1 2 3; do (echo "$n" >fifo) & read -r x <fifo; echo "read $x"; wait; done
exec 3<>fifo; echo four >&3; read -r x <&3; echo "$x"; exec 3<&-
(program seq 1 20000 >fifo) & program wc -l <fifo; wait
(program cat <fifo) & sleeper=$!; program sleep 0.05; kill $sleeper; wait $sleeper 2>/dev/null; echo "killed $?"
mkfifo fifo 2>/dev/null; echo "there $?"; rm fifo; [ -e fifo ] || echo removed

part substitution
echo "$(echo "$(echo "$(echo nested)")")" "[$(printf 'a\n\n\n')]"
echo $(program seq 1 10) "$(program seq 1 2)"
v=$(program sh -c 'echo out; echo err >&2; exit 9' 2>&1); echo "$? $v"
echo ${#big} ${x%er} ${x#ou} ${none-unset} ${x:+set} $((0x10 + 010)) $((1 << 40))
set -- a 'b c' d; echo $# "$2"; shift; echo "$*"; for w in "$@"; do echo "<$w>"; done
# shellcheck disable=SC2194
case kspawn in k*n) echo match ;; *) echo no ;; esac

part redirections
echo first >file; echo second >>file; program cat file
program cat <file >copy; program cmp file copy; echo "same $?"
{ echo to out; echo to err >&2; } 2>both >&2; program cat both
{ echo 1; echo 2 >&2; } >two 2>&1; program cat two
exec 3>three; echo by number >&3; echo more >&3; exec 3>&-; program cat three
exec 4<three; read -r a <&4; read -r b <&4; echo "$a, $b"; exec 4<&-
{ echo closed >&4; } 2>/dev/null || echo "bad descriptor"
program cat nowhere 2>/dev/null; echo "missing $?"
(program cat <nowhere) 2>/dev/null; echo "missing $?"
: >file; program wc -c <file | program tr -d ' '
set -C; (echo x >file) 2>/dev/null; echo "noclobber $?"; set +C
exec 5<>rw; echo 12345 >&5; program cat rw; exec 5>&-
program sh -c 'echo a; exec >&2; echo b' 2>&1 | program sort
(exec 1>&-; program echo x 2>/dev/null); echo "stdout closed: $?"
program echo discarded >/dev/null; program head -c 5 /dev/zero | program od -An -c | program tr -d ' \n'; echo

part exec
program sh -c 'exec "$BIN/sh" -c "exec \"$BIN/env\" \"$BIN/sh\" -c \"exec \\\"$BIN/echo\\\" end of the chain\""'
n=20 program sh -c 'if [ $n -gt 0 ]; then n=$((n - 1)) exec "$BIN/sh" -c "$0" "$0"; fi; echo twenty' \
	'if [ $n -gt 0 ]; then n=$((n - 1)) exec "$BIN/sh" -c "$0" "$0"; fi; echo twenty'
(exec "$SCRATCH/none") 2>/dev/null; echo "exec fails $?"
printf '#!%s\necho "by interpreter: $1 $#"\n' "$BIN/sh" >own; chmod +x own; ./own word two
printf 'echo "by the shell: $1"\n' >bare; chmod +x bare; ./bare word
MARK=1 program env | program grep '^MARK='
program env -i MARK=2 "$BIN/sh" -c 'echo "$MARK ${HOME-none}"'
program seq 1 300 | program xargs "$BIN/echo" | program wc -w
program seq 1 9 | program xargs -n 2 "$BIN/echo"
echo x | program tee t1 t2 | program cat - t1 t2
set -- $(program seq 1 900); program sh -c 'echo $# ${900}' name "$@"

part files
mkdir -p d/e/f; cd d/e; echo "${PWD#"$SCRATCH"}"; cd ..; echo "${PWD#"$SCRATCH"}"
cd f 2>/dev/null; echo "no such folder $?"
cd "$SCRATCH"; program pwd | program sed 's|.*/||' | program wc -l
echo text >d/e/f/g; mv d/e/f/g d/h; program cat d/h; program ls d d/e/f
ln -s h d/link; program cat d/link; program readlink d/link; [ -L d/link ] && echo link
ln d/h hard; echo more >>hard; program cat d/h; program ls -l hard | program cut -c1-15
ln d/h hard 2>/dev/null; echo "there $?"; ln d folder 2>/dev/null; echo "a folder $?"; mv hard moved; rm moved; ls hard moved d 2>/dev/null
ln d/link again; program readlink again; rm again
rmdir d 2>/dev/null; echo "not empty $?"; rm d/h; program cat d/link 2>/dev/null; echo "dangling $?"
[ -d d ] && [ ! -e d/h ] && [ -x own ] && [ ! -x plain ] && [ -s own ] && echo tests
for f in l*; do echo "$f"; done; echo d/* nothing*
cp long copy2; program cmp long copy2 && program wc -l <copy2 | program tr -d ' '
program dd if=long of=part bs=1000 skip=3 count=2 2>/dev/null; program wc -c <part | program tr -d ' '
touch new; [ -f new ] && [ ! -s new ] && echo empty; rm new; [ -e new ] || echo removed
(cd d && program find . | program sort); rm -r d; program ls -d d 2>/dev/null; echo "removed $?"
chmod 600 own; program ls -l own | program cut -c1-10; umask 077; : >private; program ls -l private | program cut -c1-10

part many
i=0; while [ $i -lt 60 ]; do program true; i=$((i + 1)); done; echo "sixty programs: $i"
i=0; while [ $i -lt 30 ]; do (program sleep 0.2; exit 0) & i=$((i + 1)); done; wait; echo "thirty at once"
cd /; rm -r "$SCRATCH"; [ ! -e "$SCRATCH" ] && echo clean
exit 42
