# lib.sh: what the makers of captures do in the guest.

HEX=(-e verbose=none -s 0 -e read=all -e write=all)
LOSSLESS=(strace -f -tt -yy -e trace=%network "${HEX[@]}")

# await repeats a condition for some seconds, until it holds.
await() { # CONDITION
	local i
	for ((i = 0; i < 100; i++)); do
		eval "$1" && return
		sleep 0.1
	done
	echo "gave up waiting: $1" >&2
	return 1
}

# listen starts tcpdump, given its flags, and waits until it has opened its file. $watched is then its process.
listen() { # FILE FLAG...
	local file=$1
	shift
	mkdir -p "$OUT/log"
	tcpdump --immediate-mode -U -Z root -w "$OUT/$file" -s 262144 -B 16384 "$@" >/dev/null 2>"$OUT/log/$file" &
	watched=$!
	await "grep -q listening '$OUT/log/$file'"
}
