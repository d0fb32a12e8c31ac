# tools/debian-package.sh: a package of Debian's for another machine, without installing it; sourced, with its name in
# $package, and a folder in $scratch before the first call

complain() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

# fail WHY [ADVICE]
fail()
{
	complain "$1"
	[ $# -lt 2 ] || complain "$2"
	exit 1
}

# quiet WHY COMMAND...: what it says is of interest if it fails
quiet()
{
	why=$1
	shift
	if ! "$@" >"$scratch/log" 2>&1; then
		tail -n 20 "$scratch/log" >&2
		fail "$why"
	fi
}

# The computer's own lists, or the lists that private_lists got; needs no root.
# shellcheck disable=SC2086
apt() { LC_ALL=C apt-get -qq -o APT::Sandbox::User=root -o Debug::NoLocking=1 ${lists-} "$@"; }

# private_lists ARCHITECTURE: what the computer's suite, or $suite, has of it, whatever is installed here
private_lists()
{
	state=$scratch/state-$1${suite:+-$suite}
	mkdir -p "$state/lists/partial" "$state/cache/archives/partial"
	lists="-o APT::Architecture=$1 -o APT::Architectures=$1 -o Dir::State=$state -o Dir::State::lists=$state/lists
		-o Dir::Cache=$state/cache -o Dir::State::status=/dev/null -o Acquire::Languages=none
		-o APT::Update::Error-Mode=any"
	if [ -n "${suite-}" ]; then
		mirror=$(LC_ALL=C apt-get indextargets --format '$(REPO_URI)' 'Component: main' | head -n 1)
		echo "deb $mirror $suite main" >"$state/sources.list"
		lists="$lists -o Dir::Etc::sourcelist=$state/sources.list -o Dir::Etc::sourceparts=-"
	fi
	apt update >"$scratch/log" 2>&1 || unread=$1
}

# found ARCHITECTURE: "'URI' FILE SIZE SHA256:SUM" of its package; fails if there is none
found() { (cd "$scratch" && apt download --print-uris "$package:$1" 2>/dev/null) | grep '^.http.*\.deb'; }

# look_for ARCHITECTURE: has the suite a package? Then `lists` are the lists that name it. One list of several that cannot be
# read, while its mirror is being filled, does no harm if another one names it.
look_for()
{
	lists= unread=
	found "$1" >/dev/null && return
	private_lists "$1"
	found "$1" >/dev/null && return
	[ -z "$unread" ] || quiet "the lists of Debian's packages cannot be read" sh -c "cat '$scratch/log' && false"
	return 1
}

# source_file FILE SHA256 OUT: a file of the source, from the mirror of this computer's own package. Other suites'
# versions are there too.
source_file()
{
	look_for "$(dpkg --print-architecture)" || fail "apt has no $package, and its source is next to that" \
		"give apt Debian's 'main' (/etc/apt/sources.list), then: apt-get update"
	uri=$(found "$(dpkg --print-architecture)" | sed "s|^'\\(.*\\)/[^/]*' .*|\\1/$1|")
	quiet "the source cannot be downloaded: $uri" /usr/lib/apt/apt-helper -o APT::Sandbox::User=root download-file \
		"$uri" "$3" "SHA256:$2"
}

# unpack ARCHITECTURE: what look_for found, into $scratch/package
unpack()
{
	(cd "$scratch" && quiet "the package cannot be downloaded" apt download "$package:$1") || exit 1
	quiet "the package cannot be unpacked" dpkg-deb -x "$scratch/$package"_*.deb "$scratch/package"
}
