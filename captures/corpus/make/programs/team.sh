# team.sh: for scenes of teamd.

. "$MAKE/programs/wait.sh"

# started starts teamd as team0, and waits until it answers.
started() { # RUNNER WATCH
	teamd -d -r -t team0 -c "{\"runner\": $1, \"link_watch\": $2}"
	await '[ -S /run/teamd/team0.sock ]'
}
