set -e
# terminal WIDTH PATTERN COMMAND: what tmux shows of a command, with its colours, once a line is as the pattern says.
terminal() {
	tmux -S "socket$1" -f /dev/null new-session -d -x "$1" -y 40 "$3; cat"
	while screen=$(tmux -S "socket$1" capture-pane -p -e); do
		case $screen in *"$2"*) break ;; esac
	done
	printf '%s\n' "$screen"
	tmux -S "socket$1" kill-server
}
