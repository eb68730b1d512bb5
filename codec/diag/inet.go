package diag

import (
	"slices"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// inetObject is sockets of IP: TCP, UDP and its kin, raw ones, MPTCP, SCTP, DCCP (linux/inet_diag.h).
var inetObject = inetSocket(inetMsgStruct, inetAttrs, ".idiag_family", "INET_DIAG_PROTOCOL")

// inetSocket is sockets of IP in messages that start with a struct. Without a cookie the addresses have to do.
func inetSocket(header *codec.Struct, set *codec.Set, family, protocol string) *codec.Object {
	o := socket("inet socket", header, set, "id.idiag_cookie")
	parts := []codec.Part{codec.By(family)}
	if protocol != "" {
		parts = append(parts, codec.By(protocol))
	}
	for _, member := range []string{"sport", "dport", "src", "dst", "if"} {
		parts = append(parts, codec.By(".id.idiag_"+member))
	}
	o.Keys = append(o.Keys, codec.Key{When: codec.Only("id.idiag_cookie", noCookie), Parts: parts})
	slices.Reverse(o.Keys)
	return o
}

// inetForms is the messages about sockets of IP.
var inetForms = append([]*codec.MessageType{answer(inetObject, "idiag_family", linux.AF_INET, linux.AF_INET6)},
	inetRequests...)

// inetRequests: those about raw sockets say which protocol these carry.
var inetRequests = []*codec.MessageType{
	request(inetSocket(inetReqV2Struct, inetReqAttrs, ".sdiag_family", ".sdiag_protocol"),
		inetReqV2Struct, inetReqAttrs, linux.AF_INET, linux.AF_INET6),
	rawRequest(request(inetSocket(inetReqRawStruct, inetReqAttrs, ".sdiag_family", ".sdiag_protocol"),
		inetReqRawStruct, inetReqAttrs, linux.AF_INET, linux.AF_INET6)),
}

func rawRequest(t *codec.MessageType) *codec.MessageType {
	const ipprotoRaw = 255
	t.When.Header = append(t.When.Header, codec.Where{Member: "sdiag_protocol", Values: []uint64{ipprotoRaw}})
	return t
}

// oldInetMessages is the requests of before Linux 3.3, each for the sockets of one protocol, and their answers
// (linux/inet_diag.h).
var oldInetMessages = inetObject.Messages(codec.Rows{
	{Type: 18, Name: "TCPDIAG_GETSOCK", Op: codec.OpGet, Variants: oldRequest()},
	{Type: 19, Name: "DCCPDIAG_GETSOCK", Op: codec.OpGet, Variants: oldRequest()},
})

func oldRequest() []*codec.MessageType {
	return []*codec.MessageType{{
		Header: inetReqStruct, Set: inetReqAttrs, When: codec.When{Request: true},
		Object: inetSocket(inetReqStruct, inetReqAttrs, ".idiag_family", ""),
	}}
}

// sockidStruct is struct inet_diag_sockid (linux/inet_diag.h). The family is that of what it is a part of.
var sockidStruct = &codec.Struct{Name: "inet_diag_sockid", Packed: true, Members: []codec.Member{
	{Name: "idiag_sport", Kind: codec.BE16},
	{Name: "idiag_dport", Kind: codec.BE16},
	{Name: "idiag_src", Kind: codec.Bytes, Len: 16, Select: addressByFamily},
	{Name: "idiag_dst", Kind: codec.Bytes, Len: 16, Select: addressByFamily},
	{Name: "idiag_if", Kind: codec.U32, Unit: codec.LinkIndex},
	cookie("idiag_cookie"),
}}

// addressByFamily: what sockets of SMC have for addresses, nothing says.
var addressByFamily = codec.ByField("idiag_family", linux.InetAddrCases).
	Or(codec.ByField("sdiag_family", linux.InetAddrCases).
		Or(codec.ByField("diag_family", codec.Cases{
			{Value: linux.AF_SMC, Spec: &codec.Spec{Kind: codec.Array, Elem: codec.Of(codec.IP4)}},
		})))

// inetReqStruct is struct inet_diag_req (linux/inet_diag.h).
var inetReqStruct = &codec.Struct{Name: "inet_diag_req", Members: []codec.Member{
	{Name: "idiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "idiag_src_len", Kind: codec.U8},
	{Name: "idiag_dst_len", Kind: codec.U8},
	{Name: "idiag_ext", Kind: codec.U8, Enum: extEnum},
	{Name: "id", Kind: codec.StructOf, Struct: sockidStruct},
	{Name: "idiag_states", Kind: codec.U32, Enum: statesEnum},
	{Name: "idiag_dbs", Kind: codec.U32},
}}

// inetReqV2Struct is struct inet_diag_req_v2 (linux/inet_diag.h).
var inetReqV2Struct = &codec.Struct{Name: "inet_diag_req_v2", Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "idiag_ext", Kind: codec.U8, Enum: extEnum},
	{Name: "pad", Kind: codec.Pad, Len: 1},
	{Name: "idiag_states", Kind: codec.U32, Enum: statesEnum},
	{Name: "id", Kind: codec.StructOf, Struct: sockidStruct},
}}

