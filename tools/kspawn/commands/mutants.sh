# tools/kspawn/commands/mutants.sh: breaks the assembly and the core, and shows what the tests notice
# shellcheck shell=sh disable=SC2034,SC2154

summary="break the assembly, instruction by instruction, and the core: do the tests notice?"
usage="mutants [--arch A,B] [--system] [--sample N] [--seed S] [--offline]"
options="  --system       the privileged entry and exit alone, in kernels that boot
  --sample N     N mutants of each kind, not all
  --seed S       of the choice of the sample"
example="./kspawn mutants --arch arm --sample 60 --seed 1"
without_machine=yes

system='' sampling=''
option()
{
	case $1 in
	--system) system=yes ;;
	--sample | --seed)
		take_number "$@"
		sampling="$sampling $1 $2"
		;;
	*) return 1 ;;
	esac
}

main()
{
	choose "$arch"
	[ -z "$system" ] || only_kernels
	build_all "all full"
	for port in $chosen; do
		# shellcheck disable=SC2086
		perl "$root/tests/mutants/run" ${system:+--system} $sampling "$root/build/$port/tests/mutants/config" || status=1
		bugs=$root/build/$port/tests/explore/mutants/config # where the explorer is built
		# shellcheck disable=SC2086
		[ -n "$system" ] || [ ! -e "$bugs" ] || perl "$root/tests/explore/mutants/run" $sampling "$bugs" || status=1
	done
}
