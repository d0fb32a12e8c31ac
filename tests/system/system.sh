# tests/system/system.sh: what the tests of real privilege share; sourced with the path of config.sh in $1

here=$(CDPATH='' cd -- "$(dirname -- "$0")/../link" && pwd)
. "$here/check.sh"
kernel=$build/examples/kernel/kernel.elf
programs=$build/programs
# Emulated time: see docs/porting.md.
ns=$(conf "$variant" icount_ns) shift=$(conf "$variant" icount_shift)
smp="--smp 4 --boot hz=1000"
[ "$(conf "$variant" processors)" != 1 ] || smp=''
# Of the port, which tests/ports/PORT/system.sh may set:
#	reached    the functions of the entry in which an interrupt arrives at every instruction
#	masked     those in which none arrives, if there are no such
#	walking    QEMU's options by which the interrupts of a walk are delivered
#	every_cpu  QEMU's options of a processor with every extension
#	older_cpu  of one that lacks what `older` says
#	unreached  an awk condition of instructions of the function `name` that neither programs nor this kernel's threads reach
#	slots      an awk program that leaves out the instructions in delay slots, which are interrupted as their branch
# and define
#	more_hostile  its own checks of tests/system/hostile.sh
reached='' walking='' every_cpu='' older_cpu='' older='' slots=1 unreached=0
masked="kspawn_entry_vector kspawn_entry_exit kspawn_entry_call kspawn_entry_trapped kspawn_entry_from_kernel"
more_hostile() { :; }
# shellcheck source=/dev/null
[ ! -e "$source/tests/ports/$port/system.sh" ] || . "$source/tests/ports/$port/system.sh"
silence=${KSPAWN_SILENCE:-60} # seconds without a word until a kernel is taken for one that hangs
boot_seconds=7000            # the last resort, for a kernel that prints without end

# with_busybox FOLDER: Debian's busybox, by all its names, is in FOLDER/bin; `busybox` is where it was
with_busybox()
{
	busybox=$build/kernel-files/bin/busybox
	mkdir -p "$build/kernel-files/bin" "$1/bin" "$1/tmp"
	"$source/examples/kernel/busybox" "$variant" "$busybox" >&2 || exit 1
	cp "$busybox" "$1/bin/busybox"
	for name in $($emulator "$busybox" --list); do
		[ "$name" = busybox ] || ln -s busybox "$1/bin/$name"
	done
}

# boot KERNEL FOLDER OPTION... -- WORD...: runs it; its output is in $scratch/console, the log in $scratch/log
boot()
{
	image=$1 folder=$2
	shift 2
	set -- "$@" end
	options=''
	while [ "$1" != -- ]; do
		options="$options $(printf "'%s'" "$1")"
		shift
	done
	shift
	words=''
	while [ "$1" != end ]; do
		words="$words $(printf "'%s'" "$1")"
		shift
	done
	eval "timeout -k 1 $boot_seconds sh '$source/examples/kernel/run' --verbose --silence $silence $options '$variant' '$image' '$folder' $words" \
		</dev/null >"$scratch/console" 2>"$scratch/log"
}

# stops STATUS KERNEL FOLDER OPTION... -- WORD...: it ends with that status
stops()
{
	wanted=$1
	shift
	boot "$@"
	got=$?
	cat "$scratch/console"
	grep -v '^hit' "$scratch/log" | tail -n 24
	[ $got -eq "$wanted" ] || { echo "exit status $got, not $wanted" && return 1; }
}

# ends STATUS KERNEL FOLDER OPTION... -- WORD...: and nothing is leaked
ends()
{
	stops "$@" || return 1
	grep -q '^kernel: init has ended; .* 1 processes' "$scratch/log" || { echo "something is left behind" && return 1; }
}

# says LINE ...: it ends well, and its last line is LINE
says()
{
	line=$1
	shift
	ends 0 "$@" && [ "$(tail -n 1 "$scratch/console")" = "$line" ]
}

# hits IMAGE LOG FUNCTION...: for each "FUNCTION hit/total", of the instructions that the expression `masked` and the
# functions' ends do not take away; fails unless all were hit
hits()
{
	image=$1 log=$2
	shift 2
	sed -n 's/^hit //p' "$log" | sort -u >"$scratch/hits"
	missed=0
	for name in "$@"; do
		$objdump -d --no-show-raw-insn --disassemble="$name" "$image" |
			sed -n 's/^ *\([0-9a-f]\{4,\}\):\t/\1 /p' | awk "$slots" |
			grep -v -E 'ud2|unimp|brk|break|udf|nop' >"$scratch/code"
		[ -s "$scratch/code" ] || { echo "there is no $name" && return 1; }
		without_masked "$name" <"$scratch/code" >"$scratch/open"
		awk 'FILENAME == ARGV[1] { hit[$1]; next } { n++; if ($1 in hit) k++; else print "        not hit: " $0 }
			END { printf "%d/%d\n", k, n > "/dev/stderr" }' "$scratch/hits" "$scratch/open" \
			>"$scratch/missed" 2>"$scratch/ratio"
		echo "$name: $(cat "$scratch/ratio")"
		cat "$scratch/missed"
		[ ! -s "$scratch/missed" ] || missed=1
	done
	return $missed
}
without_masked() { cat; }
