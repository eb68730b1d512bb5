package protocols

import "github.com/nlkit/nlkit/codec"

// tcpLayer is the header of TCP (RFC 9293).
var tcpLayer = codec.Spec{Name: "tcp", Kind: codec.Nest, Struct: tcphdrStruct, Set: tcpOptions, Doc: "TCP (RFC 9293)",
	Layer: &codec.Layer{
		Length: codec.Extent{Member: "th_off", Unit: 4},
		Sum:    &codec.Sum{Member: "th_sum", Pseudo: 6},
	}}

// tcphdrStruct is struct tcphdr (netinet/tcp.h).
var tcphdrStruct = &codec.Struct{Name: "tcphdr", Packed: true, Members: []codec.Member{
	{Name: "th_sport", Kind: codec.BE16},
	{Name: "th_dport", Kind: codec.BE16},
	{Name: "th_seq", Kind: codec.BE32},
	{Name: "th_ack", Kind: codec.BE32},
	{Name: "th_off", Kind: codec.BE16, Bits: 4},
	{Name: "th_res", Kind: codec.BE16, Bits: 3},
	{Name: "th_flags", Kind: codec.BE16, Bits: 9, Enum: tcpFlagsEnum},
	{Name: "th_win", Kind: codec.BE16},
	{Name: "th_sum", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "th_urp", Kind: codec.BE16},
}}

// tcpFlagsEnum is TH_* (netinet/tcp.h), with those of explicit congestion notification (RFC 3168, RFC 9768).
var tcpFlagsEnum = codec.NewFlags("th_flags", "TH_", []codec.Value{
	{Value: 0x01, Name: "FIN"}, {Value: 0x02, Name: "SYN"}, {Value: 0x04, Name: "RST"}, {Value: 0x08, Name: "PUSH"},
	{Value: 0x10, Name: "ACK"}, {Value: 0x20, Name: "URG"}, {Value: 0x40, Name: "ECE"}, {Value: 0x80, Name: "CWR"},
	{Value: 0x100, Name: "AE"},
})

// tcpOptions is TCPOPT_* (net/tcp.h of the kernel, which is not exported; IANA: TCP Option Kind Numbers).
var tcpOptions = codec.NewFramedSet(ipOptionFraming, "TCPOPT_", codec.Attrs{
	0:   {Name: "EOL", Kind: codec.Flag},
	1:   {Name: "NOP", Kind: codec.Flag},
	2:   {Name: "MSS", Kind: codec.BE16, Doc: "RFC 9293"},
	3:   {Name: "WINDOW", Kind: codec.U8, Doc: "shift of the window (RFC 7323)"},
	4:   {Name: "SACK_PERM", Kind: codec.Flag, Doc: "RFC 2018"},
	5:   {Name: "SACK", Kind: codec.Array, Elem: codec.StructSpec(tcpSACKStruct), Doc: "RFC 2018"},
	8:   {Name: "TIMESTAMP", Kind: codec.StructOf, Struct: tcpTimestampStruct, Doc: "RFC 7323"},
	14:  {Name: "ALTCHECKSUM", Kind: codec.U8, Doc: "RFC 1146"},
	15:  {Name: "ALTCHECKSUM_DATA", Kind: codec.Bytes, Doc: "RFC 1146"},
	19:  {Name: "MD5SIG", Kind: codec.Bytes, Doc: "RFC 2385"},
	28:  {Name: "USER_TIMEOUT", Kind: codec.StructOf, Struct: tcpUserTimeoutStruct, Doc: "RFC 5482"},
	29:  {Name: "AO", Kind: codec.StructOf, Struct: tcpAOStruct, Doc: "RFC 5925"},
	30:  {Name: "MPTCP", Kind: codec.StructOf, Struct: tcpMPTCPStruct, Doc: "RFC 8684"},
	34:  {Name: "FASTOPEN", Kind: codec.Bytes, Doc: "cookie (RFC 7413)"},
	69:  {Name: "TCP_ENO", Kind: codec.Bytes, Doc: "RFC 8547"},
	253: {Name: "EXP", Kind: codec.StructOf, Struct: tcpExperimentStruct, Doc: "RFC 6994"},
	254: {Name: "EXP2", Kind: codec.StructOf, Struct: tcpExperimentStruct, Doc: "RFC 6994"},
})

var tcpSACKStruct = &codec.Struct{Name: "tcp_sack_block_wire", Packed: true, Members: []codec.Member{
	{Name: "start_seq", Kind: codec.BE32},
	{Name: "end_seq", Kind: codec.BE32},
}}

var tcpTimestampStruct = &codec.Struct{Name: "tcp_timestamp", Packed: true, Members: []codec.Member{
	{Name: "tsval", Kind: codec.BE32},
	{Name: "tsecr", Kind: codec.BE32},
}}

var tcpUserTimeoutStruct = &codec.Struct{Name: "tcp_user_timeout", Packed: true, Members: []codec.Member{
	{Name: "minutes", Kind: codec.BE16, Bits: 1},
	{Name: "timeout", Kind: codec.BE16, Bits: 15},
}}

var tcpAOStruct = &codec.Struct{Name: "tcp_ao", Packed: true, Members: []codec.Member{
	{Name: "keyid", Kind: codec.U8},
	{Name: "rnext_keyid", Kind: codec.U8},
	{Name: "mac", Kind: codec.Bytes},
}}

var tcpMPTCPStruct = &codec.Struct{Name: "mptcp_option", Packed: true, Members: []codec.Member{
	{Name: "subtype", Kind: codec.U8, Bits: 4, Enum: mptcpSubtypeEnum},
	{Name: "flags", Kind: codec.U8, Bits: 4},
	{Name: "data", Kind: codec.Bytes},
}}

// mptcpSubtypeEnum is MPTCPOPT_* (net/mptcp/protocol.h of the kernel, which is not exported).
var mptcpSubtypeEnum = codec.NewEnum("mptcpopt", "MPTCPOPT_", codec.Names{
	"MP_CAPABLE", "MP_JOIN", "DSS", "ADD_ADDR", "RM_ADDR", "MP_PRIO", "MP_FAIL", "MP_FASTCLOSE", "RST",
})

var tcpExperimentStruct = &codec.Struct{Name: "tcp_experiment", Packed: true, Members: []codec.Member{
	{Name: "exid", Kind: codec.BE16, Unit: codec.Hex},
	{Name: "data", Kind: codec.Bytes},
}}
