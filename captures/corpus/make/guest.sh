#!/bin/bash
# guest.sh OUT FLAVOURS SCENE...: runs scenes inside the guest, under each flavour of strace that they ask for, if it is among
# FLAVOURS or these are all, and puts what is captured in OUT. A scene has a network namespace of its own, a fresh one for each flavour, or runs in the guest's first one.
set -u
export OUT=$1 MAKE
MAKE=$(cd "$(dirname "$0")" && pwd)
only=$2
shift 2
. "$MAKE/host.sh"
. "$MAKE/flavours.sh"
mkdir -p "$OUT/log"
uname -r >"$OUT/kernel"
hostname sample # nothing of this machine's is for captures
echo sample >/etc/hostname
cd /
modprobe -a nlmon bridge dummy veth
sysctl -qw net.core.fb_tunnels_only_for_init_net=2

run() { # SCENE FLAVOUR
	if [ "$(header netns "$MAKE/scenes/$1.sh")" = init ]; then
		bash "$MAKE/record.sh" "$@"
		return
	fi
	ip netns add scene
	ip netns exec scene bash "$MAKE/record.sh" "$@"
	# A scene that deletes all namespaces deletes the name of its own.
	[ ! -e /run/netns/scene ] || { ip netns pids scene | xargs -r kill -KILL; ip netns del scene; }
}

for name; do
	SECONDS=0
	for module in $(header modules "$MAKE/scenes/$name.sh"); do
		modprobe "$module" || echo "$name: the kernel has no module $module" >>"$OUT/report"
	done
	flavours=lossless
	[ "$(header flavours "$MAKE/scenes/$name.sh")" != all ] || flavours="lossless $OTHERS"
	for flavour in $flavours; do
		case " $only " in *" all "* | *" $flavour "*) run "$name" "$flavour" ;; esac
	done
	echo "$name: $SECONDS s"
done
