# What scripts of nlmon in a namespace share; sh reads it.
set -e

# watch FLAGS begins to watch, and waits until all is listed. Lines go to the file "out".
watch() {
	mkfifo events
	nlmon --list -t none "$@" >events 2>err &
	pid=$!
	exec 3<events
	: >out
}

# await PATTERN... reads lines until each of the patterns, as case has them, was met in turn.
await() {
	for pattern; do
		while :; do
			if ! IFS= read -r line <&3; then
				echo "no line is $pattern in:" >&2
				cat out err >&2
				exit 1
			fi
			printf '%s\n' "$line" >>out
			case $line in $pattern) break ;; esac
		done
	done
}

# finish ends it as Ctrl-C does, and asserts that it ended well.
finish() {
	kill -INT $pid
	cat <&3 >>out
	wait $pid
}
