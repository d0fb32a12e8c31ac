# tests/link/boot.sh: the minimal kernel under an emulator of the whole machine; sourced after check.sh
# shellcheck shell=sh disable=SC2154
minimal=$source/examples/minimal

# What the kernel says, and how QEMU ends if all is well.
cat >"$scratch/expected" <<'END'
two threads
1 ping
1 pong
2 ping
2 pong
3 ping
3 pong
done
END
system=$(conf "$variant" qemu_minimal)
well=$(conf "$variant" qemu_minimal_status 0)

# boots IMAGE [SECONDS]: it says all of that and nothing else, and ends by itself
boots()
{
	timeout -k 5 "${2:-300}" $system -m 64 -display none -monitor none -serial stdio -no-reboot -kernel "$1" \
		</dev/null >"$scratch/serial"
	ended=$?
	echo "exit status $ended, and it should be $well"
	# The firmware speaks first, and ends its lines otherwise.
	sed -n '/^two threads$/,$p' "$scratch/serial" >"$scratch/said"
	diff "$scratch/expected" "$scratch/said" && [ $ended -eq $well ]
}
