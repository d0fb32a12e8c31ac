# tools/trace/svg.awk: draws the lines of hooks.h: a row for each processor and each task, with creations and wakes as arrows
#
# A task's row is thin while it exists and thick while it runs.

function text(s)
{
	gsub(/&/, "\\&amp;", s)
	gsub(/</, "\\&lt;", s)
	gsub(/>/, "\\&gt;", s)
	return s
}

function colour(program)
{
	if (!(program in hue)) {
		hue[program] = programs * 137 % 360
		programs++
	}
	return "hsl(" hue[program] ",55%,55%)"
}

# A bar of the row, drawn when the width of a ns is known.
function bar(row, from, to, kind, program)
{
	bars++
	bar_row[bars] = row
	bar_from[bars] = from
	bar_to[bars] = to
	bar_kind[bars] = kind
	bar_colour[bars] = colour(program)
}

function arrow(from, to, kind)
{
	if (!(from in alive) || !(to in alive))
		return
	arrows++
	arrow_from[arrows] = row_of[from]
	arrow_to[arrows] = row_of[to]
	arrow_at[arrows] = now
	arrow_kind[arrows] = kind
}

function label(task, s)
{
	labels++
	label_row[labels] = row_of[task]
	label_at[labels] = now
	label_text[labels] = s
}

function begin_life(task, program)
{
	alive[task] = now
	name[task] = program
	if (!(task in row_of)) {
		row_of[task] = "task " ++tasks
		title[tasks] = "pid " task
	}
}

function end_life(task)
{
	bar(row_of[task], alive[task], now, "life", name[task])
	if (status[task])
		label(task, status[task] % 128 ? "signal " status[task] % 128 : "exit " status[task] / 256)
	delete alive[task]
	delete status[task]
}

function end_run(task)
{
	task = running[cpu]
	if (task) {
		bar("cpu " cpu, since[cpu], now, "run", name[task])
		bar(row_of[task], since[cpu], now, "run", name[task])
	}
	since[cpu] = now
}

NF < 6 { next }
{
	if (NR == 1)
		first = $1
	now = $1 - first
	cpu = $2
	pid = $3
	if (!(cpu in since)) {
		since[cpu] = now
		if (cpu >= cpus)
			cpus = cpu + 1
	}
	if (pid && !(pid in alive))
		begin_life(pid, "?")
}
$4 == "sched_process_fork" {
	begin_life($5, $7 == "kthread" ? "kthread" : name[pid])
	arrow(pid, $5, "create")
	if (!(pid in alive))
		label($5, name[$5])
}
$4 == "sched_switch" {
	end_run()
	if ($5 in status && $5 in alive)
		end_life($5)
	running[cpu] = $6
}
$4 == "sched_wakeup" { arrow(pid, $5, "wake") }
$4 == "sched_process_exec" {
	end_run()
	sub(/.*\//, "", $7)
	bar(row_of[pid], alive[pid], now, "life", name[pid])
	alive[pid] = now
	name[pid] = $7
	label(pid, $7)
}
$4 == "sched_process_exit" { status[pid] = $5 }
END {
	for (cpu in since)
		end_run()
	for (task in alive)
		end_life(task)
	draw()
}

function x(at) { return sprintf("%.1f", left + at * (width - left - 60) / (now ? now : 1)) }

function y(row, part)
{
	split(row, part, " ")
	return top + pitch * (part[1] == "cpu" ? part[2] : cpus + part[2] - 1)
}

# The distance of the lines of the time: 1, 2 or 5 times a power of ten, at most ten of them.
function step_ns(step)
{
	for (step = 1; now > 10 * step; step *= 10)
		;
	return now > 5 * step ? step : now > 2 * step ? step / 2 : step / 5
}

function draw_frame(height, at, step, i)
{
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" " \
		"font-family=\"sans-serif\" font-size=\"11\">\n", width, height, width, height
	print "<defs><marker id=\"a\" viewBox=\"0 0 6 6\" refX=\"5\" refY=\"3\" markerWidth=\"5\" markerHeight=\"5\" orient=\"auto\">" \
		"<path d=\"M0 0L6 3L0 6z\" fill=\"#444\"/></marker></defs>"
	printf "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", width, height
	step = step_ns()
	for (at = 0; at <= now; at += step) {
		printf "<path d=\"M%s %dV%d\" stroke=\"#ddd\"/>", x(at), top - 8, height - 6
		printf "<text x=\"%s\" y=\"14\" fill=\"#666\" text-anchor=\"middle\">%g ms</text>\n", x(at), at / 1000000
	}
	for (i = 0; i < cpus; i++)
		printf "<text x=\"6\" y=\"%d\">processor %d</text>\n", y("cpu " i) + 10, i
	for (i = 1; i <= tasks; i++)
		printf "<text x=\"6\" y=\"%d\">%s</text>\n", y("task " i) + 10, text(title[i])
}

function draw_bar(i, thin, w)
{
	thin = bar_kind[i] == "life"
	w = x(bar_to[i]) - x(bar_from[i])
	printf "<rect x=\"%s\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"%s/>\n", x(bar_from[i]), y(bar_row[i]) + (thin ? 5 : 1),
		w < 0.5 ? 0.5 : w, thin ? 3 : 11, bar_colour[i], thin ? " opacity=\"0.5\"" : ""
}

function draw(i)
{
	width = 1000
	left = 90
	top = 26
	pitch = 18
	draw_frame(top + pitch * (cpus + tasks) + 8)
	for (i = 1; i <= bars; i++)
		draw_bar(i)
	for (i = 1; i <= arrows; i++)
		printf "<path class=\"%s\" d=\"M%s %dV%d\" stroke=\"#444\"%s marker-end=\"url(#a)\" fill=\"none\"/>\n", arrow_kind[i],
			x(arrow_at[i]), y(arrow_from[i]) + 6, y(arrow_to[i]) + (y(arrow_to[i]) > y(arrow_from[i]) ? 1 : 12),
			arrow_kind[i] == "wake" ? " stroke-dasharray=\"2 2\"" : ""
	for (i = 1; i <= labels; i++)
		printf "<text x=\"%.1f\" y=\"%d\" font-size=\"9\" paint-order=\"stroke\" stroke=\"#fff\" stroke-width=\"2\">%s</text>\n",
			x(label_at[i]) + 3, y(label_row[i]) + 10, text(label_text[i])
	print "</svg>"
}
