# wait.sh: for scenes with processes that need a moment: conditions for await that look at files only, never at netlink, so that
# waiting adds nothing to the capture.

. "$MAKE/lib.sh"

# operstate says whether a device is in a state.
operstate() { # DEVICE STATE
	[ "$(cat "/sys/class/net/$1/operstate")" = "$2" ]
}

# listening says whether a process has joined a group of a netlink protocol.
listening() { # PROTOCOL PROCESS
	awk -v protocol="$1" -v process="$2" '$2 == protocol && $3 == process && $4 != "00000000" { found = 1 }
		END { exit !found }' /proc/net/netlink
}

# gone says whether a process has ended.
gone() { # PROCESS
	! [ -d "/proc/$1" ] || grep -qs "^State:.Z" "/proc/$1/status"
}

# end ends processes and waits until they are gone, lest strace waits for them.
end() { # PROCESS...
	local process
	kill "$@"
	for process; do await "gone $process" || kill -KILL "$process"; done
}
