# shows: every request that ethtool makes over netlink, on veth, dummy, bond and tunnel devices
# tool: ethtool
# packages: ethtool iproute2
# protocols: GENERIC
# flavours: all
# modules: veth dummy bonding vxlan
prepare() {
  ip link add veth0 address 02:00:00:00:00:01 numtxqueues 4 numrxqueues 4 type veth \
    peer name veth1 address 02:00:00:00:00:02
  ip link add dummy0 address 02:00:00:00:00:03 type dummy
  ip link add bond0 address 02:00:00:00:00:04 type bond mode active-backup
  ip link add vxlan0 address 02:00:00:00:00:05 type vxlan id 7 dstport 4789 local 192.0.2.1 remote 192.0.2.2
  ip link set veth0 up
  ip link set veth1 up
}

scene() {
  ethtool veth0
  ethtool --json -k veth0
  ethtool -K veth0 tx off rx off tso off gro on
  ethtool -K veth0 tx-checksum-ip-generic on tx-udp-segmentation off
  ! ethtool -K veth0 lro on
  ethtool -K dummy0 tx off
  ethtool -K bond0 gro off
  ethtool -k vxlan0
  ethtool -l veth0
  ethtool -L veth0 rx 2 tx 2
  ! ethtool -L veth0 combined 4
  ! ethtool -g veth0
  ! ethtool -G veth0 rx 256 tx 256
  ! ethtool -c veth0
  ! ethtool -C veth0 rx-usecs 10 adaptive-rx on
  ! ethtool -a veth0
  ! ethtool -A veth0 rx on tx off
  ethtool -T veth0
  ethtool -T dummy0
  ! ethtool --show-priv-flags veth0
  ! ethtool --set-priv-flags veth0 sample on
  ! ethtool --show-eee veth0
  ! ethtool --set-eee veth0 eee on tx-timer 10
  ! ethtool --show-fec veth0
  ! ethtool --set-fec veth0 encoding rs
  ! ethtool -s veth0 wol g
  ! ethtool -s veth0 speed 1000 duplex full autoneg on
  ethtool -s veth0 msglvl drv on link off || true
  ! ethtool -s veth0 mdix on
  ! ethtool --show-module veth0
  ! ethtool --set-module veth0 power-mode-policy high
  ! ethtool -m veth0
  ! ethtool -m veth0 hex on page 1 offset 128 length 16
  ! ethtool -x veth0
  ! ethtool --get-phy-tunable veth0 downshift
  ! ethtool --cable-test veth0
  ! ethtool --cable-test-tdr veth0 first 1 last 2 step 1
  ! ethtool --show-tunnels vxlan0
  ethtool -S veth0 --all-groups || true
  ethtool -S veth0 --groups eth-mac eth-phy eth-ctrl rmon || true
  ethtool -P veth0
  ethtool -i veth0
  ethtool --show-pse veth0 || true
  ! ethtool nothing0
  ethtool '*'
  ethtool -k '*'
}
