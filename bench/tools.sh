#!/bin/bash
# tools.sh FILE: times nldecode against tshark and pyroute2 on a capture (see mkpcap.sh), alternately, and prints the ratios of
# the medians. Needs hyperfine, tshark, python3-pyroute2 and jq.
set -euo pipefail
file=$(realpath "$1") runs=${RUNS:-3}
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
CGO_ENABLED=0 go build -C .. -o "$work/nldecode" ./cmd/nldecode

cat >"$work/pyroute2-decode" <<'P'
import struct, sys
from pyroute2.netlink.rtnl.iprsocket import MarshalRtnl
marshal = MarshalRtnl()
with open(sys.argv[1], 'rb') as f:
    f.read(24)
    while True:
        head = f.read(16)
        if len(head) < 16:
            break
        data = f.read(struct.unpack('IIII', head)[2])[16:]
        for m in marshal.parse(data):
            for attr in m.get('attrs', ()):
                attr[1]  # decodes it
P

compare() { # name, our command, their command
	hyperfine -N --warmup 1 --runs "$runs" --export-json "$work/t.json" "$2" "$3" >/dev/null 2>&1
	jq -r --arg n "$1" '.results | "\($n): \(.[0].median) s against \(.[1].median) s: \(.[1].median / .[0].median * 10 | round / 10) times as fast"' "$work/t.json"
}

nl="$work/nldecode"
compare "text, tshark -V" "$nl -o text $file" "tshark -r $file -V"
compare "json, tshark -T json" "$nl -o json $file" "tshark -r $file -T json"
if /usr/bin/python3 -c 'import pyroute2' 2>/dev/null; then
	compare "pyroute2 form, pyroute2 decoding alone" "$nl -o pyroute2 $file" "/usr/bin/python3 $work/pyroute2-decode $file"
fi
hyperfine -N --warmup 1 --runs 5 --export-json "$work/t.json" "taskset -c 0 $nl --stats $file" >/dev/null 2>&1
size=$(stat -c %s "$file")
jq -r --argjson size "$size" '"--stats on one core: \(.results[0].median) s, \($size / .results[0].median / 1e6 | round) MB/s"' "$work/t.json"
