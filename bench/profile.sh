#!/bin/bash
# profile.sh [FILE]: makes cmd/nldecode/default.pgo anew, the profile by which the compiler lays out nldecode's hot paths:
# of nldecode while it renders the mixed traffic that render.sh made.
set -euo pipefail
cd "$(dirname "$0")/.."
export NLDECODE_MIXED=${1:-/var/tmp/nldecode-mixed.pcap}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go test -trimpath -pgo=off -run '^$' -bench Mixed -benchtime 10x -cpu 1 -cpuprofile "$work/cpu" -o "$work/test" \
	./cmd/nldecode
go tool pprof -proto -output cmd/nldecode/default.pgo "$work/cpu"
