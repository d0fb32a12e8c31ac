# tools/conf.sh: what src/arch/*/*.conf say of the ports; sourced by scripts that set `root`
# shellcheck shell=sh disable=SC2154

# The files are read once, as one variable for each value, conf_of_VARIANT_KEY, and the list `conf_all`, a port before its
# variants. A variant has its port's values and its own.
eval "$(awk '
	FNR == 1 {
		n = split(FILENAME, path, "/")
		folder = path[n - 1]
		name = substr(path[n], 1, length(path[n]) - 5)
		if (name == folder)
			ports[++n_ports] = name
		else
			variants[folder] = variants[folder] " " name
	}
	/^[a-z]/ {
		gsub(/\047/, "\047\\\047\047")
		sub(/=/, "=\047")
		values[name] = values[name] $0 "\047\n"
	}
	function set(name, values,  n, i, line) {
		all = all " " name
		gsub(/-/, "_", name)
		n = split(values, line, "\n")
		for (i = 1; i < n; i++)
			print "conf_of_" name "_" line[i]
	}
	END {
		for (p = 1; p <= n_ports; p++) {
			of_port = "port=" ports[p] "\n" values[ports[p]]
			set(ports[p], of_port)
			n = split(variants[ports[p]], names, " ")
			for (v = 1; v <= n; v++)
				set(names[v], of_port values[names[v]])
		}
		print "conf_all=\047" all "\047"
	}' "$root"/src/arch/*/*.conf)"

# conf_get VARIANT KEY [DEFAULT]: sets `conf_value` to what the variant's own file says, or else its port's
conf_get()
{
	case "$conf_all " in
	*" $1 "*) ;;
	*) return 1 ;;
	esac
	conf_name=$1
	while :; do
		case $conf_name in
		*-*) conf_name=${conf_name%%-*}_${conf_name#*-} ;;
		*) break ;;
		esac
	done
	eval "conf_value=\${conf_of_${conf_name}_$2-\${3-}}"
}

# conf VARIANT KEY [DEFAULT]: prints it
conf() { conf_get "$@" && printf '%s\n' "$conf_value"; }

# conf_port VARIANT: the folder of its port
conf_port() { conf "$1" port; }

conf_variants() { printf '%s\n' $conf_all; }

# conf_names: the folders, variants, machines, triples and Debian architectures
conf_names()
{
	for conf_variant in $conf_all; do
		printf '%s\n' "$conf_variant"
		for conf_key in port machine triple debian; do conf "$conf_variant" $conf_key; done
	done | grep . | sort -u
}
