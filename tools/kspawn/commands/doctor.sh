# tools/kspawn/commands/doctor.sh: says what is missing on this computer, and what to do
# shellcheck shell=sh disable=SC2034,SC2154

summary="say what is missing on this computer, and what to do"
usage="doctor [--arch A,B]"
options=""
example="./kspawn doctor --arch x86_64"
without_machine=yes

good() { printf 'ok       %s\n' "$1"; }
bad()
{
	printf 'PROBLEM  %s\n         %s\n' "$1" "$2"
	status=1
}

# at_least WHAT VERSION LEAST ADVICE
at_least()
{
	if [ -n "$2" ] && [ "$(printf '%s\n%s\n' "$3" "$2" | sort -V | head -n 1)" = "$3" ]; then
		good "$1 $2"
	else
		bad "$1 is ${2:-not usable}, and $3 is needed" "$4"
	fi
}

# Builds and runs a program of one line.
doctor_port()
{
	dir=$(mktemp -d) || exit 1
	echo 'int main() { return 42; }' >"$dir/try.cpp"
	# shellcheck disable=SC2046
	$(cxx_of "$1") -static -o "$dir/try" "$dir/try.cpp" 2>"$dir/log"
	# shellcheck disable=SC2046
	$(emulator "$1") "$dir/try" >>"$dir/log" 2>&1
	if [ $? -eq 42 ]; then
		good "programs for $1 can be built and run here"
	else
		bad "a program for $1 could not be built and run: $(head -n 1 "$dir/log")" \
			"apt-get install --reinstall $(port_needs "$1" | cut -d ' ' -f 1 | tr '\n' ' ')"
	fi
	rm -rf "$dir"
}

main()
{
	choose "$arch"
	while read -r package probe; do
		if there "$probe"; then
			good "$package brings $(basename "$probe")"
		else
			bad "$package is missing, which brings $(basename "$probe")" "apt-get install $package"
		fi
	done <<END
$(needs | sort -u)
END
	! there cmake || at_least cmake "$(version_of cmake)" 3.25 "use Debian 12 or later, or a newer cmake"
	! there clang++ || at_least clang "$(version_of clang++)" 14 "use Debian 12 or later"
	for port in $chosen; do
		compiler=$(cxx_of "$port")
		there "${compiler%% *}" || continue
		case $compiler in
		clang*) ;;
		*) at_least "$compiler" "$("$compiler" -dumpfullversion)" 12 "use Debian 12 or later" ;;
		esac
		if ! is_native "$port"; then
			program=$(emulator_program "$port")
			there "$program" || continue
			at_least "$program" "$(version_of "$program")" 7.2 "use Debian 12 or later"
		fi
		doctor_port "$port"
	done
	memory=$(awk '/^MemAvailable/ { print int($2 / 1024) }' /proc/meminfo)
	if [ "${memory:-0}" -ge 1024 ]; then
		good "$memory MiB of memory available"
	else
		bad "${memory:-0} MiB of memory available, and 1024 are needed" "close something, or add swap"
	fi
	disk=$(df -Pm "$root" | awk 'NR == 2 { print $4 }')
	if [ "${disk:-0}" -ge 500 ]; then
		good "$disk MiB of disk free"
	else
		bad "${disk:-0} MiB of disk free, and 500 are needed" "make room on the disk of $root"
	fi
	if [ ! -e "$root/.git" ]; then
		good "no git checkout: a plain copy of the tree"
	elif ! there git; then
		good "no git here; nothing but a checkout needs it"
	elif git -C "$root" rev-parse --verify -q HEAD >/dev/null 2>&1; then
		good "git $(version_of git), at $(git -C "$root" log -1 --format=%h)"
	else
		bad "git cannot read this checkout" "git -C $root status"
	fi
	[ "$status" -eq 0 ] || say "to run it again: $again"
}
