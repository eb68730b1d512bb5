#!/bin/bash
# make.sh [-k KERNELS] [-f FLAVOURS] [-o DIR] [SCENE...]: makes the captures of this directory again, in one throw-away guest a kernel.
#
#   make.sh                        all scenes (make/scenes/*.sh), all kernels: "6.1 new"
#   make.sh -k 6.1 ip-link nft     only these scenes, under this kernel
#   make.sh -o /tmp/try ip-link    into another directory, to try a scene
#   make.sh -f lossless ip-link    only under these flavours of strace, of those that the scene asks for
#
# As root on Debian it installs what the scenes need first. $VM is the command that boots a guest, if another than
# "go run ./internal/test/testbed/vm -backend qemu" shall. What an older run of the same scene made is removed.
# Other flavours than the lossless one are recorded under 6.1 only. It ends with status 1 if a command of a scene failed that
# should not.
set -eu
{ # bash reads all of it before it runs any, so that a change of this file does no harm to a run of it
here=$(cd "$(dirname "$0")" && pwd)
. "$here/make/host.sh"

kernels="6.1 new" flavours=all target=$here
while getopts k:f:o: option; do
	case $option in
	k) kernels=$OPTARG ;;
	f) flavours=$OPTARG ;;
	o) mkdir -p "$OPTARG"; target=$(cd "$OPTARG" && pwd) ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- $(cd "$here/make/scenes" && ls -- *.sh | sed 's/\.sh$//')
for name; do
	[ -f "$here/make/scenes/$name.sh" ] || { echo "make.sh: no scene $name in make/scenes" >&2; exit 2; }
done

# chosen prints those of the scenes that a kernel can run.
chosen() { # KERNEL SCENE...
	local kernel=$1 name only
	shift
	for name; do
		only=$(header kernels "$here/make/scenes/$name.sh")
		case " ${only:-all} " in *" all "* | *" $kernel "*) echo "$name" ;; esac
	done
}

install_packages strace tcpdump iproute2 kmod zstd python3 wireshark-common \
	$(for name; do header packages "$here/make/scenes/$name.sh"; done)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for kernel in $kernels; do
	scenes=$(chosen "$kernel" "$@")
	[ -n "$scenes" ] || continue
	mkdir -p "$work/$kernel"
	for program in $(for name in $scenes; do header builds "$here/make/scenes/$name.sh"; done); do
		CGO_ENABLED=0 go build -C "$here/make/programs/$program" -o "$work/$kernel/$program" .
	done
	# The flavours differ by strace, not by the kernel: one kernel shows them.
	[ "$kernel" = 6.1 ] && asked=$flavours || asked=lossless
	in_guest "$work/$kernel" "$kernel" bash "$here/make/guest.sh" "$work/$kernel" "$asked" $scenes ||
		echo "the guest ended with status $?" >>"$work/$kernel/report"
	flock "$here/make" python3 "$here/make/finish.py" "$work/$kernel" "$target" "$kernel"
	if [ -s "$work/$kernel/report" ]; then
		echo "make.sh: kernel $kernel: what should not have failed:" >&2
		cat "$work/$kernel/report" >&2
		status=1
	fi
done
exit $status
}
