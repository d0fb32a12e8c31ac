# tools/kspawn/trace.sh: --trace and --picture: what run and kernel make of tracepoints
# shellcheck shell=sh disable=SC2034,SC2154

trace='' picture=''
trace_help="  --trace F      write what every task did to F, in Chrome's trace event format: open it at ui.perfetto.dev
  --picture F    draw the same, as SVG"

# trace_option OPTION [NEXT]: takes one of the two, or fails
trace_option()
{
	case $1 in
	--trace) take_value "$@" && trace=$2 ;;
	--picture) take_value "$@" && picture=$2 ;;
	*) return 1 ;;
	esac
}

is_traced() { [ -n "$trace$picture" ]; }

# call_names PORT: lines "NUMBER NAME" of its system calls
call_names()
{
	echo '#include <asm/unistd.h>' | $(cc_of "$1") -E -dM - | sed -n 's/^#define __NR_\([a-z0-9_]*\) .*/\1 __NR_\1/p' >"$2.words"
	{ echo '#include <asm/unistd.h>' && cat "$2.words"; } | $(cc_of "$1") -E -P - |
		awk '{ text = $0; sub(/^[^ ]* /, "", text); n = 0
			gsub(/[()]/, " ", text); words = split(text, word, "+")
			for (i = 1; i <= words; i++) { if (word[i] !~ /^ *[0-9a-fx]+ *$/) next; n += word[i] }
			print n, $1 }' >"$2"
}

# trace_convert PORT LINES: makes of the file of lines what was asked for
trace_convert()
{
	call_names "$1" "$2.names"
	if [ -n "$trace" ]; then
		{
			echo '{"displayTimeUnit":"ns","traceEvents":['
			awk -v names="$2.names" -f "$root/tools/trace/json.awk" "$2" | LC_ALL=C sort -s -k1,1n -k2,2n |
				cut -d' ' -f3- | sed '$!s/$/,/'
			echo ']}'
		} >"$trace" || fail "cannot write $trace"
	fi
	[ -z "$picture" ] || awk -f "$root/tools/trace/svg.awk" "$2" >"$picture" || fail "cannot write $picture"
}