// inetReqRawStruct is struct inet_diag_req_raw (linux/inet_diag.h).
var inetReqRawStruct = &codec.Struct{Name: "inet_diag_req_raw", Members: []codec.Member{
	{Name: "sdiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "sdiag_protocol", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "idiag_ext", Kind: codec.U8, Enum: extEnum},
	{Name: "sdiag_raw_protocol", Kind: codec.U8, Enum: linux.IPProtoEnum},
	{Name: "idiag_states", Kind: codec.U32, Enum: statesEnum},
	{Name: "id", Kind: codec.StructOf, Struct: sockidStruct},
}}

// extEnum is the attributes that a request wants, a bit each: INET_DIAG_* (linux/inet_diag.h). With VEGASINFO come
// those of other congestion controls, with TCLASS comes CLASS_ID.
var extEnum = codec.NewFlags("inet_diag_ext", "INET_DIAG_", []codec.Value{
	{Value: 1 << 0, Name: "MEMINFO"},
	{Value: 1 << 1, Name: "INFO"},
	{Value: 1 << 2, Name: "VEGASINFO"},
	{Value: 1 << 3, Name: "CONG"},
	{Value: 1 << 4, Name: "TOS"},
	{Value: 1 << 5, Name: "TCLASS"},
	{Value: 1 << 6, Name: "SKMEMINFO"},
	{Value: 1 << 7, Name: "SHUTDOWN"},
})

// inetReqAttrs is INET_DIAG_REQ_* (linux/inet_diag.h).
var inetReqAttrs = codec.NewSet("INET_DIAG_REQ_", codec.Attrs{
	1: {Name: "BYTECODE", Kind: codec.Nest, Set: bytecodeRecords},
	2: {Name: "SK_BPF_STORAGES", Kind: codec.Nest, Set: bpfStorageReqAttrs},
	3: {Name: "PROTOCOL", Kind: codec.U32, Enum: linux.IPProtoEnum},
})

// inetMsgStruct is struct inet_diag_msg (linux/inet_diag.h).
var inetMsgStruct = &codec.Struct{Name: "inet_diag_msg", Members: []codec.Member{
	{Name: "idiag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "idiag_state", Kind: codec.U8, Enum: stateEnum, Select: codec.BySibling("INET_DIAG_PEERS", codec.Cases{
		{Any: true, Spec: &codec.Spec{Kind: codec.U8, Enum: sctpStateEnum}}, // of an association of SCTP
	})},
	{Name: "idiag_timer", Kind: codec.U8, Enum: timerEnum},
	{Name: "idiag_retrans", Kind: codec.U8},
	{Name: "id", Kind: codec.StructOf, Struct: sockidStruct},
	{Name: "idiag_expires", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "idiag_rqueue", Kind: codec.U32},
	{Name: "idiag_wqueue", Kind: codec.U32},
	{Name: "idiag_uid", Kind: codec.U32},
	{Name: "idiag_inode", Kind: codec.U32},
}}

