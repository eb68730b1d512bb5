# lib.sh SCENE: what the scenes share; runs the scene. Each capture adds a line to $OUT/index.tsv:
# file, format, protocol, tool, command, what it shows.

. "$SHARED/lib.sh"

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

# deaf ends what listen started.
deaf() {
	sleep 1
	kill -TERM "$watched"
	wait "$watched"
}

. "$1"
