#!/bin/sh
# tests/link/snippets.sh: the C of README.md and docs/linking.md compiles, and linking.md names every hook and flag
. "$(dirname -- "$0")/check.sh"
text=$source/docs/linking.md
readme=$source/README.md

# block NAME: the C that is marked with it
block() { awk -v mark="\`\`\`c $1" '/^```/ { on = $0 == mark; next } on' "$readme" "$text"; }
# part NAME: as a file. A block that includes kthread.h is one. Another is part of a kernel like xv6; where it says nothing of
# struct proc, that is as in layer 1.
part()
{
	if block "$1" | grep -q '^#include <kspawn/kthread.h>'; then
		block "$1"
		return
	fi
	echo '#include "xv6.h"'
	block "$1" | grep -q '^struct proc {' || block tasks | sed '/^extern struct proc proc/q'
	block "$1"
}
compiles()
{
	part "$2" >"$scratch/$2.c"
	[ "$(block "$2" | wc -l)" -ge 4 ] && $1 -std=c11 -O2 -Wall -Wextra -Werror -pedantic -ffreestanding $port_flags \
		$(includes $public "$here") -c -o "$scratch/$2.o" "$scratch/$2.c"
}
names_of() { sed -n 's/^```c \([a-z0-9]*\)$/\1/p' "$@"; }
blocks=$(names_of "$readme" "$text")
for which in $blocks; do check "the C of $which compiles with gcc" compiles "$cc" $which; done
if whole "Clang, to which the C is the same on every machine"; then
	for which in $blocks; do check_clang "the C of $which compiles with clang" compiles "$clang" $which; done
fi
check "there are at least ten blocks of C" test "$(names_of "$text" | wc -l)" -ge 10
check "the README has one" test "$(names_of "$readme" | wc -l)" -eq 1
every_block() { ! grep -h '^```.' "$readme" "$text" | grep -vE '^```c [a-z0-9]+$'; }
check "there is no other code" every_block
no_twice() { ! echo $blocks | tr ' ' '\n' | sort | uniq -d | grep .; }
check "no two have one name" no_twice

# A kernel of two processors, each a thread of a process, with what the text says of layer 1.
# runs EDIT...: each changes something
limit=300
runs()
{
	{ part tasks; cat "$here/xv6.c"; } >"$scratch/kernel.c"
	for edit in "$@"; do
		sed "$edit" "$scratch/kernel.c" >"$scratch/edited.c"
		! cmp -s "$scratch/kernel.c" "$scratch/edited.c" || return 1
		mv "$scratch/edited.c" "$scratch/kernel.c"
	done
	$cc -std=gnu11 -O2 -Wall -Wextra -Werror -pthread -static $branch_flags $(includes $public "$here") \
		-o "$scratch/kernel" "$scratch/kernel.c" "$build/libkspawn-hosted.a" || return 1
	timeout $limit $emulator "$scratch/kernel"
}
race='s/^\trelease(lock);/&\n\thas_left(left);/; s/^\tkspawn_task_finish.*/&\n\tends();/'
check "what it says of layer 1 runs, on two processors" runs
if whole "the mistakes that it warns of, which are the same on every machine"; then
	check "and where a task is left late" runs "$race"
	refuse "not if a task is picked while on_cpu is set" runs "$race" 's/ || __atomic_load_n(&p->task.on_cpu.*))/)/'
	limit=5
	refuse "not without kspawn_task_finish" runs 's/^\tkspawn_task_finish.*//'
	refuse "not without kspawn_finish_switch" runs 's/kspawn_finish_switch(left)/(void)left/'
fi

# The hooks that it writes out, and the hooks that it only names, are all.
names()
{
	for word in "$@"; do
		grep -qE -- "(^|[^A-Za-z0-9_-])$word([^A-Za-z0-9_-]|\$)" "$text" || echo "$word is not named"
	done >"$scratch/unnamed"
	[ $# -gt 0 ] && none "$scratch/unnamed"
}
sed 's/kspawn_image_\(read\|close\)/_\1/' >"$scratch/every" <<END
$(hooks)
END
check "it names every hook" names $(cat "$scratch/every")
check "it names every flag" names $core_flags $no_float_flags $port_flags $branch_flags
refuse "a hook that it does not name is found" names kspawn_no_hook
finish
