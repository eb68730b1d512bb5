#!/bin/bash
# render.sh [FILE]: times how fast nldecode renders mixed traffic, and prints ratios of medians. The traffic is what the
# corpus of captures has of rtnetlink and nl80211, repeated to 100 MB; it is made in FILE (/var/tmp/nldecode-mixed.pcap)
# unless that is there. The runs alternate.
#
#   BEFORE=./nldecode-before ./render.sh       # text and JSON against another binary, on one core
#   ./render.sh                                # text against tshark -V, on two cores
#
# Needs tshark. RUNS is how many runs a median is of (5); tshark takes minutes and has one.
set -euo pipefail
cd "$(dirname "$0")"
file=${1:-/var/tmp/nldecode-mixed.pcap} runs=${RUNS:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
CGO_ENABLED=0 go build -C .. -o "$work/nldecode" ./cmd/nldecode

if [ ! -s "$file" ]; then
	"$work/nldecode" -o pcap -F 'proto == "NETLINK_ROUTE" || family == "nl80211"' ../captures/corpus/*/*.pcap.zst \
		>"$work/once.pcap" 2>/dev/null
	head -c 24 "$work/once.pcap" >"$work/mixed.pcap"
	while [ "$(stat -c %s "$work/mixed.pcap")" -lt $((100 << 20)) ]; do
		tail -c +25 "$work/once.pcap" >>"$work/mixed.pcap"
	done
	mv "$work/mixed.pcap" "$file"
fi

seconds() { # command… : its processor time
	local TIMEFORMAT='%U %S'
	{ time "$@" >/dev/null 2>&1; } 2>&1 | awk '{print $1 + $2}'
}
wall() { # command… : how long it takes
	local TIMEFORMAT='%R'
	{ time "$@" >/dev/null 2>&1; } 2>&1
}
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

if [ -n "${BEFORE:-}" ]; then
	for form in text json; do
		for _ in $(seq "$runs"); do
			seconds env GOMAXPROCS=1 taskset -c 0 "$BEFORE" -o $form "$file" >>"$work/before.$form"
			seconds env GOMAXPROCS=1 taskset -c 0 "$work/nldecode" -o $form "$file" >>"$work/now.$form"
		done
		awk -v form=$form -v before="$(median <"$work/before.$form")" -v now="$(median <"$work/now.$form")" \
			'BEGIN {printf "%s: %s s against %s s before: %.2f times as fast\n", form, now, before, before / now}'
	done
fi
for _ in $(seq "$runs"); do
	wall taskset -c 0,1 "$work/nldecode" -o text "$file" >>"$work/text"
done
tshark=$(wall taskset -c 0,1 tshark -r "$file" -V)
for _ in $(seq "$runs"); do
	wall taskset -c 0,1 "$work/nldecode" -o text "$file" >>"$work/text"
done
awk -v now="$(median <"$work/text")" -v tshark="$tshark" \
	'BEGIN {printf "text: %s s against %s s of tshark -V: %.0f times as fast\n", now, tshark, tshark / now}'
