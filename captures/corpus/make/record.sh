#!/bin/bash
# record.sh SCENE FLAVOUR: records a scene, in the namespace that this runs in. The kernel's messages are tapped in every flavour,
# as the device for it shows in dumps; the tap is kept of the lossless one.
set -u
export name=$1 flavour=$2
scene=$MAKE/scenes/$1.sh
cd "$(mktemp -d)" || exit
. "$MAKE/flavours.sh"
. "$MAKE/scene.sh"
. "$scene"
flags "$flavour"
log=$OUT/$name.$flavour.strace

# note lists a capture: file, scene, flavour, command. That of a scene that did not come to its end is none.
note() {
	[ $status != 124 ] && [ $status != 137 ] || return 0
	printf '%s\t%s\t%s\t%s\n' "$1" "$name" "$flavour" "$2" >>"$OUT/index.tsv"
}

ip link set lo up
ip link add nlmon0 index 1000 type nlmon
ip link set nlmon0 up
set -a # what prepare() sets is for scene() too
! declare -F prepare >/dev/null || prepare >/dev/null 2>>"$ERRORS"
set +a

# Under -yy strace asks the kernel about sockets, with the sequence number 0. The kernel's own messages have that too, but are
# neither requests nor for a port.
notstrace='not (link[14:2] = 4 and link[24:4] = 0 and (link[22] & 1 != 0 or link[28:4] != 0))'
outside=()
case $flavour in
lossless)
	listen "$name.pcap" -i nlmon0 "$notstrace"
	tap=$watched
	;;
outside*) outside=(ip netns exec "$(ip netns identify)") ;;
esac
run=(timeout -k 5 180 strace --seccomp-bpf "${FLAGS[@]}" -o "$log" "${outside[@]}" bash "$MAKE/scene.sh" "$scene")
if [ ${#outside[@]} -gt 0 ]; then
	run=(nsenter --net=/proc/1/ns/net "${run[@]}")
fi
status=0
"${run[@]}" >/dev/null 2>>"$ERRORS" || status=$?
[ $status = 0 ] || echo "$name under $flavour: strace ended with status $status" >>"$OUT/report"

if [ "$flavour" = lossless ]; then
	# When the tap shows the last message, it has shown all others.
	ip link set nlmon0 alias end-of-the-scene
	await "grep -q end-of-the-scene '$OUT/$name.pcap'"
	kill -TERM "$tap"
	wait "$tap"
	grep -q '^0 packets dropped' "$OUT/log/$name.pcap" || echo "$name: the tap lost packets" >>"$OUT/report"
	note "$name.pcap" "tcpdump -i nlmon0 -s 262144 -w $name.pcap '$notstrace'"
fi
if [ "$flavour" = ff ]; then
	for part in $(ls -v "$log".*); do cat "$part" && rm "$part"; done >"$log"
fi
note "${log##*/}" "strace ${FLAGS[*]} -o ${log##*/} ${outside[*]} scenes/$name.sh"
! declare -F cleanup >/dev/null || cleanup >/dev/null 2>>"$ERRORS"
ip link del nlmon0
