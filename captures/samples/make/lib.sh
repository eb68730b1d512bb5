# lib.sh SCENE: what the scenes share; runs the scene. Each capture adds a line to $OUT/index.tsv:
# file, format, protocol, tool, command, what it shows.

LOSSLESS=(strace -f -tt -yy -e trace=%network -e verbose=none -s 0 -e read=all -e write=all)

note() { # FILE FORMAT PROTOCOL TOOL COMMAND SHOWS
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$@" >>"$OUT/index.tsv"
}

# plain prints a command on one line, without the directories of this run.
plain() {
	local s=${*//[[:space:]]/ }
	s=${s//$OUT\//}
	printf %s "${s//$BIN\//make/}"
}

# trace captures a program with the strace flags that lose nothing.
trace() { # FILE PROTOCOL TOOL SHOWS COMMAND...
	local file=$1 protocol=$2 tool=$3 shows=$4
	shift 4
	"${LOSSLESS[@]}" -o "$OUT/$file" "$@" >/dev/null 2>&1
	note "$file" strace "$protocol" "$tool" "$(plain "${LOSSLESS[@]}" -o "$file" "$@")" "$shows"
}

# flavour captures a program with other flags: everything up to -- is strace's.
flavour() { # FILE PROTOCOL TOOL SHOWS FLAG... -- COMMAND...
	local file=$1 protocol=$2 tool=$3 shows=$4 flags=()
	shift 4
	while [ "$1" != -- ]; do flags+=("$1"); shift; done
	shift
	strace "${flags[@]}" -o "$OUT/$file" "$@" >/dev/null 2>&1
	note "$file" strace "$protocol" "$tool" "$(plain strace "${flags[@]}" -o "$file" "$@")" "$shows"
}

# oracle keeps what a tool says of the same state.
oracle() { # NAME COMMAND...
	local name=$1
	shift
	"$@" >"$OUT/oracle/$name" 2>/dev/null
}

# await repeats a condition for some seconds, until it holds.
await() { # CONDITION
	local i
	for ((i = 0; i < 100; i++)); do
		eval "$1" && return
		sleep 0.1
	done
	echo "gave up waiting: $1" >&2
}

# watch starts a long-running program and waits until its output file holds a word; leave ends the program.
watch() { # FILE WORD COMMAND...
	local file=$1 word=$2
	shift 2
	"$@" >/dev/null 2>&1 &
	watched=$!
	await "grep -qs '$word' '$OUT/$file'"
	sleep 0.5
}
leave() {
	sleep 0.5
	pkill -TERM -P "$watched" || kill -TERM "$watched"
	wait "$watched"
}

# listen starts tcpdump, given its flags, and waits until it has opened its file.
listen() { # FILE FLAG...
	local file=$1
	shift
	tcpdump -U -w "$OUT/$file" -s 262144 -B 16384 "$@" >/dev/null 2>"$OUT/tcpdump.log" &
	watched=$!
	await "grep -q listening '$OUT/tcpdump.log'"
}
deaf() {
	sleep 1
	kill -TERM "$watched"
	wait "$watched"
	rm -f "$OUT/tcpdump.log"
}

. "$1"
