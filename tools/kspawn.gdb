# tools/kspawn.gdb: where a sleeping thread sleeps
#
#	(gdb) source tools/kspawn.gdb
#	(gdb) kspawn-bt task
#	(gdb) kspawn-bt &proc[3].thread
#
# The word at a sleeping thread's sp is the address where it resumes, with sp unchanged. A task begins with its thread.

define kspawn-bt
  set $kspawn_thread = (struct kspawn_thread *)($arg0)
  set $kspawn_sp = $sp
  set $kspawn_pc = $pc
  set $sp = (unsigned long)$kspawn_thread->sp
  set $pc = *(unsigned long *)$kspawn_thread->sp
  backtrace
  set $sp = $kspawn_sp
  set $pc = $kspawn_pc
end
document kspawn-bt
Backtrace of a sleeping thread, given its struct kspawn_thread * or its struct kspawn_task *.
end
