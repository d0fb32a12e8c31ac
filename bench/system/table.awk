# bench/system/table.awk: the counts of Linux's file and of ours as a table, with ratios and goals where Linux has a count
#
#	awk -v port=NAME -f table.awk LIST LINUX OURS, where LIST is tests/ports/PORT/NAME.costs

FILENAME == ARGV[1] {
	goal[$1] = $3
	next
}

FILENAME == ARGV[2] {
	linux[$1] = $2
	next
}

!heading++ { printf "\n%-18s %14s %14s %8s %8s\n", port, "instructions", "Linux", "ratio", "goal" }

!($1 in linux) {
	printf "  %-16s %14d %14s\n", $1, $2, "-"
	next
}

{
	ratio = $2 / linux[$1]
	most = goal[$1]
	printf "  %-16s %14d %14d %8.3f %8s %s\n", $1, $2, linux[$1], ratio, most, most == "" ? "" : ratio <= most ? "met" : "missed"
}
