# tools/kspawn/commands/demo.sh: builds, and runs the demo on each port
# shellcheck shell=sh disable=SC2034,SC2154

summary="install what is missing, build, run the demo on each port"
usage="[demo] [--arch A,B] [--offline]"
options=""
example="./kspawn --arch x86_64,riscv64"

main()
{
	choose "$arch"
	for port in $chosen; do
		missing=$("$root/cmake/port-parts" "$(conf_port "$port")") ||
			fail "$port has no demo before its parts are there; the next one:
$(echo "$missing" | head -n 1)" "./kspawn test --arch $port"
	done
	begun=$(date +%s)
	build_all "kspawn-run kspawn-programs"
	summary=
	for port in $chosen; do
		folder=$root/build/$port
		command="$(emulator "$port") $folder/kspawn-run --demo --root $folder/programs /init"
		command=${command# }
		say ""
		say "== demo on $port"
		started=$(date +%s)
		if $command; then
			line="$port: demo passed, $(seconds "$started") s"
		else
			line="$port: demo FAILED with exit status $?; to run it again: $command"
			status=1
		fi
		summary="$summary$line
"
	done
	say ""
	printf '%s' "$summary"
	say "in all $(seconds "$begun") s"
}
