# host.sh: what the makers of captures do on the host.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)

# header prints a line of the head of a scene.
header() { # KEY FILE
	sed -n "s/^# $1: *//p" "$2"
}

# install_packages installs what is missing, without starting the daemons that come along.
install_packages() { # PACKAGE...
	local missing policy=/usr/sbin/policy-rc.d
	missing=$(for p; do dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q ' installed' || echo "$p"; done | sort -u)
	[ -n "$missing" ] || return 0
	[ "$(id -u)" = 0 ] || { echo "install these packages, or run this as root:" $missing >&2; return 1; }
	local ours=
	[ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; ours=1; }
	DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null </dev/null || {
		[ -z "$ours" ] || rm -f $policy
		echo "these packages cannot be installed; try apt-get update:" $missing >&2
		return 1
	}
	[ -z "$ours" ] || rm -f $policy
}

# in_guest runs a command as root in a guest, with nothing of this machine's environment.
in_guest() { # WRITABLE KERNEL COMMAND...
	local writable=$1 kernel=$2
	shift 2
	(cd "$root" && exec ${VM:-go run ./internal/test/testbed/vm -backend qemu} -kernel "$kernel" -timeout 3h -mem 1024 -rw "$writable" -- \
		env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root TZ=UTC LC_ALL=C.UTF-8 TERM=dumb "$@")
}
