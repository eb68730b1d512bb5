# shows: IEEE 802.15.4: simulated radios, their settings, 6LoWPAN over them
# tool: iwpan
# packages: wpan-tools iproute2
# protocols: GENERIC ROUTE
# netns: init
# modules: mac802154_hwsim ieee802154_6lowpan
. "$MAKE/programs/wait.sh"

prepare() {
  modprobe -r mac802154_hwsim
  modprobe mac802154_hwsim
  await '[ -e /sys/class/net/wpan1 ]'
  phy=$(ls /sys/class/ieee802154 | head -n 1)
}

scene() {
  iwpan phy "$phy" info
  iwpan dev
  iwpan dev wpan0 info
  iwpan dev wpan0 set pan_id 0xbeef
  iwpan dev wpan0 set short_addr 0x0001
  iwpan dev wpan1 set pan_id 0xbeef
  iwpan dev wpan0 set max_frame_retries 4 || true
  iwpan dev wpan0 set backoff_exponents 2 4 || true
  iwpan dev wpan0 set max_csma_backoffs 3 || true
  iwpan dev wpan0 set lbt 0 || true
  iwpan dev wpan0 set ackreq_default 1 || true
  iwpan phy "$phy" set channel 0 13
  iwpan phy "$phy" set tx_power 0 || true
  iwpan phy "$phy" set cca_mode 1 || true
  iwpan phy "$phy" set cca_ed_level -6000 || true
  iwpan phy "$phy" interface add monitor%d type monitor || true
  iwpan phy "$phy" interface add extra0 type node 02:00:00:00:00:00:00:07 || true
  iwpan dev
  iwpan dev extra0 del || true
  ip link add link wpan0 name lowpan0 type lowpan
  ip link set wpan0 up
  ip link set lowpan0 up
  ip -d link show lowpan0
  ip -d link show wpan0
  ! iwpan dev wpan0 set pan_id 0xcafe
  ! iwpan dev wpan9 info
  ip link del lowpan0
  ip link set wpan0 down
}

cleanup() { modprobe -r mac802154_hwsim; }
