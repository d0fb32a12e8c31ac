# tools/kspawn.gdb: where a sleeping task sleeps
#
#	(gdb) source tools/kspawn.gdb
#	(gdb) kspawn-bt task
#
# The word at a sleeping thread's sp is where it resumes, with sp as it stands there.

define kspawn-bt
  set $kspawn_task = (struct kspawn_task *)($arg0)
  set $kspawn_sp = $sp
  set $kspawn_pc = $pc
  set $sp = (unsigned long)$kspawn_task->thread.sp
  set $pc = *(unsigned long *)$kspawn_task->thread.sp
  backtrace
  set $sp = $kspawn_sp
  set $pc = $kspawn_pc
end
document kspawn-bt
Backtrace of a sleeping task, given its struct kspawn_task *.
end
