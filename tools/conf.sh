# tools/conf.sh: what src/arch/*/*.conf say of the ports; sourced by scripts that set `root`
# shellcheck shell=sh disable=SC2154

# conf VARIANT KEY [DEFAULT]: what the variant's own file says, or else its port's
conf()
{
	for conf_file in "$root"/src/arch/*/"$1".conf; do
		[ -e "$conf_file" ] || return 1
		conf_folder=${conf_file%/*}
		awk -v key="$2" -v value="${3-}" 'index($0, key "=") == 1 { value = substr($0, length(key) + 2) } END { print value }' \
			"$conf_folder/${conf_folder##*/}.conf" "$conf_file"
		return
	done
}

# conf_port VARIANT: the folder of its port
conf_port()
{
	set -- "$root"/src/arch/*/"$1".conf
	conf_folder=${1%/*}
	[ -e "$1" ] && echo "${conf_folder##*/}"
}

# conf_variants: the names of all files, a port before its variants
conf_variants()
{
	for conf_folder in "$root"/src/arch/*/; do
		conf_folder=${conf_folder%/}
		[ ! -e "$conf_folder/${conf_folder##*/}.conf" ] || echo "${conf_folder##*/}"
		for conf_file in "$conf_folder"/*.conf; do
			conf_file=${conf_file##*/}
			case ${conf_file%.conf} in
			"${conf_folder##*/}" | '*') ;;
			*) echo "${conf_file%.conf}" ;;
			esac
		done
	done
}

# conf_names: the folders, variants, machines, triples and Debian architectures
conf_names()
{
	for conf_name in $(conf_variants); do
		printf '%s\n' "$(conf_port "$conf_name")" "$conf_name" "$(conf "$conf_name" machine)" "$(conf "$conf_name" triple)" \
			"$(conf "$conf_name" debian)"
	done | grep . | sort -u
}
