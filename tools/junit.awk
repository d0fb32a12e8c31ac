# tools/junit.awk: JUnit's XML, from the files that cmake/run-test makes
#
# Each file build/PORT/log/cases/TEST has lines "OUTCOME SECONDS CASE" between tabs.

BEGIN { FS = "\t" }

function escaped(text) {
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	gsub(/>/, "\\&gt;", text)
	gsub(/"/, "\\&quot;", text)
	return text
}

FNR == 1 {
	parts = split(FILENAME, path, "/")
	port = path[parts - 3]
	if (!(port in count))
		order[++ports] = port
}

{
	count[port]++
	seconds[port] += $2
	line = "    <testcase classname=\"" escaped(path[parts]) "\" name=\"" escaped($3) "\" time=\"" $2 "\""
	if ($1 == "passed") {
		line = line "/>\n"
	} else {
		wrong[port, $1]++
		line = line "><" ($1 == "skipped" ? "skipped" : "failure message=\"" escaped($3) "\"") "/></testcase>\n"
	}
	cases[port] = cases[port] line
}

END {
	print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>"
	for (i = 1; i <= ports; i++) {
		port = order[i]
		printf "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" skipped=\"%d\" time=\"%.3f\">\n%s  </testsuite>\n",
			port, count[port], wrong[port, "failed"], wrong[port, "skipped"], seconds[port], cases[port]
	}
	print "</testsuites>"
}
