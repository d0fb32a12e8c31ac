# tools/kspawn/ports.sh: the ports of this tree and their variants, by what src/arch/*/*.conf say
# shellcheck shell=sh disable=SC2034,SC2154
. "$root/tools/conf.sh"

host=$(uname -m)

# has VARIANT KEY: is there a value?
has() { conf_get "$1" "$2" && [ -n "$conf_value" ]; }

# The port of this computer first. Tier 0 is only compiled, for the package.
all_ports=$(for variant in $conf_all; do
	conf_get "$variant" tier
	[ "$conf_value" = 0 ] || echo "$variant"
done | sort | awk -v host="$host" '
	$0 == host { own = $0 " "; next }
	{ others = others $0 " " }
	END { sub(/ $/, "", others); print own others }')

# The compiler of PORT, for words of their own: GCC, or clang or clang-N.
compiler_of()
{
	compiler=$(conf "$1" compiler gcc)
	case $compiler in
	clang*) echo "clang$2${compiler#clang} --target=$(conf "$1" triple)" ;;
	*) echo "$(conf "$1" triple)-$3" ;;
	esac
}
cc_of() { compiler_of "$1" '' gcc; }
cxx_of() { compiler_of "$1" ++ g++; }

# A sanitizer is not a port: it is only for tests, and only native.
is_sanitizer() { has "$1" sanitize; }
with_sanitizers=''

# A port of tier 1 has no hosted machine: it is taken by commands that need none.
has_machine() { conf_get "$1" tier && [ "$conf_value" != 1 ]; }
without_machine=''

# The ports whose every test passes.
finished_ports()
{
	for port in $all_ports; do
		! has "$port" incomplete || continue
		has_machine "$port" || [ -n "$without_machine" ] || continue
		! is_sanitizer "$port" || { [ -n "$with_sanitizers" ] && is_native "$port"; } || continue
		echo "$port"
	done
}

# The same in one line, for a message.
default_ports() { usual_ports | tr '\n' ' ' | sed 's/ $//'; }

is_port()
{
	case " $all_ports " in
	*" $1 "*) ;;
	*) return 1 ;;
	esac
}

# What is built and tested where --arch says nothing.
is_usual() { conf_get "$1" port && [ "$1" = "$conf_value" ] && has "$1" usual; }
usual_ports() { for port in $(finished_ports); do ! is_usual "$port" || echo "$port"; done; }

# choose A,B: sets `chosen` to the ports asked for: to the usual ones by default, and to all finished ones for `all`.
choose()
{
	case $1 in
	'') chosen=$(usual_ports) ;;
	all) chosen=$(finished_ports) ;;
	*) chosen=$(echo "$1" | tr ',' ' ') ;;
	esac
	for port in $chosen; do
		! is_port "$port" || has_machine "$port" || [ -n "$without_machine" ] ||
			misuse "$port is of tier 1, without a hosted machine; to test it: ./kspawn test --arch $port"
		is_port "$port" && continue
		meant=$(did_you_mean "$port" $all_ports)
		misuse "unknown port '$port'${meant:-;} the ports are: $all_ports"
	done
	[ -n "$chosen" ] || misuse "--arch names no port; the ports are: $all_ports"
}

is_native() { conf_get "$1" machine && [ "$conf_value" = "$host" ]; }

emulator_program() { is_native "$1" || echo "qemu-$(conf "$1" machine)"; }

# With its arguments, for words of their own.
emulator()
{
	is_native "$1" || echo "$(emulator_program "$1") $(conf "$1" emulator_flags)" | sed 's/ *$//'
}
