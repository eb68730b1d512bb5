# shows: regulatory domains asked for and set, and what the kernel tells of it
# tool: iw
# packages: iw wireless-regdb
# protocols: GENERIC KOBJECT_UEVENT
# netns: init
# modules: mac80211_hwsim
. "$MAKE/programs/radios.sh"

prepare() { fresh_radios; }

scene() {
  iw event -f -t &
  local events=$!
  iw reg get
  iw phy radio0 reg get
  iw reg set DE
  iw reg get
  iw reg set US
  iw reg set JP
  iw reg get
  iw reg set 00
  iw reg reload || true
  ! iw reg set 9
  iw features
  end $events
}