// timerEnum is IDIAG_TIMER_* (linux/inet_diag.h).
var timerEnum = codec.NewEnum("idiag_timer", "IDIAG_TIMER_", codec.Names{
	0: "OFF",
	1: "ON",
	2: "KEEPALIVE",
	3: "TIMEWAIT",
	4: "PROBE0",
	5: "DELACK",
})

// inetAttrs is INET_DIAG_* (linux/inet_diag.h).
var inetAttrs = codec.NewSet("INET_DIAG_", codec.Attrs{
	1:  {Name: "MEMINFO", Kind: codec.StructOf, Struct: meminfoStruct},
	2:  {Name: "INFO", Kind: codec.StructOf, Struct: tcpInfoStruct, Select: infoByLength},
	3:  {Name: "VEGASINFO", Kind: codec.StructOf, Struct: vegasInfoStruct},
	4:  {Name: "CONG", Kind: codec.String, Doc: "congestion control"},
	5:  {Name: "TOS", Kind: codec.U8, Unit: codec.Hex},
	6:  {Name: "TCLASS", Kind: codec.U8, Unit: codec.Hex},
	7:  skMeminfoSpec("SKMEMINFO"),
	8:  {Name: "SHUTDOWN", Kind: codec.U8, Enum: shutdownEnum},
	9:  {Name: "DCTCPINFO", Kind: codec.StructOf, Struct: dctcpInfoStruct},
	10: {Name: "PROTOCOL", Kind: codec.U8, Enum: linux.IPProtoEnum},
	11: {Name: "SKV6ONLY", Kind: codec.Bool},
	12: {Name: "LOCALS", Kind: codec.Array, Elem: codec.StructSpec(sockaddrStorageStruct)},
	13: {Name: "PEERS", Kind: codec.Array, Elem: codec.StructSpec(sockaddrStorageStruct)},
	14: {Name: "PAD", Kind: codec.Pad},
	15: {Name: "MARK", Kind: codec.U32, Unit: codec.Hex},
	16: {Name: "BBRINFO", Kind: codec.StructOf, Struct: bbrInfoStruct},
	17: {Name: "CLASS_ID", Kind: codec.U32, Unit: codec.Hex},
	18: {Name: "MD5SIG", Kind: codec.Array, Elem: codec.StructSpec(md5sigStruct)},
	19: {Name: "ULP_INFO", Kind: codec.Nest, Set: ulpInfoAttrs},
	20: {Name: "SK_BPF_STORAGES", Kind: codec.Nest, Set: bpfStorageRepAttrs},
	21: {Name: "CGROUP_ID", Kind: codec.U64},
	22: {Name: "SOCKOPT", Kind: codec.StructOf, Struct: sockoptStruct},
})

// meminfoStruct is struct inet_diag_meminfo (linux/inet_diag.h).
var meminfoStruct = &codec.Struct{Name: "inet_diag_meminfo", Members: []codec.Member{
	{Name: "idiag_rmem", Kind: codec.U32},
	{Name: "idiag_wmem", Kind: codec.U32},
	{Name: "idiag_fmem", Kind: codec.U32},
	{Name: "idiag_tmem", Kind: codec.U32},
}}

