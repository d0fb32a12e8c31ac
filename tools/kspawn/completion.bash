# tools/kspawn/completion.bash: completes commands, options and ports of ./kspawn in bash; source it, or install the package
# The help names them, so that there is no second list.

_kspawn()
{
	local kspawn=${1/#\~/$HOME} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	local command=${COMP_WORDS[1]} first='' words=''
	COMPREPLY=()
	# bash makes a word of its own of the = in --arch=A.
	if [[ $word == '=' ]]; then
		word=''
	elif [[ $before == '=' ]]; then
		before=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	if [[ $before == --arch ]]; then
		[[ $word != *,* ]] || first=${word%,*},
		words=$("$kspawn" help | sed -n 's/^ports: //p')
	elif [[ $word == -* ]]; then
		[[ $command != -* ]] || command=demo
		words=$("$kspawn" help "$command" | grep -oE -e '--[a-z][a-z-]*')
		words="$words --help"
		((COMP_CWORD > 1)) || words="$words --version"
	elif ((COMP_CWORD == 1)) || [[ $command == help && $COMP_CWORD -eq 2 ]]; then
		words=$("$kspawn" help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p')
	fi
	mapfile -t COMPREPLY < <(compgen -P "$first" -W "$words" -- "${word#"$first"}" | sort -u)
} 2>/dev/null

complete -o default -F _kspawn kspawn
