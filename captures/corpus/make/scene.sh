#!/bin/bash
# scene.sh FILE: runs scene() of a file. Sourced, it only reports commands that fail.

set -uE
ERRORS=$OUT/log/$name.$flavour
trap 'printf "%s under %s: line %d: status %d: %s: %s\n" "$name" "$flavour" "$LINENO" $? "$BASH_COMMAND" \
	"$(tail -n 1 "$ERRORS")" >>"$OUT/report"' ERR

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
	. "$1"
	scene
fi
