# tests/link/depth.awk: how deep functions go into the stack, by the call graphs that GCC writes (-fcallgraph-info=su)
#
#	awk -v functions="NAME..." [-v area=BYTES] -f depth.awk *.ci
#
# Lines "NAME BYTES WAY". What is called but not in the files counts nothing. A call of itself, a frame without a known
# bound and a name that is not there are lines that begin with "!". Of each frame `area` bytes, the ABI's save area, do not count.

function value(field,  text)
{
	text = $0
	sub(".*" field ": \"", "", text)
	sub("\".*", "", text)
	return text
}

function depth(name,  n, below, deepest)
{
	if (name in known)
		return known[name]
	if (name in entered) {
		print "! " name " calls itself"
		return 0
	}
	entered[name]
	for (n = 1; n <= calls[name]; n++) {
		below = depth(called[name, n])
		if (below >= deepest) {
			deepest = below
			way[name] = called[name, n]
		}
	}
	delete entered[name]
	return known[name] = frame[name] + deepest
}

/^node:/ && match($0, /[0-9]+ bytes \([a-z,]*\)/) {
	name = value("title")
	frame[name] = substr($0, RSTART, RLENGTH) - area
	if (frame[name] < 0)
		frame[name] = 0
	if (substr($0, RSTART, RLENGTH) !~ /static|bounded/)
		print "! " name " has a frame without a bound"
}
/^edge:/ {
	name = value("sourcename")
	called[name, ++calls[name]] = value("targetname")
}
END {
	count = split(functions, names, " ")
	for (i = 1; i <= count; i++) {
		if (!(names[i] in frame))
			print "! there is no " names[i]
		line = names[i] " " depth(names[i])
		for (name = names[i]; name in frame; name = way[name]) {
			short = name
			sub(/.*:(_ZN[0-9]*_GLOBAL__N_1)?/, "", short)
			line = line " " short "(" frame[name] ")"
		}
		print line
	}
}
