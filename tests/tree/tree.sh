# tests/tree/tree.sh: what the tests of the tree's text share; sourced with the path of config.sh in $1

# shellcheck source=tests/link/check.sh
. "$(dirname -- "$0")/../link/check.sh"
cd "$source" || exit 1

# files [FOLDER...]: the files of the tree, without what was built
files() { find "${@:-.}" \( -name build -o -name .git \) -prune -o -type f -print | sed 's|^\./||' | sort; }

# scripts: of a shell, by their name or their first line
scripts()
{
	files | grep -E '\.(sh|bash)$'
	files | grep -vE '\.[a-zA-Z]+$' | while read -r file; do
		! head -n 1 "$file" | grep -qE '^#!/bin/(ba)?sh' || echo "$file"
	done
}

# needs TOOL: ends the test if it is missing. Its package has its name.
needs()
{
	is_there() { command -v "$1" || ! echo "apt-get install $1, or ./kspawn test, which installs what is missing"; }
	command -v "$1" >/dev/null || { check "there is $1" is_there "$1" && finish; }
}
