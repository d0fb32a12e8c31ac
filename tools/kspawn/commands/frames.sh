# tools/kspawn/commands/frames.sh: prints and draws the stacks of a port
# shellcheck shell=sh disable=SC2034,SC2154

summary="print and draw the stacks of each port: build/<port>/frames.svg"
usage="frames [--arch A,B] [--offline]"
options=""
example="./kspawn frames --arch aarch64"

# From the debug information of the port's own structures.
main()
{
	choose "$arch"
	install_missing
	for port in $chosen; do
		folder=$root/build/$port
		mkdir -p "$folder"
		# shellcheck disable=SC2046
		$(cc_of "$port") -g -c -I "$root/include" -I "$root/src/arch/$(conf_port "$port")/include" \
			-o "$folder/frames.o" "$root/tools/frames.c" || fail "$port: its frames do not compile"
		for form in text svg; do
			readelf --debug-dump=info "$folder/frames.o" |
				awk -v port="$port" -v form="$form" -f "$root/tools/frames.awk" >"$folder/frames.$form" ||
				fail "$port: its frames cannot be read"
		done
		cat "$folder/frames.text"
		say ""
		say "$port: drawn in build/$port/frames.svg"
	done
}
