# tools/kspawn/commands/status.sh: shows the last test
# shellcheck shell=sh disable=SC2034,SC2154

summary="show the table of the last test of all ports"
usage="status [--write]"
options="  --write        put the table into README.md"
example="./kspawn status --write"

write=''
option()
{
	[ "$1" = --write ] && write=yes
}

main()
{
	choose "$arch"
	[ -s "$root/build/status.tsv" ] || fail "no test has ended yet" "./kspawn test"
	awk -f "$root/tools/status.awk" "$root/build/status.tsv"
	[ -n "$write" ] || return 0
	tested=$(cut -f 1 "$root/build/status.tsv" | sort -u | tr '\n' ' ')
	[ "$tested" = "$(with_sanitizers=yes without_machine=yes && finished_ports | sort | tr '\n' ' ')" ] ||
		fail "README.md has all ports, and the last test ran only these: $tested" \
			"./kspawn test && ./kspawn test --arch all --rest && $again"
	awk -v form=markdown -f "$root/tools/status.awk" "$root/build/status.tsv" >"$root/build/status.md"
	awk -v table="$root/build/status.md" '
		/^<!-- status/ { print; while ((getline line < table) > 0) print line; skip = 1; next }
		/^<!-- end of status/ { skip = 0 }
		!skip' "$root/README.md" >"$root/build/README.md" && cat "$root/build/README.md" >"$root/README.md"
	say "written into README.md"
}
