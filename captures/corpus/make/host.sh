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

# unpack_unstable unpacks packages of Debian unstable, and all that they need, into a directory, unless they are there: tools
# that are newer than this machine's. "bin" in it has those that are named, and "versions" the versions of the packages.
unpack_unstable() { # DIRECTORY PACKAGE PROGRAM...
	local dir=$1 package=$2 apt program
	shift 2
	[ ! -e "$dir/versions" ] || return 0
	apt=$(mktemp -d)
	mkdir -p "$apt"/state/lists/partial "$apt"/cache/archives/partial "$dir/bin"
	: >"$apt/status"
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(apt-get indextargets --format '$(REPO_URI)' \
		'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | head -n 1) unstable main" >"$apt/sources.list"
	local options=(-qq -o "Dir::State=$apt/state" -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache"
		-o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferencesparts=/dev/null
		-o APT::Sandbox::User=root -o Acquire::Languages=none)
	apt-get "${options[@]}" update
	apt-get "${options[@]}" -y --no-install-recommends --download-only install "$package" >/dev/null
	for deb in "$apt"/cache/archives/*.deb; do
		dpkg-deb -x "$deb" "$dir"
		dpkg-deb -W --showformat '${Package} ${Version}\n' "$deb"
	done >"$apt/versions"
	for program; do
		printf '#!/bin/sh\nexec %s --library-path %s %s "$@"\n' "$dir/usr/lib64/ld-linux-x86-64.so.2" \
			"$dir/usr/lib/x86_64-linux-gnu" "$(ls "$dir"/usr/*bin/"$program" | head -n 1)" >"$dir/bin/$program"
		chmod +x "$dir/bin/$program"
	done
	mv "$apt/versions" "$dir"
	rm -rf "$apt"
}
