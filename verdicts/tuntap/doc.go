// Package tuntap makes tun and tap devices by plain link requests: RTM_NEWLINK of the kinds tun, tap and tuntap, which
// the kernel refuses, goes to the ioctls of /dev/net/tun. Devices that are made are persistent.
//
// The kinds tun and tap take the attributes by which the kernel describes such links: IFLA_TUN_OWNER, GROUP, TYPE (of
// the kind tun: tap devices have it too), PI, VNET_HDR, MULTI_QUEUE. Packets have no header in front unless IFLA_TUN_PI
// says so, as with ip-tuntap(8). The kind tuntap takes pyroute2's: IFTUN_MODE, IFTUN_UID, IFTUN_GID, IFTUN_IFR, where
// packets have that header unless no_pi is set.
//
// An empty name becomes tun%d or tap%d, and the kernel puts a number for %d. The index may be chosen with ifi_index.
// Requests for a device that is there change its owner and group, let it stay when its program ends (IFLA_TUN_PERSIST,
// persist in IFTUN_IFR), and change whatever every link has. RTM_DELLINK is the kernel's own matter: it deletes
// persistent devices, even while programs have them open.
package tuntap
