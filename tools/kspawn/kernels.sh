# tools/kspawn/kernels.sh: the ports that have an example kernel, and the files of the kernel
# shellcheck shell=sh disable=SC2154

has_kernel()
{
	kernel_port=$(conf_port "$1") && [ -d "$root/examples/kernel/$kernel_port" ] && [ "$(conf "$1" kernel)" != no ]
}

# The tiers: docs/porting.md. A port of tier 3 has a kernel too.
tier_of() { if has_kernel "$1"; then echo 3; else conf "$1" tier; fi; }

# with_kernel PORT...: prints the ports that have one
with_kernel() { for port in "$@"; do ! has_kernel "$port" || printf '%s ' "$port"; done; }

# only_kernels: leaves the ports of `chosen` that have one
only_kernels()
{
	# shellcheck disable=SC2086
	kernels=$(with_kernel $chosen)
	[ -n "$kernels" ] || misuse "there is no kernel for $chosen"
	chosen=$kernels
}

# kernel_files PORT: the folder of its files: busybox, by all its names
kernel_files()
{
	files=$root/build/$1/kernel-files
	mkdir -p "$files/bin"
	"$root/examples/kernel/busybox" "$1" "$files/bin/busybox" >&2 || fail "there is no busybox for $1"
	[ -e "$files/bin/sh" ] || for name in $($(is_native "$1" || emulator "$1") "$files/bin/busybox" --list); do
		[ "$name" = busybox ] || ln -sf busybox "$files/bin/$name"
	done
}
