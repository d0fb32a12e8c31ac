#!/bin/sh
# tests/link/includes.sh: which folder may include or name which
. "$(dirname -- "$0")/check.sh"

# absent PATTERN FILE...: no line of code matches; a comment may name what code may not
absent()
{
	export pattern="$1"
	shift
	awk 'FNR == 1 { comment = 0 }
		{ sub(/\/\/.*/, ""); gsub(/\/\*.*\*\//, "") }
		comment { if (!sub(/.*\*\//, "")) next; comment = 0 }
		/\/\*/ { sub(/\/\*.*/, ""); comment = 1 }
		$0 ~ ENVIRON["pattern"] { print FILENAME ":" FNR ":" $0 }' "$@" >"$scratch/matches"
	[ $# -gt 0 ] && none "$scratch/matches"
}

ports=$(conf_names | tr '\n' '|' | sed 's/|$//')
machine="__($ports|$(echo "$ports" | tr a-z A-Z)|riscv|s390)[A-Za-z0-9_]*__"
asm='(^|[^A-Za-z0-9_])(__asm__|__asm|asm)([^A-Za-z0-9_]|$)'
names="(^|[^A-Za-z0-9_])($ports|x86)([^A-Za-z0-9_]|\$)"
generic=$(find "$source/src/generic" -type f)
public_headers=$(find "$source/include" -type f)
arch=$(find "$source/src/arch" -type f)
hosted=$(cd "$source/src/hosted" && find . -name '*.h' -o -name '*.hpp' | sed 's|.*/||; s/\./\\./' | sort -u | tr '\n' '|')

check "generic code has no architecture's macro" absent "$machine" $generic
check "generic code has no inline assembly" absent "$asm" $generic
check "generic code names no port" absent "$names" $generic
check "generic code includes nothing of src/arch" absent '#[[:space:]]*include.*(src/|arch/(common|x86|aarch)|\.\./)' $generic
check "ports include nothing of src/generic" absent '#[[:space:]]*include.*(generic/|hosted/)' $arch
check "ports include no header of the hosted machine" absent "#[[:space:]]*include \"(${hosted%|})\"" $arch
check "public headers never name src" absent '(^|[^A-Za-z0-9_])src/' $public_headers
check "public headers have no architecture's macro" absent "$machine" $public_headers

control=$scratch/control.cpp
refuse_line()
{
	echo "$2" >"$control"
	refuse "found: $2" absent "$1" "$control"
}
refuse_line "$machine" "#ifdef __${port}__"
refuse_line "$asm" 'asm volatile("nop");'
refuse_line "$names" "int $port = 1;"
refuse_line '(^|[^A-Za-z0-9_])src/' '#include "src/generic/exec.hpp"'
echo "/* a comment may name $port" >"$control"
check "a comment may name a port" absent "$names" "$control"

# declarations FILE: its physical lines without comments, blank lines and preprocessor lines
declarations()
{
	grep -vE '^[[:space:]]*(///|//|\*|/\*.*\*/[[:space:]]*$|/\*|#|$)' "$1" | wc -l
}
lines=$(declarations "$source/include/kspawn/arch.h")
check "the contract, arch.h, has at most 60 lines of declarations; it has $lines" test "$lines" -le 60
check "the count of declarations sees some" test "$lines" -ge 20
finish
