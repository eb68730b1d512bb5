# shows: the requests of devlink where no device has it: empty dumps and refusals
# tool: devlink
# packages: iproute2
# protocols: GENERIC
scene() {
  devlink dev show
  devlink dev info
  devlink dev eswitch show pci/0000:00:00.0 || true
  devlink dev param show
  devlink port show
  devlink port param show || true
  devlink sb show
  devlink sb pool show
  devlink sb port pool show
  devlink sb tc bind show
  devlink resource show pci/0000:00:00.0 || true
  devlink region show
  devlink health show
  devlink trap show
  devlink trap group show
  devlink trap policer show
  devlink rate show || devlink port function rate show
  devlink lc show
  ! devlink dev show pci/0000:00:00.0
  ! devlink dev reload pci/0000:00:00.0 action driver_reinit limit no_reset
  ! devlink dev eswitch set pci/0000:00:00.0 mode switchdev inline-mode transport encap-mode basic
  ! devlink dev param set pci/0000:00:00.0 name max_macs value 32 cmode driverinit
  ! devlink dev flash pci/0000:00:00.0 file sample.bin component sample overwrite settings
  ! devlink port split pci/0000:00:00.0/1 count 4
  ! devlink port add pci/0000:00:00.0 flavour pcisf pfnum 0 sfnum 88
  ! devlink port function set pci/0000:00:00.0/1 hw_addr 02:00:00:00:00:01 state active
  ! devlink sb pool set pci/0000:00:00.0 sb 0 pool 0 size 1024 thtype dynamic
  ! devlink trap set pci/0000:00:00.0 trap sample action drop
  ! devlink region new pci/0000:00:00.0/sample snapshot 1
  ! devlink health recover pci/0000:00:00.0 reporter sample
  ! devlink dpipe table show pci/0000:00:00.0
}
