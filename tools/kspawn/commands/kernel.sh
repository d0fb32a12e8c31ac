# tools/kspawn/commands/kernel.sh: boots the example kernel
# shellcheck shell=sh disable=SC2034,SC2154

summary="boot the example kernel: a shell of Debian's busybox, or one command, whose exit status is ours"
usage="kernel [--arch A] [--smp N] [--gdb] [--verbose] [--trace F] [--picture F] [--offline]
	[-- COMMAND...]"
options="  --arch A       the port; without it, this computer's
  --smp N        the number of processors
  --gdb          wait for gdb
  --verbose      print the kernel's log
$trace_help"
example="./kspawn kernel --arch riscv64 --smp 2 -- ls -l /"
takes_words=yes

kernel_options=''
option()
{
	case $1 in
	--gdb | --verbose) ;;
	--smp)
		case ${2-} in
		'' | *[!0-9]* | 0) misuse "--smp needs a number of processors" ;;
		esac
		words=2
		;;
	*)
		trace_option "$@"
		return
		;;
	esac
	kernel_options="$kernel_options $1"
	[ "$words" -eq 1 ] || kernel_options="$kernel_options $2"
}

main()
{
	[ -n "$arch" ] || arch=$(with_kernel "$host" $all_ports) && arch=${arch%% *}
	choose "$arch"
	[ "$chosen" = "$arch" ] || misuse "kernel takes one port"
	has_kernel "$arch" || misuse "there is no kernel for $arch; try: $(with_kernel $all_ports)"
	install_missing >&2
	is_traced && image=kernel-traced || image=kernel
	build "$arch" $image >&2
	kernel_files "$arch"
	# Job control needs a session and a shell that is not the first process, whose children cannot stop.
	# shellcheck disable=SC2016
	[ $# -gt 0 ] || set -- sh -c 'setsid -c sh; exit $?'
	case $1 in
	*/*) ;;
	*)
		program=/bin/$1
		shift
		set -- "$program" "$@"
		;;
	esac
	set -- "$arch" "$root/build/$arch/examples/kernel/$image.elf" "$files" "$@"
	# shellcheck disable=SC2086
	is_traced || exec "$root/examples/kernel/run" $kernel_options "$@"
	scratch=$(mktemp -d) || exit 1
	trap 'rm -rf "$scratch"' EXIT
	# shellcheck disable=SC2086
	"$root/examples/kernel/run" $kernel_options --trace "$scratch/lines" "$@"
	status=$?
	trace_convert "$arch" "$scratch/lines"
}
