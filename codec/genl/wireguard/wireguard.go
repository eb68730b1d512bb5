// Package wireguard describes the generic netlink family wireguard, by which WireGuard devices and their peers are set
// and shown (linux/wireguard.h).
package wireguard

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// Family is the generic netlink family wireguard (linux/wireguard.h).
var Family = &codec.Family{
	Name:     "wireguard",
	Version:  1,
	Commands: deviceMessages,
	Set:      deviceAttrs,
}

// deviceObject is WireGuard devices with their peers (linux/wireguard.h). All messages of an answer have the name.
var deviceObject = &codec.Object{Name: "wireguard device", Set: deviceAttrs, Keys: []codec.Key{
	{Parts: []codec.Part{codec.Needs("WGDEVICE_A_IFNAME", "WGDEVICE_A_IFINDEX")}},
}}

// deviceMessages is enum wg_cmd (linux/wireguard.h). A device that does not fit into one message takes several.
var deviceMessages = deviceObject.Messages(codec.Rows{
	{Type: 0, Name: "WG_CMD_GET_DEVICE", Op: codec.OpGet},
	{Type: 1, Name: "WG_CMD_SET_DEVICE", Op: codec.OpNew},
})

// deviceAttrs is enum wgdevice_attribute (linux/wireguard.h).
var deviceAttrs = codec.NewSet("WGDEVICE_A_", codec.Attrs{
	1: {Name: "IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	2: {Name: "IFNAME", Kind: codec.String},
	3: {Name: "PRIVATE_KEY", Kind: codec.Bytes, Doc: "all zeros to remove it"},
	4: {Name: "PUBLIC_KEY", Kind: codec.Bytes},
	5: {Name: "FLAGS", Kind: codec.U32, Enum: deviceFlagsEnum},
	6: {Name: "LISTEN_PORT", Kind: codec.U16, Doc: "0: one that is free"},
	7: {Name: "FWMARK", Kind: codec.U32, Doc: "0: none"},
	8: {Name: "PEERS", Kind: codec.NestArray, Elem: codec.NestOf(peerAttrs)},
})

// deviceFlagsEnum is enum wgdevice_flag (linux/wireguard.h).
var deviceFlagsEnum = codec.NewFlags("wgdevice_flag", "WGDEVICE_F_", []codec.Value{
	{Value: 0x1, Name: "REPLACE_PEERS"},
})

// peerAttrs is enum wgpeer_attribute (linux/wireguard.h).
var peerAttrs = codec.NewSet("WGPEER_A_", codec.Attrs{
	1:  {Name: "PUBLIC_KEY", Kind: codec.Bytes},
	2:  {Name: "PRESHARED_KEY", Kind: codec.Bytes, Doc: "all zeros to remove it"},
	3:  {Name: "FLAGS", Kind: codec.U32, Enum: peerFlagsEnum},
	4:  {Name: "ENDPOINT", Kind: codec.SubMessage, Select: codec.ByLength(linux.SockaddrCases)},
	5:  {Name: "PERSISTENT_KEEPALIVE_INTERVAL", Kind: codec.U16, Unit: codec.Seconds, Doc: "0: off"},
	6:  {Name: "LAST_HANDSHAKE_TIME", Kind: codec.StructOf, Struct: linux.KernelTimespecStruct},
	7:  {Name: "RX_BYTES", Kind: codec.U64},
	8:  {Name: "TX_BYTES", Kind: codec.U64},
	9:  {Name: "ALLOWEDIPS", Kind: codec.NestArray, Elem: codec.NestOf(allowedIPAttrs)},
	10: {Name: "PROTOCOL_VERSION", Kind: codec.U32},
})

// peerFlagsEnum is enum wgpeer_flag (linux/wireguard.h).
var peerFlagsEnum = codec.NewFlags("wgpeer_flag", "WGPEER_F_", []codec.Value{
	{Value: 0x1, Name: "REMOVE_ME"},
	{Value: 0x2, Name: "REPLACE_ALLOWEDIPS"},
	{Value: 0x4, Name: "UPDATE_ONLY"},
})

// allowedIPAttrs is enum wgallowedip_attribute (linux/wireguard.h).
var allowedIPAttrs = codec.NewSet("WGALLOWEDIP_A_", codec.Attrs{
	1: {Name: "FAMILY", Kind: codec.U16, Enum: linux.FamilyEnum},
	2: {Name: "IPADDR", Kind: codec.IP},
	3: {Name: "CIDR_MASK", Kind: codec.U8, Doc: "how many leading bits of the address count"},
	4: {Name: "FLAGS", Kind: codec.U32, Enum: allowedIPFlagsEnum},
})

// allowedIPFlagsEnum is enum wgallowedip_flag, of Linux 6.16 and later (linux/wireguard.h).
var allowedIPFlagsEnum = codec.NewFlags("wgallowedip_flag", "WGALLOWEDIP_F_", []codec.Value{
	{Value: 0x1, Name: "REMOVE_ME"},
})
