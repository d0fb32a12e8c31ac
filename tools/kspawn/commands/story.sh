# tools/kspawn/commands/story.sh: builds, and runs the story on each port
# shellcheck shell=sh disable=SC2034,SC2154

summary="install what is missing, build, run the story on each port"
usage="[story] [--arch A,B] [--offline]"
options=""
example="./kspawn --arch x86_64,riscv64"

main()
{
	choose "$arch"
	for port in $chosen; do
		missing=$("$root/cmake/port-parts" "$(conf_port "$port")") ||
			fail "$port cannot tell the story before its parts are there; the next one:
$(echo "$missing" | head -n 1)" "./kspawn test --arch $port"
	done
	begun=$(date +%s)
	build_all "kspawn-run kspawn-programs"
	summary=
	for port in $chosen; do
		folder=$root/build/$port
		command="$(emulator "$port") $folder/kspawn-run --story --root $folder/programs /init"
		command=${command# }
		say ""
		say "== the story on $port"
		started=$(date +%s)
		if $command; then
			line="$port: the story ended well, $(seconds "$started") s"
		else
			line="$port: the story FAILED with exit status $?; to run it again: $command"
			status=1
		fi
		summary="$summary$line
"
	done
	say ""
	printf '%s' "$summary"
	say "in all $(seconds "$begun") s"
}
