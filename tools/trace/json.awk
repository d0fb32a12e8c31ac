# tools/trace/json.awk: the lines of hooks.h as Chrome's trace events, each "TIME -LENGTH EVENT", to be sorted by the two
#
# With `names`, a file of lines "NUMBER NAME", a system call has its name. Process 1 of the trace has a row for each
# processor, process 2 one for each task. (Trace Event Format: X a slice, i an instant, s and f a flow's ends, M a name)

BEGIN {
	while ((getline line <names) > 0) {
		split(line, word, " ")
		call_name[word[1]] = word[2]
	}
	row_name(1, "processors")
	row_name(2, "tasks")
}

function quoted(text)
{
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	gsub(/[\001-\037]/, "?", text)
	return "\"" text "\""
}

function put(at, length_ns, event) { printf "%.0f %.0f {%s}\n", at, -length_ns, event }

# where(PROCESS, ROW, TIME): the fields that every event has
function where(process, row, at) { return sprintf("\"pid\":%d,\"tid\":%d,\"ts\":%.3f", process, row, at / 1000) }

function row_name(process, text, row, key)
{
	key = row == "" ? "process_name" : "thread_name"
	put(-1, 0, sprintf("\"ph\":\"M\",\"name\":\"%s\",\"pid\":%d,\"tid\":%d,\"ts\":0,\"args\":{\"name\":%s}", key, process, row,
		quoted(text)))
}

# A viewer that counts in fractions takes two slices that touch for one inside the other: each ends a ns early.
function slice(process, row, from, to, text, kind, args)
{
	to -= to > from
	put(from, to - from, sprintf("\"ph\":\"X\",%s,\"dur\":%.3f,\"name\":%s,\"cat\":\"%s\",\"args\":{%s}", where(process, row, from),
		(to - from) / 1000, quoted(text), kind, args))
}

function instant(row, text, kind)
{
	if (row in alive)
		put(now, 0, sprintf("\"ph\":\"i\",%s,\"s\":\"t\",\"name\":%s,\"cat\":\"%s\"", where(2, row, now), quoted(text), kind))
}

# The other end is where the task `to` runs next. There is none from an idle task, which has no row.
function flow(to, kind)
{
	if (!(pid in alive) || !(to in alive))
		return
	flows++
	put(now, 0, sprintf("\"ph\":\"s\",%s,\"id\":%d,\"name\":\"%s\",\"cat\":\"%s\"", where(2, pid, now), flows, kind, kind))
	flow_ends(to, now)
	flow_id[to] = flows
	flow_at[to] = now
	flow_kind[to] = kind
}

function flow_ends(task, at)
{
	if (!(task in flow_id))
		return
	put(at, 0, sprintf("\"ph\":\"f\",\"bp\":\"e\",%s,\"id\":%d,\"name\":\"%s\",\"cat\":\"%s\"", where(2, task, at),
		flow_id[task], flow_kind[task], flow_kind[task]))
	delete flow_id[task]
}

function begin_life(task, text)
{
	alive[task] = life[task] = now
	name[task] = text
	if (!(task in has_row))
		row_name(2, "pid " task, task)
	has_row[task]
}

function end_call(task, args)
{
	if (!(task in call))
		return
	slice(2, task, called[task], now, call[task] in call_name ? call_name[call[task]] : "system call " call[task], "syscall", args)
	delete call[task]
}

function end_life(task)
{
	flow_ends(task, now - (flow_at[task] < now))
	end_call(task, "")
	slice(2, task, life[task], now, name[task], "task", task in status ? "\"status\":" status[task] : "")
	delete alive[task]
	delete status[task]
}

# What ran on the processor until now.
function end_run()
{
	if (cpu in running && running[cpu])
		slice(1, cpu, since[cpu], now, running[cpu] " " name[running[cpu]], "run", "\"pid\":" running[cpu])
	since[cpu] = now
}

# The new program begins with the call that executed it, which is inside it.
function become(text, at)
{
	end_run()
	at = pid in call ? called[pid] : now
	slice(2, pid, life[pid], at, name[pid], "task", "")
	life[pid] = at
	sub(/.*\//, "", text)
	name[pid] = text
}

NF < 6 { next }
{
	now = $1 - first
	if (NR == 1) {
		first = $1
		now = 0
	}
	cpu = $2
	pid = $3
	if (!(cpu in since)) {
		since[cpu] = now
		row_name(1, "processor " cpu, cpu)
	}
	if (pid && !(pid in alive))
		begin_life(pid, "?")
}
$4 == "sched_process_fork" {
	begin_life($5, $7 == "kthread" ? "kthread" : name[pid])
	flow($5, $7 == "kthread" ? "kthread" : "fork")
}
$4 == "sched_switch" {
	end_run()
	if ($5 in status && $5 in alive)
		end_life($5)
	running[cpu] = $6
	flow_ends($6, now)
}
$4 == "sched_wakeup" { flow($5, "wakeup") }
$4 == "sched_process_exec" { become($7) }
$4 == "sched_process_exit" { status[pid] = $5 }
$4 == "sched_process_wait" { instant(pid, "wait", "wait") }
$4 == "sys_enter" {
	end_call(pid, "")
	call[pid] = $5
	called[pid] = now
}
$4 == "sys_exit" { end_call(pid, "\"ret\":" $5) }
# One from an idle task, which has no row, is in the row of the task that gets it.
$4 == "signal_generate" { instant(pid in alive ? pid : $6, "signal " $5 " to " $6, "signal") }
$4 == "signal_deliver" { instant(pid, "signal " $5, "signal") }
END {
	for (cpu in since)
		end_run()
	for (task in alive)
		end_life(task)
}
