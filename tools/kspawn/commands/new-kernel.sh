# tools/kspawn/commands/new-kernel.sh: writes a kernel of one's own
# shellcheck shell=sh disable=SC2034,SC2154

summary="write a small kernel of your own, which boots and runs a process"
usage="new-kernel DIR [--arch A] [--offline]"
options="  --arch A       the port; without it, this computer's"
example="./kspawn new-kernel ../my-kernel --arch riscv64"

to=''
operand()
{
	[ -z "$to" ] && to=$1
}

# What builds and boots it.
needs()
{
	port_needs "$arch"
	program=$(conf "$arch" qemu_minimal)
	echo "$(conf "$arch" qemu_package) ${program%% *}"
	printf '%s\n' make cmake pkg-config | sed 's/.*/& &/'
}

# It is examples/new-kernel with one machine's part. The boot code and the drivers are from the other examples.
copy_parts()
{
	from=$root/examples/new-kernel minimal=$root/examples/minimal/$port kernel=$root/examples/kernel/$port
	board=$(conf "$arch" board)
	mkdir -p "$to/machine" "$to/user" || return 1
	cp "$from"/*.[chS] "$from/Makefile" "$from/CMakeLists.txt" "$from/take-kspawn" "$from/README.md" "$root/LICENSE" "$to"
	cp "$from"/user/*.c "$to/user"
	cp "$root/examples/minimal/minimal.ld" "$to/kernel.ld"
	cp "$minimal/boot.S" "$minimal/machine.h" "$from/$port"/* "$to/machine"
	[ -z "$board" ] || cp "$from/$board"/* "$to/machine"
	for part in refill.S cp0.h; do [ ! -e "$kernel/$part" ] || cp "$kernel/$part" "$to/machine"; done
	for shared in $(sed -n 's|^#include "\.\./\(.*\)"|\1|p' "$minimal/boot.S" "$minimal/machine.h"); do
		cp "$root/examples/minimal/$shared" "$to" || return 1
	done
}

# The first line of a file begins with its path.
name_parts()
{
	(cd "$to" && find . -name '*.[chS]' -o -name kernel.ld) | sed 's|^\./||' | while read -r file; do
		sed "1s|^/\* [a-z0-9_]* *[^ ]*: |/* $file: |" "$to/$file" >"$to/named" && mv "$to/named" "$to/$file" || return 1
	done
}

main()
{
	[ -n "$to" ] || misuse "new-kernel needs a folder: ./kspawn new-kernel DIR"
	[ -n "$arch" ] || arch=$(with_kernel "$host" $all_ports) && arch=${arch%% *}
	choose "$arch"
	[ "$chosen" = "$arch" ] || misuse "new-kernel takes one port"
	port=$(conf_port "$arch")
	[ -d "$root/examples/new-kernel/$port" ] && has_kernel "$arch" ||
		misuse "there is no kernel for $arch; try: $(with_kernel $all_ports)"
	[ ! -e "$to" ] || [ -z "$(ls -A "$to" 2>&1)" ] || misuse "$to is not an empty folder"
	install_missing >&2
	copy_parts && name_parts && cat >"$to/machine/settings" <<-END || fail "cannot write $to"
		# machine/settings: the machine of this kernel
		VARIANT = $arch
		TRIPLE = $(conf "$arch" triple)
		QEMU = $(conf "$arch" qemu_minimal)
	END
	say "$to: a kernel for $arch; next: cd $(quoted "$to") && make KSPAWN=$(quoted "$root") run"
}
