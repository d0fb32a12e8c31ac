# bench/count/json.awk: the lines of bench/count/all as JSON, beside the floors, which are read first

function or_null(value) { return value == "" ? "null" : value }

/^#/ && $2 == "port" { for (i = 3; i <= NF; i++) operation[i - 1] = $i }
/^#/ { next }
FNR == NR { for (i = 2; i <= NF; i++) floor[$1, operation[i]] = $i; next }
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
