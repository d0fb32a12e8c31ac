# tools/kspawn/ports.sh: the ports of this tree and their variants: what their toolchain files say
# shellcheck shell=sh disable=SC2034,SC2154

host=$(uname -m)

# The port of this computer first.
ports()
{
	grep -l '^set(KSPAWN_PORT ' "$root"/cmake/*.cmake | sed 's|.*/||; s/\.cmake$//' | awk -v host="$host" '
		$0 == host { own = $0 " "; next }
		{ others = others $0 " " }
		END { sub(/ $/, "", others); print own others }'
}

# toolchain PORT WORD DEFAULT: what the port's toolchain file sets KSPAWN_WORD to
toolchain()
{
	found=$(sed -n "s/^set(KSPAWN_$2 \"*\([^\")]*\)\"*)/\1/p" "$root/cmake/$1.cmake")
	echo "${found:-${3-}}"
}

machine_of() { toolchain "$1" MACHINE "$(toolchain "$1" PORT)"; }
triple_of() { toolchain "$1" TRIPLE "$(machine_of "$1")-linux-gnu"; }

# A sanitizer is no port: it is taken for tests alone, and where it is native.
is_sanitizer() { [ -n "$(toolchain "$1" SANITIZE)" ]; }
with_sanitizers=''

# The ports whose every test passes.
finished_ports()
{
	for port in $(ports); do
		[ -z "$(toolchain "$port" PORT_INCOMPLETE)" ] || continue
		! is_sanitizer "$port" || { [ -n "$with_sanitizers" ] && is_native "$port"; } || continue
		echo "$port"
	done
}

# The same in one line, for a message.
default_ports() { finished_ports | tr '\n' ' ' | sed 's/ $//'; }

is_port()
{
	case " $(ports) " in
	*" $1 "*) ;;
	*) return 1 ;;
	esac
}

# choose A,B: sets `chosen` to the ports asked for, the finished ones by default.
choose()
{
	chosen=$(echo "$1" | tr ',' ' ')
	[ -n "$1" ] || chosen=$(finished_ports)
	for port in $chosen; do
		is_port "$port" && continue
		# shellcheck disable=SC2046
		meant=$(did_you_mean "$port" $(ports))
		misuse "unknown port '$port'${meant:-;} the ports are: $(ports)"
	done
	[ -n "$chosen" ] || misuse "--arch names no port; the ports are: $(ports)"
}

is_native() { [ "$(machine_of "$1")" = "$host" ]; }

emulator_program() { is_native "$1" || echo "qemu-$(machine_of "$1")"; }

# With its arguments, for words of their own.
emulator()
{
	is_native "$1" || toolchain "$1" EMULATOR_FLAGS | sed "s/^/$(emulator_program "$1") /; s/ *\$//"
}
