# batch.sh: for scenes of many short commands.

# batch runs the commands that standard input lists in one process of ip or bridge. Exactly those after an exclamation mark
# are to fail.
batch() { # TOOL [FLAG...]
	local commands refused
	commands=$(cat)
	refused=$(sed 's/^! //' <<<"$commands" | "$@" -force -batch - 2>&1 >/dev/null | tee -a "$ERRORS" |
		sed -n 's/^Command failed -:\([0-9]*\)$/\1/p')
	[ "$refused" = "$(grep -n '^! ' <<<"$commands" | cut -d: -f1)" ] || {
		echo "these lines failed:" $refused >>"$ERRORS"
		return 1
	}
}
