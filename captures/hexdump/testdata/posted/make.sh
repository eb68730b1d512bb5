#!/bin/bash
# make.sh: makes the files of this directory again, as root: what programs print when their libraries debug, and what
# strace saw of the same run. Needs libnl-utils, nftables, strace, Go. The iw ones are made where there is a radio:
# go run ./internal/test/testbed/vm -backend qemu -modules mac80211_hwsim -rw captures/hexdump/testdata/posted -- \
#	bash captures/hexdump/testdata/posted/make.sh iw
set -eu
cd "$(dirname "$0")"
run() { # NAME COMMAND...
	name=$1
	shift
	strace -f -tt -yy -e trace=network -e verbose=none -s 0 -e read=all -e write=all -o "$name.strace" "$@" \
		>"$name.txt" 2>&1 || true
}
if [ "${1:-}" = iw ]; then
	run iw-dev iw --debug dev
	run iw-refused iw --debug dev wlan0 set channel 6
	exit
fi
if [ "${1:-}" != inside ]; then
	CGO_ENABLED=0 go build -o /tmp/mdlayher mdlayher.go
	exec unshare -n "./$(basename "$0")" inside
fi
ip link set lo up
run libnl-addr sh -c 'export NLCB=debug; for i in 1 2; do nl-addr-add --local=192.0.2.7/24 --dev=lo; done'
run libnl-genl env NLCB=debug genl-ctrl-list
run libmnl-add nft --debug=mnl add table ip nlkit
run libmnl-refused nft --debug=mnl delete table ip nosuch
run go-text env NLDEBUG=level=1,format=go /tmp/mdlayher
run go-table env NLDEBUG=level=1 /tmp/mdlayher
