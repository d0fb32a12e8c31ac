# tools/kspawn/commands/bench.sh: measures the native port against others
# shellcheck shell=sh disable=SC2034,SC2154

summary="measure the native port against Boost.Context and others, and count instructions on each port"
usage="bench [--arch A,B] [--no-counts] [--offline] [--quick] [--rounds N] [--seed S] [--only WORD]
                      [--counts F] [--from F] [--json F] [--html F]
       ./kspawn bench --system [--arch A,B] [--linux]"
options="  --system       instead, count the instructions of processes on the example kernel
  --linux        and on Debian's Linux on the same machine, with the ratios
  --no-counts    count no instructions
  --quick        a tenth of the rounds
  --rounds N     the number of rounds
  --seed S       of the order within a round
  --only WORD    what has WORD in its name
  --counts F     the instructions of an earlier count, a file of JSON
  --from F       measure nothing: the results of an earlier run, a file of JSON
  --json F       the results for programs; without it build/bench/report.json
  --html F       the results as a page; without it build/bench/report.html"
example="./kspawn bench --quick --no-counts --only 'two processors'"
needs_kernels=''
system='' linux=''

no_counts='' json='' html='' bench_options=''
option()
{
	case $1 in
	--no-counts)
		no_counts=yes
		return
		;;
	--system)
		system=yes needs_kernels=yes
		return
		;;
	--linux)
		linux=yes
		return
		;;
	--quick) ;;
	--rounds | --seed) take_number "$@" ;;
	--only | --counts | --from | --json | --html) take_value "$@" ;;
	*) return 1 ;;
	esac
	case $1 in
	--counts) no_counts=yes ;;
	--from) no_counts=yes json=read ;; # what was read is not written again
	--json) json=$2 ;;
	--html) html=$2 ;;
	esac
	bench_options="$bench_options $1"
	[ "$words" -eq 1 ] || bench_options="$bench_options $(quoted "$2")"
}

# The peers of a version that does not change with the distribution's default.
bench_needs()
{
	echo "libcli11-dev /usr/include/CLI/CLI.hpp"
	echo "nlohmann-json3-dev /usr/include/nlohmann/json.hpp"
	echo "libboost-context1.81-dev /usr/include/boost/context/fiber.hpp"
	! is_port "$host" || port_needs "$host"
}

more_needs()
{
	[ -z "$system" ] || return 0
	bench_needs
	[ -n "$no_counts" ] || count_needs
}

# Sets `counted` to a file with the instructions of each port.
counts()
{
	set --
	for port in $chosen; do
		build "$port" kspawn-count
		set -- "$@" "$root/build/$port/bench/count/config.sh"
	done
	mkdir -p "$root/build/bench"
	counted=$root/build/bench/counts.json
	KSPAWN_OFFLINE=$offline "$root/bench/count/all" "$@" >"$counted" || fail "the instructions could not be counted"
	say "instructions counted on: $chosen"
}

# Counts on each port, into files of the build folder; then a table a port. Linux's are missing where Debian has no image.
count_systems()
{
	[ -n "$arch" ] || arch=all
	choose "$arch"
	only_kernels
	install_missing
	for port in $chosen; do
		build "$port" kspawn-costs
		folder=$root/build/$port
		say "$port: counting"
		"$root/bench/system/run" "$port" "$folder" >"$folder/costs" || fail "the kernel of $port did not end well"
		: >"$folder/costs-linux"
		if [ -n "$linux" ] && [ -n "$(conf "$port" linux_image)" ]; then
			say "$port: counting on Linux, about a minute"
			"$root/bench/system/linux" "$port" "$folder" >"$folder/costs-linux" || fail "Linux did not end well on $port"
		fi
		awk -v port="$port" -f "$root/bench/system/table.awk" "$root/tests/ports/$(conf_port "$port")/$port.costs" "$folder/costs-linux" "$folder/costs"
	done
}

main()
{
	if [ -n "$system" ]; then
		count_systems
		return
	fi
	[ -z "$linux" ] || fail "--linux needs --system: it counts the same processes on Linux" "./kspawn bench --system --linux"
	choose "$arch"
	is_port "$host" || fail "there is no native port here to measure: $host"
	[ -z "$no_counts" ] || chosen=$host
	install_missing
	counted=
	[ -n "$no_counts" ] || counts
	folder=$root/build/bench
	started=$(date +%s)
	configure "$host" "$folder" -DKSPAWN_BENCH=ON -DKSPAWN_TESTS=OFF -DKSPAWN_EXAMPLES=OFF -DKSPAWN_HOSTED=ON || fail "cmake could not configure the benchmark"
	logged "$folder/log/build.log" cmake --build "$folder" -j "$(cores)" --target kspawn-bench ||
		fail "the benchmark does not compile" "cmake --build $folder --target kspawn-bench"
	say "kspawn-bench: built in $(seconds "$started") s"
	[ -n "$json" ] || bench_options="$bench_options $(quoted --json "$folder/report.json")"
	[ -n "$html" ] || bench_options="$bench_options $(quoted --html "$folder/report.html")"
	eval "set -- $bench_options"
	"$folder/bench/kspawn-bench" "$@" ${counted:+--counts "$counted"} || status=1
}
