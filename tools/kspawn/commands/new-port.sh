# tools/kspawn/commands/new-port.sh: lays out the parts of a port
# shellcheck shell=sh disable=SC2034,SC2154

summary="lay out the parts of a port: docs/porting.md"
usage="new-port NAME [--triple T] [--machine M] [--compiler C]"
options="  --triple T     the names of its compilers begin with it; without it, NAME-linux-gnu
  --machine M    what QEMU and the kernel call the machine; without it, NAME
  --compiler C   gcc, clang or clang-N; without it, gcc"
example="./kspawn new-port s390x --triple s390x-linux-gnu"

name='' triple='' machine='' compiler=gcc
option()
{
	case $1 in
	--triple | --machine | --compiler) ;;
	*) return 1 ;;
	esac
	case ${2-} in
	'' | *[!A-Za-z0-9_.-]*) misuse "$1 needs a name" ;;
	esac
	words=2
	case $1 in
	--triple) triple=$2 ;;
	--machine) machine=$2 ;;
	--compiler) compiler=$2 ;;
	esac
}

operand()
{
	[ -z "$name" ] && name=$1
}

main()
{
	case $name in
	'' | *[!a-z0-9_]* | [!a-z]*) misuse "new-port needs a name: small letters, digits and _" ;;
	common) misuse "'common' is what the ports share" ;;
	esac
	! conf_port "$name" >/dev/null && [ ! -e "$root/src/arch/$name" ] || misuse "there is a port '$name' already"
	templates=$root/tools/new-port
	(cd "$templates" && find . -type f) | while read -r file; do
		to=$root/src/arch/$name/$(echo "$file" | sed "s/@PORT@/$name/g")
		mkdir -p "$(dirname "$to")"
		sed -e "s/@PORT@/$name/g" -e "s/@MACHINE@/${machine:-$name}/g" -e "s/@TRIPLE@/${triple:-$name-linux-gnu}/g" \
			-e "s/@COMPILER@/$compiler/g" "$templates/$file" >"$to"
	done
	say "src/arch/$name: a port that compiles and can do nothing yet; docs/porting.md says how to write it"
	say "it misses $("$root/cmake/port-parts" "$name" tier1 | wc -l) parts of tier 1; ./kspawn test --arch $name names the next one:"
	"$root/cmake/port-parts" "$name" tier1 | head -n 1
}
