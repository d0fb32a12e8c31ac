#!/bin/sh
# tests/link/stack.sh: the core takes little of a kernel's stack, and the layout of a program's stack little of its code
. "$(dirname -- "$0")/check.sh"
text=$source/docs/linking.md
functions='kspawn_sys_execve kspawn_kernel_execve kspawn_sys_clone3 kspawn_sys_wait4 kspawn_sys_waitid kspawn_exit_group'
functions="kspawn_syscall $functions kspawn_signal_frame_push kspawn_signal_frame_pop"
limit=1536

objects=$build/CMakeFiles/kspawn-kernel.dir

# The call graphs of the kernel's library, one of each C++ source
graphs()
{
	for file in $sources; do
		case $file in *.cpp) echo "$objects/${file#"$source"/}.ci" ;; esac
	done
}
depths()
{
	awk -v functions="$functions" -v area="$save_area" -f "$here/depth.awk" $(graphs) |
		awk -v more="$signal_area" '$1 ~ /^kspawn_signal_frame/ { $2 -= more } { print }'
}

bounded()
{
	depths >"$scratch/depths"
	! grep '^!' "$scratch/depths"
}
# Each call except kspawn_syscall, whose own frame comes on top of the call's.
at_most() { awk -v most="$1" '$1 != "kspawn_syscall" && $2 > most { print; n++ } END { exit !NR || n }' "$scratch/depths"; }
at_most_deeper()
{
	awk -v most="$1" '{ if ($1 == "kspawn_syscall") all = $2; else if ($2 > deepest) deepest = $2 }
		END { print "kspawn_syscall takes " all - deepest " more"; exit !all || all - deepest > most }' "$scratch/depths"
}

# documented: the text has a line "| function | bytes |" for each function, which takes no more
documented()
{
	awk -F '[ |`]+' 'FNR == NR { split($0, word, " "); takes[word[1]] = word[2]; next }
		($2 in takes) && NF == 4 {
			print $2 " takes " takes[$2] ", the text says " $3
			if ($3 + 0 < takes[$2])
				bad++
			delete takes[$2]
		}
		END {
			for (name in takes)
				bad++
			exit bad != 0
		}' "$scratch/depths" "$text"
}

# text_of OBJECT: bytes of its code
text_of() { $readelf -SW "$objects/src/generic/$1.cpp.o" | sed 's/\[ *[0-9]*\]//' | awk '$1 ~ /^\.text/ { print $5 }'; }
small()
{
	size=0
	for n in $(text_of exec_stack); do size=$((size + 0x$n)); done
	echo "$size bytes"
	[ $size -gt 0 ] && [ $size -le 2048 ]
}

check "each C++ source of the library has its call graph" ls $(graphs)
check "no function calls itself, and every frame has a bound" bounded
deepest=$(awk '$1 != "kspawn_syscall" && $2 > n { n = $2 } END { print n }' "$scratch/depths")
check "the core's own frames take at most $limit bytes; $deepest" at_most $limit
check "kspawn_syscall adds at most 100" at_most_deeper 100
check "the text says of each function how much it takes at most" documented
check "the layout of a program's stack is at most 2 KiB of code" small

refuse "a frame that is too large is found" at_most $(($(awk '$1 == "kspawn_sys_execve" { print $2 }' "$scratch/depths") - 1))
functions="$functions kspawn_no_function"
refuse "a function that is not there is found" bounded
finish
