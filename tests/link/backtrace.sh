#!/bin/sh
# tests/link/backtrace.sh: gdb shows where each sleeping task sleeps, back to where its stack began
. "$(dirname -- "$0")/check.sh"

# Three kernel threads that sleep and a program that yields, when their machine ends.
cat >"$scratch/script" <<END
set pagination off
set confirm off
set print frame-arguments none
set print address off
source $source/tools/kspawn.gdb
handle SIGALRM nostop noprint pass
handle SIGSEGV nostop noprint pass
break kspawn_panic
run
set \$process = *('kspawn::hosted::process' **)&'kspawn::hosted::process::all'
while \$process
  if \$process->task.on_cpu == 0
    printf "task %d\\n", \$process->task.pid
    kspawn-bt &\$process->task
  end
  set \$process = \$process->next
end
kill
END
gdb -q -nx -batch -x "$scratch/script" --args "$build/tests/hosted-tests" "what a machine has leaked is counted" \
	</dev/null >"$scratch/said" 2>&1

# From its line "task PID" on, the frames of each task, and its last frame.
sleeping() { grep -c '^task [0-9]*$' "$scratch/said"; }
ends() { awk '/^task / { if (last) print last; seen = 1; next } seen && /^#/ { last = $0 } END { print last }' "$scratch/said"; }
# end_in FUNCTION COUNT: COUNT tasks end in it
end_in() { ends | grep -c "$1 ()" | grep -qx "$2"; }
shown() { cat "$scratch/said" && [ "$(grep -c "$1" "$scratch/said")" -eq "$2" ]; }

check "four tasks sleep" test "$(sleeping)" -eq 4
check "each was left in the switch" shown '^#0 .*kspawn_switch_to_fp ()' 4
check "three threads sleep for a word" shown '^#[0-9]* .*(word=' 3 # of kspawn_wait_word, or of what it tail-calls
check "and the program in its system call" shown '^#[0-9]* .*kspawn_hosted_syscall' 1
check "a thread's backtrace ends in the trampoline" end_in kspawn_ret_from_fork 3
check "a program's ends in the gate" end_in kspawn_hosted_gate 1
check "no backtrace stops for a reason of gdb's" shown 'Backtrace stopped' 0

# Threads of layer 0 that sleep in each form of the switch, twice each, and one that has not run.
cat >"$scratch/script" <<END
set pagination off
set print frame-arguments none
set print address off
source $source/tools/kspawn.gdb
break kspawn_thread_where
commands
  silent
  printf "task 0\\n"
  kspawn-bt thread
  continue
end
run
END
gdb -q -nx -batch -x "$scratch/script" --args "$build/tests/switch_to-tests" "thread_where*" \
	</dev/null >"$scratch/said" 2>&1

# asleep_in FUNCTION CALLER COUNT: COUNT threads sleep in FUNCTION, which CALLER has called
asleep_in()
{
	cat "$scratch/said"
	[ "$(grep -A 1 "^#[01] .*$1 (" "$scratch/said" | grep -c "^#[12] .*$2 (")" -eq "$3" ]
}
check "a thread is enough: nine are shown" test "$(sleeping)" -eq 9
for form in kspawn_switch_to kspawn_switch_to_fp kspawn_test_inline kspawn_test_inline_fp; do
	check "two sleep in $form" asleep_in $form kspawn_test_switch 2
done
check "one has not run" shown '^#0 .*kspawn_ret_from_fork ()' 1
check "each backtrace ends in the trampoline" end_in kspawn_ret_from_fork 9
check "and none stops for a reason of gdb's" shown 'Backtrace stopped' 0
finish
