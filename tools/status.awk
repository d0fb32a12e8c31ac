# tools/status.awk: the status of the ports, from lines of ./kspawn test
#
# A line has, between tabs: port, tier, emulator, passed, failed, skipped, mutants killed ("K/N", or "-"), the tests that passed
# on the machine of a kernel and its name ("K/N NAME", or "-"), mutants of its entry and exit killed, seconds, and `whole`
# if no sample was taken, or `rest` of the rest. Lines of one port, of the tests and of the rest, are added.
# -v form=text|json|markdown.

BEGIN {
	FS = "\t"
	columns = split("port\ttier\temulator\tpassed\tfailed\tskipped\tmutants\tmachine\tsystem mutants\tseconds", heads)
	for (c = 1; c <= columns; c++)
		width[c] = length(heads[c])
}

{
	r = ($1 in row) ? row[$1] : row[$1] = ++rows
	for (c = 1; c <= columns; c++) {
		if (is_number(c))
			cell[r, c] += $c
		else if ($c != "-" || !((r, c) in cell))
			cell[r, c] = $c
		if (length(cell[r, c]) > width[c])
			width[c] = length(cell[r, c])
	}
	extent = $(columns + 1) == "whole" ? "" : " in the sample"
}

function is_number(c) { return c >= 4 && c <= 6 || c == columns }
function pad(text, c) { return sprintf("%" (c <= 3 ? "-" : "") width[c] "s", text) }

function text(    r, c, line) {
	for (r = 0; r <= rows; r++) {
		line = ""
		for (c = 1; c <= columns; c++)
			line = line (c > 1 ? "  " : "") pad(r ? cell[r, c] : heads[c], c)
		print line
	}
}

function markdown(    r, c, line) {
	print "| port | tier | emulator | passed | failed | skipped | mutants killed" extent " | machine | of its entry" extent " | seconds |"
	print "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
	for (r = 1; r <= rows; r++) {
		line = "|"
		for (c = 1; c <= columns; c++)
			line = line " " cell[r, c] " |"
		print line
	}
}

function value(r, c) {
	if (is_number(c))
		return cell[r, c]
	return cell[r, c] == "-" ? "null" : "\"" cell[r, c] "\""
}

function json(    r, c, sum) {
	print "{\n  \"ports\": ["
	for (r = 1; r <= rows; r++) {
		printf "    {"
		for (c = 1; c <= columns; c++)
			printf "%s\"%s\": %s", (c > 1 ? ", " : ""), heads[c], value(r, c)
		print (r < rows ? "}," : "}")
		for (c = 4; c <= 6; c++)
			sum[c] += cell[r, c]
	}
	printf "  ],\n  \"mutants\": \"%s\",\n  \"passed\": %d, \"failed\": %d, \"skipped\": %d\n}\n", extent ? "sample" : "whole", sum[4], sum[5], sum[6]
}

END {
	if (form == "json")
		json()
	else if (form == "markdown")
		markdown()
	else
		text()
}
