# tools/kspawn/commands/new-port.sh: lays out the parts of a port
# shellcheck shell=sh disable=SC2034,SC2154

summary="lay out the parts of a port: docs/porting.md"
usage="new-port NAME [--triple T] [--machine M]"
options="  --triple T     the names of its compilers begin with it; without it, NAME-linux-gnu
  --machine M    what QEMU and the kernel call the machine; without it, NAME"
example="./kspawn new-port s390x --triple s390x-linux-gnu"

name='' triple='' machine=''
option()
{
	case $1 in
	--triple | --machine) ;;
	*) return 1 ;;
	esac
	case ${2-} in
	'' | *[!A-Za-z0-9_.-]*) misuse "$1 needs a name" ;;
	esac
	words=2
	if [ "$1" = --triple ]; then triple=$2; else machine=$2; fi
}

operand()
{
	[ -z "$name" ] && name=$1
}

# presets_with NAME: CMakePresets.json with that of the port NAME, on standard output
presets_with()
{
	awk -v name="$1" '
		/"name": "x86_64",/ && !configured++ {
			printf "    {\"name\": \"%s\", \"inherits\": \"base\", \"displayName\": \"%s, GCC, -O2\", ", name, name
			printf "\"toolchainFile\": \"${sourceDir}/cmake/%s.cmake\"},\n", name
		}
		{ print }
		/"buildPresets": \[/ { printf "    {\"name\": \"%s\", \"configurePreset\": \"%s\"},\n", name, name }
	' "$root/CMakePresets.json"
}

main()
{
	case $name in
	'' | *[!a-z0-9_]* | [!a-z]*) misuse "new-port needs a name: small letters, digits and _" ;;
	common) misuse "'common' is what the ports share" ;;
	esac
	if [ -e "$root/src/arch/$name" ] || [ -e "$root/cmake/$name.cmake" ]; then
		misuse "there is a port '$name' already"
	fi
	templates=$root/tools/new-port
	(cd "$templates" && find . -type f) | while read -r file; do
		mkdir -p "$(dirname "$root/src/arch/$name/$file")"
		sed "s/@PORT@/$name/g" "$templates/$file" >"$root/src/arch/$name/$file"
	done
	{
		echo "# cmake/$name.cmake: toolchain of the $name port"
		echo "set(KSPAWN_PORT $name)"
		[ -z "$machine" ] || echo "set(KSPAWN_MACHINE $machine)"
		[ -z "$triple" ] || echo "set(KSPAWN_TRIPLE $triple)"
		echo "set(KSPAWN_PORT_INCOMPLETE ON)"
		# shellcheck disable=SC2016
		echo 'include(${CMAKE_CURRENT_LIST_DIR}/toolchain.cmake)'
	} >"$root/cmake/$name.cmake"
	mkdir -p "$root/build"
	presets_with "$name" >"$root/build/presets" && cat "$root/build/presets" >"$root/CMakePresets.json"
	say "src/arch/$name and cmake/$name.cmake: a port that compiles and can nothing; docs/porting.md says how to write it"
	say "it misses $("$root/cmake/port-parts" "$name" | wc -l) parts; ./kspawn test --arch $name names the next one:"
	"$root/cmake/port-parts" "$name" | head -n 1
}
