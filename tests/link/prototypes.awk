# tests/link/prototypes.awk: "SECTION NAME" for each function that a public header declares
#
# A section is the digit of the last "---- layer N" (s for "---- system calls",
# - before the first). Inline functions and types are no prototypes.

function strip(line) {
	while (match(line, /\/\*([^*]|\*[^\/])*\*\//))
		line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH)
	sub(/\/\/.*/, "", line)
	return line
}

BEGIN { section = "-" }
/---- layers? [0-9]/ { match($0, /[0-9]/); section = substr($0, RSTART, 1) }
/---- system calls/ { section = "s" }
/---- optional/ { section = "o" }
{ line = strip($0) }
commented { if (!sub(/.*\*\//, "", line)) next; commented = 0 }
line ~ /\/\*/ { sub(/\/\*.*/, "", line); commented = 1 }
line ~ /^#/ || line ~ /^extern "C"/ { next }
{
	text = text " " line
	if (line ~ /\{/) depth++
	if (line ~ /\}/ && depth) { depth--; if (!depth) text = "" }
	if (line ~ /;/ && !depth) {
		if (text !~ /typedef|\(\*/ && match(text, /kspawn_[a-z0-9_]+\(/))
			print section, substr(text, RSTART, RLENGTH - 1)
		text = ""
	}
}
