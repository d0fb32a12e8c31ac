# tools/frames.awk: from readelf --debug-dump=info to a text or an SVG of the stacks
# -v port=NAME -v form=text|svg

function value(line) { sub(/.*: */, "", line); sub(/[ \t]*$/, "", line); return line }

/DW_TAG_/ { tag = $0; sub(/.*\(/, "", tag); sub(/\).*/, "", tag) }
tag == "DW_TAG_structure_type" && /DW_TAG_/ { struct = ""; bytes = 0 }
tag == "DW_TAG_member" && /DW_TAG_/ { member = "" }
tag == "DW_TAG_structure_type" && /DW_AT_name/ { struct = value($0) }
tag == "DW_TAG_structure_type" && /DW_AT_byte_size/ { bytes = value($0) + 0; size[struct] = bytes }
tag == "DW_TAG_member" && /DW_AT_name/ { member = value($0) }
tag == "DW_TAG_member" && /DW_AT_data_member_location/ {
	n = ++fields[struct]
	name[struct, n] = member
	offset[struct, n] = value($0) + 0
}

function bytes_of(s, n) { return (n < fields[s] ? offset[s, n + 1] : size[s]) - offset[s, n] }

function text_struct(s, what, n) {
	printf "  %-34s %4d bytes\n", what, size[s]
	for (n = fields[s]; n >= 1; n--)
		printf "    +%-4d %-24s %4d\n", offset[s, n], name[s, n], bytes_of(s, n)
}

function text_stack(title, below, frame, what) {
	print "\n " title ", from the top of its stack down"
	text_struct("kspawn_pt_regs", "user registers (pt_regs)")
	if (below)
		print "  " below
	text_struct(frame, what)
	print "  <- thread.sp"
}

function box(x, y, w, h, fill, label) {
	printf "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"#333\"/>", x, y, w, h, fill
	printf "<text x=\"%d\" y=\"%d\">%s</text>\n", x + 6, y + h - 5, label
}

function svg_struct(s, x, y, fill, n) {
	for (n = fields[s]; n >= 1; n--) {
		box(x, y, 250, 18, fill, "+" offset[s, n] " " name[s, n] " (" bytes_of(s, n) ")")
		y += 18
	}
	return y
}

function svg_stack(title, x, below, frame, y) {
	y = 60
	printf "<text x=\"%d\" y=\"50\" font-weight=\"bold\">%s</text>\n", x, title
	y = svg_struct("kspawn_pt_regs", x, y, "#dce9f7")
	if (below) {
		box(x, y, 250, 36, "#f4f4f4", below)
		y += 36
	}
	y = svg_struct(frame, x, y, "#fbe3c8")
	printf "<text x=\"%d\" y=\"%d\" fill=\"#b03000\">&#8592; thread.sp</text>\n", x, y + 16
	return y
}

END {
	if (!size["kspawn_fork_frame"] || !size["kspawn_switch_frame"] || !size["kspawn_pt_regs"]) {
		print "frames: the object has no debug information of the frames" > "/dev/stderr"
		exit 1
	}
	created = "a sleeping new thread"
	sleeping = "a task asleep in a system call"
	between = "the kernel's own frames"
	if (form == "text") {
		print port
		text_stack(created, "", "kspawn_fork_frame", "first frame (creation)")
		text_stack(sleeping, between, "kspawn_switch_frame", "switch frame")
		exit
	}
	rows = fields["kspawn_pt_regs"] + (fields["kspawn_switch_frame"] > fields["kspawn_fork_frame"] ? fields["kspawn_switch_frame"] : fields["kspawn_fork_frame"])
	printf "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"%d\" font-family=\"monospace\" font-size=\"12\">\n", 140 + 18 * rows
	print "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>"
	printf "<text x=\"20\" y=\"24\" font-size=\"16\">%s: stacks from the top down, offsets and bytes</text>\n", port
	svg_stack(created, 20, "", "kspawn_fork_frame")
	svg_stack(sleeping, 310, between, "kspawn_switch_frame")
	print "</svg>"
}