// sockoptStruct is struct inet_diag_sockopt: options of a socket that are on (linux/inet_diag.h).
var sockoptStruct = &codec.Struct{Name: "inet_diag_sockopt", Members: []codec.Member{
	{Name: "recverr", Kind: codec.U8, Bits: 1},
	{Name: "is_icsk", Kind: codec.U8, Bits: 1},
	{Name: "freebind", Kind: codec.U8, Bits: 1},
	{Name: "hdrincl", Kind: codec.U8, Bits: 1},
	{Name: "mc_loop", Kind: codec.U8, Bits: 1},
	{Name: "transparent", Kind: codec.U8, Bits: 1},
	{Name: "mc_all", Kind: codec.U8, Bits: 1},
	{Name: "nodefrag", Kind: codec.U8, Bits: 1},
	{Name: "bind_address_no_port", Kind: codec.U8, Bits: 1},
	{Name: "recverr_rfc4884", Kind: codec.U8, Bits: 1},
	{Name: "defer_connect", Kind: codec.U8, Bits: 1},
	{Name: "unused", Kind: codec.U8, Bits: 5},
}}

// md5sigStruct is struct tcp_diag_md5sig: a key, and of whom (linux/tcp.h).
var md5sigStruct = &codec.Struct{Name: "tcp_diag_md5sig", Members: []codec.Member{
	{Name: "tcpm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "tcpm_prefixlen", Kind: codec.U8},
	{Name: "tcpm_keylen", Kind: codec.U16},
	{Name: "tcpm_addr", Kind: codec.IP6, Select: codec.ByField("tcpm_family", linux.InetAddrCases)},
	{Name: "tcpm_key", Kind: codec.Bytes, Len: 80, LenField: "tcpm_keylen"},
}}

// sockaddrStorageStruct is struct __kernel_sockaddr_storage with an address of IP (linux/socket.h).
var sockaddrStorageStruct = &codec.Struct{Name: "__kernel_sockaddr_storage", Members: []codec.Member{
	{Name: "ss_family", Kind: codec.U16, Enum: linux.FamilyEnum},
	{Name: "__data", Kind: codec.Bytes, Len: 126, Select: codec.ByField("ss_family", codec.Cases{
		{Value: linux.AF_INET, Spec: codec.StructSpec(sockaddrInRestStruct)},
		{Value: linux.AF_INET6, Spec: codec.StructSpec(sockaddrIn6RestStruct)},
	})},
}}

// sockaddrInRestStruct is what follows the family in struct sockaddr_in (linux/in.h).
var sockaddrInRestStruct = &codec.Struct{Name: "sockaddr_in_rest", Packed: true, Members: []codec.Member{
	{Name: "sin_port", Kind: codec.BE16},
	{Name: "sin_addr", Kind: codec.IP4},
}}

// sockaddrIn6RestStruct is what follows the family in struct sockaddr_in6 (linux/in6.h).
var sockaddrIn6RestStruct = &codec.Struct{Name: "sockaddr_in6_rest", Packed: true, Members: []codec.Member{
	{Name: "sin6_port", Kind: codec.BE16},
	{Name: "sin6_flowinfo", Kind: codec.BE32},
	{Name: "sin6_addr", Kind: codec.IP6},
	{Name: "sin6_scope_id", Kind: codec.U32},
}}

// bpfStorageReqAttrs is SK_DIAG_BPF_STORAGE_REQ_* (linux/sock_diag.h).
var bpfStorageReqAttrs = codec.NewSet("SK_DIAG_BPF_STORAGE_REQ_", codec.Attrs{
	1: {Name: "MAP_FD", Kind: codec.U32, Doc: "a map with values to tell, once for each; none: of all"},
})

// bpfStorageRepAttrs is what INET_DIAG_SK_BPF_STORAGES holds: a nest for each map (linux/sock_diag.h).
var bpfStorageRepAttrs = codec.NewSet("SK_DIAG_BPF_", codec.Attrs{
	1: {Name: "STORAGE", Kind: codec.Nest, Set: bpfStorageAttrs},
})

// bpfStorageAttrs is SK_DIAG_BPF_STORAGE_* (linux/sock_diag.h).
var bpfStorageAttrs = codec.NewSet("SK_DIAG_BPF_STORAGE_", codec.Attrs{
	1: {Name: "PAD", Kind: codec.Pad},
	2: {Name: "MAP_ID", Kind: codec.U32},
	3: {Name: "MAP_VALUE", Kind: codec.Bytes},
})
