#!/bin/bash
# guest.sh OUT SCENE...: runs scenes inside the guest, each in a network namespace of its own, and puts what they capture in OUT.
# The wifi scene alone runs in the guest's first namespace, where the simulated radios are.
set -u
make=$(cd "$(dirname "$0")" && pwd)
export OUT=$1 BIN=/root/bin SHARED=$make/../../corpus/make
shift
mkdir -p "$BIN"
cp "$make"/*.py "$OUT/interfaces" "$OUT/ask" "$BIN"
[ ! -e "$OUT/bin" ] || PATH=$OUT/bin:$PATH
uname -r >"$OUT/kernel"
cd /
modprobe -a nlmon bridge dummy veth wireguard 8021q 2>/dev/null
sysctl -qw net.core.fb_tunnels_only_for_init_net=2
for scene; do
	if [ "$scene" = wifi ]; then
		bash "$make/lib.sh" "$make/wifi.sh"
	else
		ip netns add "$scene"
		ip netns exec "$scene" bash "$make/lib.sh" "$make/$scene.sh"
	fi || echo "scene $scene: status $?" >&2
	ip netns list | while read -r name _; do ip netns delete "$name"; done
done
