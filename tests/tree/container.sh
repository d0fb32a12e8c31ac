#!/bin/sh
# tests/tree/container.sh: the README's two commands on a fresh Debian 12, and 13, each in a folder of its own; as root
#
# The steps of the Dockerfile install and build every port and run its demo. Then the tests of this computer's own port run.
# KSPAWN_SUITES names the suites, if not all. A suite takes 5 GB of disk, and on two processors about half an hour.
. "$(dirname -- "$0")/tree.sh"
needs debootstrap

mirror() { LC_ALL=C apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' | head -n 1; }

# inside WORD...: in the new system
inside() { chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@"; }

prepare()
{
	debootstrap --variant=minbase "$1" "$system" "$(mirror)" &&
		mount -t proc proc "$system/proc" && mount --bind /dev "$system/dev" &&
		mount --bind /dev/pts "$system/dev/pts" &&
		mkdir "$system/kspawn" && tar -c --exclude=./build --exclude=./.git . | tar -x -C "$system/kspawn"
}
system=
leave() { [ -z "$system" ] || umount -l "$system/proc" "$system/dev/pts" "$system/dev" 2>/dev/null; }
trap 'leave; rm -rf --one-file-system "$scratch"' EXIT

{
	python3 tests/tree/workflows.py Dockerfile
	echo "./kspawn test --arch $(uname -m)"
} >"$scratch/steps"
for suite in ${KSPAWN_SUITES:-bookworm trixie}; do
	system=$scratch/$suite
	check "$suite is there" prepare "$suite"
	while read -r step; do
		check "$suite: $step" inside sh -c "cd /kspawn && $step" </dev/null
	done <"$scratch/steps"
	leave
	rm -rf --one-file-system "$system"
done
finish
