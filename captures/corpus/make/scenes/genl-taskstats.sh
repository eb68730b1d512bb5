# shows: accounting of processes by the family TASKSTATS, and a radio made by the family MAC80211_HWSIM
# tool: python3
# packages: python3-minimal
# protocols: GENERIC
# netns: init
# modules: mac80211_hwsim
scene() {
	python3 "$MAKE/programs/taskstats.py"
	python3 "$MAKE/programs/simulator.py"
}
