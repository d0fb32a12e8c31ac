# tools/kspawn/build.sh: builds ports in build/<port>
# shellcheck shell=sh disable=SC2154

# ./kspawn itself prints no colours. cmake does on a terminal, and some of its versions do not know NO_COLOR.
if [ -n "${NO_COLOR-}" ]; then
	export CLICOLOR=0
	unset CLICOLOR_FORCE
fi

cores() { nproc 2>/dev/null || echo 1; }

# logged LOG COMMAND...: on a terminal as it is, else quietly, and on failure the log's end.
logged()
{
	log=$1
	shift
	mkdir -p "$(dirname "$log")"
	if [ -t 1 ]; then
		"$@"
		return
	fi
	"$@" >"$log" 2>&1 && return
	logged_status=$?
	tail -n 60 "$log" >&2
	complain "full log: $log"
	return $logged_status
}

# configuration PORT FOLDER: words of cmake
configuration() { echo "-G Ninja -S $root -B $2 --toolchain $root/cmake/toolchain.cmake -DKSPAWN_VARIANT=$1"; }

# configure PORT FOLDER [OPTION...]
configure()
{
	configured=$1 in=$2
	shift 2
	logged "$in/log/configure.log" cmake --log-level=NOTICE --no-warn-unused-cli -G Ninja -S "$root" -B "$in" \
		--toolchain "$root/cmake/toolchain.cmake" "-DKSPAWN_VARIANT=$configured" "$@"
}

# build PORT [TARGETS]
build()
{
	folder=$root/build/$1
	started=$(date +%s)
	configure "$1" "$folder" || fail "$1: cmake could not configure it (after changes to the machine: rm -rf $folder)" \
		"cmake $(configuration "$1" "$folder")"
	# shellcheck disable=SC2086
	logged "$folder/log/build.log" cmake --build "$folder" -j "$(cores)" ${2:+--target} ${2:-} ||
		fail "$1: it does not compile" "cmake --build $folder -j $(cores)"
}

# build_port PORT [TARGETS]: the same, and says how long it took
build_port()
{
	[ ! -t 1 ] || say "$1: building in build/$1"
	build "$@"
	say "$1: built in $(seconds "$started") s"
}

# build_all [TARGETS]
build_all()
{
	install_missing
	for port in $chosen; do build_port "$port" "${1:-}"; done
}
