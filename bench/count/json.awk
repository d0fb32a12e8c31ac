# bench/count/json.awk: the lines of bench/count/all as JSON, with the floors, which are read first: "PORT FORM FLOOR"

function or_null(value) { return value == "" ? "null" : value }

FNR == NR { floor[$1, $2] = $3; next }
$2 == "without" { port = $1; sub(/^[^ ]* without /, ""); why[port] = $0; next }
$2 == "boost" { boost[$1, $3] = $5; next }
{ line[++lines] = $0 }

END {
	printf "{\"counts\": ["
	for (n = 1; n <= lines; n++) {
		split(line[n], word)
		port = word[1]; what = word[3]
		split(floor[port, what], least, "+")
		printf "%s\n  {\"port\": \"%s\", \"operation\": \"%s\", ",
			(n > 1 ? "," : ""), port, what
		printf "\"instructions\": %d, \"bytes\": %d, \"floor\": %s, \"pads\": %d, \"boost\": %s", word[5], word[6],
			or_null(least[1]), least[2], or_null(boost[port, what])
		if (port in why) printf ", \"no boost\": \"%s\"", why[port]
		printf "}"
	}
	print "\n]}"
}
