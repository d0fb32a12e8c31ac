#!/bin/sh
# tests/tree/workflows.sh: workflows and containers parse, and the tree has their commands, options and ports
. "$(dirname -- "$0")/tree.sh"
needs python3
has_yaml() { python3 -c 'import yaml' || ! echo "apt-get install python3-yaml, or ./kspawn test, which installs what is missing"; }
check "there is python3-yaml" has_yaml

github=.github/workflows/tests.yml gitlab=.gitlab-ci.yml gitlab_port=.gitlab/port.yml
commands() { python3 tests/tree/workflows.py "$@"; }

# calls FILE...: what they call ./kspawn with, a call a line
calls() { commands "$@" | sed 's/\${{[^}]*}}/PORT/g' | grep -oE '\./kspawn( [a-zA-Z$-][^)|;&>]*)?'; }

# help_of COMMAND: its help, in the file $help; each command is asked once. Fails if there is no such command.
help_of()
{
	help=$scratch/help.$1
	[ -e "$help" ] || sh ./kspawn help "$1" >"$help" 2>&1 || : >"$help"
	[ -s "$help" ]
}

# known FILE...: ./kspawn has each command, and the command each option
known()
{
	calls "$@" | while read -r program words; do
		command=demo
		case $words in
		[a-z]*) command=${words%% *} ;;
		esac
		help_of "$command" || { echo "no such command: $program $words" && continue; }
		for word in $words; do
			case $word in
			--*) grep -qE -e "(^|[^a-z-])$word([^a-z-]|$)" "$help" || echo "no such option: $program $words: $word" ;;
			esac
		done
	done >"$scratch/unknown"
	none "$scratch/unknown"
}

all_ports() { sh ./kspawn ports --arch all; }

# lists_all FILE: the step of GitHub's workflow that lists the ports lists all
lists_all()
{
	step=$(commands "$1" | grep 'GITHUB_OUTPUT')
	GITHUB_OUTPUT=$scratch/output sh -c "$step" &&
		sed 's/^list=//' "$scratch/output" | python3 -c 'import json, sys; print("\n".join(json.load(sys.stdin)))' >"$scratch/listed" &&
		all_ports | diff - "$scratch/listed"
}

# makes_jobs FILE: GitLab's child pipeline parses, and has a job for each port that takes what the hidden job says
makes_jobs()
{
	commands "$1" | grep 'jobs.yml' >"$scratch/script"
	(
		rm -rf "$scratch/checkout" && mkdir -p "$scratch/checkout/.gitlab"
		cp "$gitlab_port" "$scratch/checkout/.gitlab"
		cp -r kspawn tools src CMakeLists.txt "$scratch/checkout"
		cd "$scratch/checkout" && sh "$scratch/script"
	) && python3 -c '
import sys, yaml
jobs = yaml.safe_load(open(sys.argv[1]))
for name, job in jobs.items():
    if not name.startswith("."):
        assert job["extends"] in jobs and job["variables"]["PORT"] == name, name
        print(name)' "$scratch/checkout/jobs.yml" >"$scratch/listed" && all_ports | diff - "$scratch/listed"
}

# from_readme FILE...: they call what the README does
from_readme() { calls "$@" | grep -qE '^\./kspawn test( |$)' && grep -qE '^    \./kspawn test( |$)' README.md; }

check "all of them parse" commands $github $gitlab $gitlab_port Dockerfile .devcontainer/devcontainer.json
for files in $github "$gitlab $gitlab_port" Dockerfile .devcontainer/devcontainer.json; do
	check "$files: ./kspawn has the commands and options" known $files
done
check "GitHub has a job a port" lists_all $github
check "GitLab has a job a port" makes_jobs $gitlab
check "both run the README's command" from_readme $github
check "both run the README's command" from_readme $gitlab_port
check "what they keep is written" grep -qF 'build/junit.xml' tools/kspawn/commands/test.sh
check "and the page of the bench" grep -qF 'report.html' tools/kspawn/commands/bench.sh
check "the README's badge is the workflow's" grep -qF "actions/workflows/${github##*/}/badge.svg" README.md

sed 's/--rest/--remains/' $github >"$scratch/option.yml"
refuse "an unknown option is found" known "$scratch/option.yml"
sed 's|\./kspawn test|./kspawn tests|' $gitlab_port >"$scratch/command.yml"
refuse "an unknown command is found" known "$scratch/command.yml"
sed 's/ports --arch all/ports/' $github >"$scratch/few.yml"
refuse "a port without a job on GitHub is found" lists_all "$scratch/few.yml"
sed 's/ports --arch all/ports/' $gitlab >"$scratch/few-gitlab.yml"
refuse "a port without a job on GitLab is found" makes_jobs "$scratch/few-gitlab.yml"
printf 'jobs: [\n' >"$scratch/broken.yml"
refuse "a file that does not parse is found" commands "$scratch/broken.yml"
finish
