# tools/kspawn/commands/run.sh: runs an ELF program
# shellcheck shell=sh disable=SC2034,SC2154

summary="run an ELF program as init; its exit status is ours"
usage="run [--arch A] [--trace F] [--picture F] [--offline] PROGRAM [ARG...]"
options="  --arch A       the port; without it, the one of PROGRAM's ELF header
$trace_help"
example="./kspawn run hello one two"
takes_words=yes
option() { trace_option "$@"; }

# elf_port FILE: the port that its ELF header names, by class, byte order and machine.
elf_port()
{
	# shellcheck disable=SC2046
	set -- $(od -An -v -tu1 -N20 "$1" 2>/dev/null)
	[ $# -eq 20 ] && [ "$1 $2 $3 $4" = "127 69 76 70" ] || return 1
	class=$5 order=$6
	shift 18
	case $order in
	1) machine=$(($1 + 256 * $2)) ;;
	*) machine=$(($2 + 256 * $1)) ;;
	esac
	for elf_port in $(conf_variants); do
		[ "$(conf "$elf_port" elf)" = "$class/$order/$machine" ] || continue
		echo "$elf_port"
		return
	done
	return 1
}

main()
{
	[ $# -gt 0 ] || misuse "run what? ./kspawn run PROGRAM [ARG...]"
	[ -e "$1" ] || misuse "no such file: $1"
	if [ -z "$arch" ]; then
		arch=$(elf_port "$1") ||
			misuse "$1 is not an ELF file of these ports: $all_ports; use --arch A to run it anyway"
	fi
	choose "$arch"
	[ "$chosen" = "$arch" ] || misuse "run takes one port"
	folder=$root/build/$arch
	if [ ! -x "$folder/kspawn-run" ]; then
		install_missing >&2
		build "$arch" kspawn-run >&2
	fi
	# shellcheck disable=SC2046
	is_traced || exec $(emulator "$arch") "$folder/kspawn-run" "$@"
	scratch=$(mktemp -d) || exit 1
	trap 'rm -rf "$scratch"' EXIT
	# shellcheck disable=SC2046
	$(emulator "$arch") "$folder/kspawn-run" --trace "$scratch/lines" "$@"
	status=$?
	trace_convert "$arch" "$scratch/lines"
}
