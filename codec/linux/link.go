package linux

import "github.com/nlkit/nlkit/codec"

// Link-layer types that tables choose by (linux/if_arp.h).
const (
	ARPHRD_TUNNEL  = 768
	ARPHRD_TUNNEL6 = 769
	ARPHRD_SIT     = 776
	ARPHRD_IPGRE   = 778
	ARPHRD_IP6GRE  = 823
)

// ARPHRDEnum is the link-layer types, ARPHRD_* (linux/if_arp.h).
var ARPHRDEnum = codec.NewSparse("arphrd", "ARPHRD_", []codec.Value{
	{Value: 0, Name: "NETROM"},
	{Value: 1, Name: "ETHER"},
	{Value: 2, Name: "EETHER"},
	{Value: 3, Name: "AX25"},
	{Value: 4, Name: "PRONET"},
	{Value: 5, Name: "CHAOS"},
	{Value: 6, Name: "IEEE802"},
	{Value: 7, Name: "ARCNET"},
	{Value: 8, Name: "APPLETLK"},
	{Value: 15, Name: "DLCI"},
	{Value: 19, Name: "ATM"},
	{Value: 23, Name: "METRICOM"},
	{Value: 24, Name: "IEEE1394"},
	{Value: 27, Name: "EUI64"},
	{Value: 32, Name: "INFINIBAND"},
	{Value: 256, Name: "SLIP"},
	{Value: 257, Name: "CSLIP"},
	{Value: 258, Name: "SLIP6"},
	{Value: 259, Name: "CSLIP6"},
	{Value: 260, Name: "RSRVD"},
	{Value: 264, Name: "ADAPT"},
	{Value: 270, Name: "ROSE"},
	{Value: 271, Name: "X25"},
	{Value: 272, Name: "HWX25"},
	{Value: 280, Name: "CAN"},
	{Value: 290, Name: "MCTP"},
	{Value: 512, Name: "PPP"},
	{Value: 513, Name: "CISCO"},
	{Value: 516, Name: "LAPB"},
	{Value: 517, Name: "DDCMP"},
	{Value: 518, Name: "RAWHDLC"},
	{Value: 519, Name: "RAWIP"},
	{Value: 768, Name: "TUNNEL"},
	{Value: 769, Name: "TUNNEL6"},
	{Value: 770, Name: "FRAD"},
	{Value: 771, Name: "SKIP"},
	{Value: 772, Name: "LOOPBACK"},
	{Value: 773, Name: "LOCALTLK"},
	{Value: 774, Name: "FDDI"},
	{Value: 775, Name: "BIF"},
	{Value: 776, Name: "SIT"},
	{Value: 777, Name: "IPDDP"},
	{Value: 778, Name: "IPGRE"},
	{Value: 779, Name: "PIMREG"},
	{Value: 780, Name: "HIPPI"},
	{Value: 781, Name: "ASH"},
	{Value: 782, Name: "ECONET"},
	{Value: 783, Name: "IRDA"},
	{Value: 784, Name: "FCPP"},
	{Value: 785, Name: "FCAL"},
	{Value: 786, Name: "FCPL"},
	{Value: 787, Name: "FCFABRIC"},
	{Value: 800, Name: "IEEE802_TR"},
	{Value: 801, Name: "IEEE80211"},
	{Value: 802, Name: "IEEE80211_PRISM"},
	{Value: 803, Name: "IEEE80211_RADIOTAP"},
	{Value: 804, Name: "IEEE802154"},
	{Value: 805, Name: "IEEE802154_MONITOR"},
	{Value: 820, Name: "PHONET"},
	{Value: 821, Name: "PHONET_PIPE"},
	{Value: 822, Name: "CAIF"},
	{Value: 823, Name: "IP6GRE"},
	{Value: 824, Name: "NETLINK"},
	{Value: 825, Name: "6LOWPAN"},
	{Value: 826, Name: "VSOCKMON"},
	{Value: 0xfffe, Name: "NONE"},
	{Value: 0xffff, Name: "VOID"},
})

// Flags of links, IFF_* of enum net_device_flags (linux/if.h).
const (
	IFF_UP          = 0x1
	IFF_BROADCAST   = 0x2
	IFF_DEBUG       = 0x4
	IFF_LOOPBACK    = 0x8
	IFF_POINTOPOINT = 0x10
	IFF_NOTRAILERS  = 0x20
	IFF_RUNNING     = 0x40
	IFF_NOARP       = 0x80
	IFF_PROMISC     = 0x100
	IFF_ALLMULTI    = 0x200
	IFF_MASTER      = 0x400
	IFF_SLAVE       = 0x800
	IFF_MULTICAST   = 0x1000
	IFF_PORTSEL     = 0x2000
	IFF_AUTOMEDIA   = 0x4000
	IFF_DYNAMIC     = 0x8000
	IFF_LOWER_UP    = 0x10000
	IFF_DORMANT     = 0x20000
	IFF_ECHO        = 0x40000
)

// IfFlagsEnum is enum net_device_flags (linux/if.h).
var IfFlagsEnum = codec.NewFlags("net_device_flags", "IFF_", []codec.Value{
	{Value: IFF_UP, Name: "UP"},
	{Value: IFF_BROADCAST, Name: "BROADCAST"},
	{Value: IFF_DEBUG, Name: "DEBUG"},
	{Value: IFF_LOOPBACK, Name: "LOOPBACK"},
	{Value: IFF_POINTOPOINT, Name: "POINTOPOINT"},
	{Value: IFF_NOTRAILERS, Name: "NOTRAILERS"},
	{Value: IFF_RUNNING, Name: "RUNNING"},
	{Value: IFF_NOARP, Name: "NOARP"},
	{Value: IFF_PROMISC, Name: "PROMISC"},
	{Value: IFF_ALLMULTI, Name: "ALLMULTI"},
	{Value: IFF_MASTER, Name: "MASTER"},
	{Value: IFF_SLAVE, Name: "SLAVE"},
	{Value: IFF_MULTICAST, Name: "MULTICAST"},
	{Value: IFF_PORTSEL, Name: "PORTSEL"},
	{Value: IFF_AUTOMEDIA, Name: "AUTOMEDIA"},
	{Value: IFF_DYNAMIC, Name: "DYNAMIC"},
	{Value: IFF_LOWER_UP, Name: "LOWER_UP"},
	{Value: IFF_DORMANT, Name: "DORMANT"},
	{Value: IFF_ECHO, Name: "ECHO"},
})
