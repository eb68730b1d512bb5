package diag

import "github.com/nlkit/nlkit/codec"

// infoByLength tells what INET_DIAG_INFO holds where that is not of TCP: nothing else does. Kernels have added to
// struct mptcp_info in these steps, in which struct tcp_info has never been.
var infoByLength = codec.ByLength(codec.Cases{
	{Value: 40, Spec: codec.StructSpec(mptcpInfoStruct)},
	{Value: 48, Spec: codec.StructSpec(mptcpInfoStruct)},
	{Value: 80, Spec: codec.StructSpec(mptcpInfoStruct)},
	{Value: 88, Spec: codec.StructSpec(mptcpInfoStruct)},
	{Value: 96, Spec: codec.StructSpec(mptcpInfoStruct)},
	{Value: 368, Spec: codec.StructSpec(sctpInfoStruct)},
})

// tcpInfoStruct is struct tcp_info (linux/tcp.h).
var tcpInfoStruct = &codec.Struct{Name: "tcp_info", Members: []codec.Member{
	{Name: "tcpi_state", Kind: codec.U8, Enum: stateEnum},
	{Name: "tcpi_ca_state", Kind: codec.U8, Enum: caStateEnum},
	{Name: "tcpi_retransmits", Kind: codec.U8},
	{Name: "tcpi_probes", Kind: codec.U8},
	{Name: "tcpi_backoff", Kind: codec.U8},
	{Name: "tcpi_options", Kind: codec.U8, Enum: tcpiOptEnum},
	{Name: "tcpi_snd_wscale", Kind: codec.U8, Bits: 4},
	{Name: "tcpi_rcv_wscale", Kind: codec.U8, Bits: 4},
	{Name: "tcpi_delivery_rate_app_limited", Kind: codec.U8, Bits: 1},
	{Name: "tcpi_fastopen_client_fail", Kind: codec.U8, Bits: 2, Enum: tcpiFastopenEnum},
	{Name: "unused", Kind: codec.U8, Bits: 5},
	{Name: "tcpi_rto", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "tcpi_ato", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "tcpi_snd_mss", Kind: codec.U32},
	{Name: "tcpi_rcv_mss", Kind: codec.U32},
	{Name: "tcpi_unacked", Kind: codec.U32},
	{Name: "tcpi_sacked", Kind: codec.U32},
	{Name: "tcpi_lost", Kind: codec.U32},
	{Name: "tcpi_retrans", Kind: codec.U32},
	{Name: "tcpi_fackets", Kind: codec.U32},
	{Name: "tcpi_last_data_sent", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "tcpi_last_ack_sent", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "tcpi_last_data_recv", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "tcpi_last_ack_recv", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "tcpi_pmtu", Kind: codec.U32},
	{Name: "tcpi_rcv_ssthresh", Kind: codec.U32},
	{Name: "tcpi_rtt", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "tcpi_rttvar", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "tcpi_snd_ssthresh", Kind: codec.U32},
	{Name: "tcpi_snd_cwnd", Kind: codec.U32},
	{Name: "tcpi_advmss", Kind: codec.U32},
	{Name: "tcpi_reordering", Kind: codec.U32},
	{Name: "tcpi_rcv_rtt", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "tcpi_rcv_space", Kind: codec.U32},
	{Name: "tcpi_total_retrans", Kind: codec.U32},
	{Name: "tcpi_pacing_rate", Kind: codec.U64, Unit: codec.BytesPerSecond},
	{Name: "tcpi_max_pacing_rate", Kind: codec.U64, Unit: codec.BytesPerSecond},
	{Name: "tcpi_bytes_acked", Kind: codec.U64},
	{Name: "tcpi_bytes_received", Kind: codec.U64},
	{Name: "tcpi_segs_out", Kind: codec.U32},
	{Name: "tcpi_segs_in", Kind: codec.U32},
	{Name: "tcpi_notsent_bytes", Kind: codec.U32},
	{Name: "tcpi_min_rtt", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "tcpi_data_segs_in", Kind: codec.U32},
	{Name: "tcpi_data_segs_out", Kind: codec.U32},
	{Name: "tcpi_delivery_rate", Kind: codec.U64, Unit: codec.BytesPerSecond},
	{Name: "tcpi_busy_time", Kind: codec.U64, Unit: codec.Microseconds},
	{Name: "tcpi_rwnd_limited", Kind: codec.U64, Unit: codec.Microseconds},
	{Name: "tcpi_sndbuf_limited", Kind: codec.U64, Unit: codec.Microseconds},
	{Name: "tcpi_delivered", Kind: codec.U32},
	{Name: "tcpi_delivered_ce", Kind: codec.U32},
	{Name: "tcpi_bytes_sent", Kind: codec.U64},
	{Name: "tcpi_bytes_retrans", Kind: codec.U64},
	{Name: "tcpi_dsack_dups", Kind: codec.U32},
	{Name: "tcpi_reord_seen", Kind: codec.U32},
	{Name: "tcpi_rcv_ooopack", Kind: codec.U32},
	{Name: "tcpi_snd_wnd", Kind: codec.U32},
	{Name: "tcpi_rcv_wnd", Kind: codec.U32},
	{Name: "tcpi_rehash", Kind: codec.U32},
	{Name: "tcpi_total_rto", Kind: codec.U16},
	{Name: "tcpi_total_rto_recoveries", Kind: codec.U16},
	{Name: "tcpi_total_rto_time", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "tcpi_received_ce", Kind: codec.U32},
	{Name: "tcpi_delivered_e1_bytes", Kind: codec.U32},
	{Name: "tcpi_delivered_e0_bytes", Kind: codec.U32},
	{Name: "tcpi_delivered_ce_bytes", Kind: codec.U32},
	{Name: "tcpi_received_e1_bytes", Kind: codec.U32},
	{Name: "tcpi_received_e0_bytes", Kind: codec.U32},
	{Name: "tcpi_received_ce_bytes", Kind: codec.U32},
	{Name: "tcpi_ecn_mode", Kind: codec.U32, Bits: 2, Enum: tcpiECNModeEnum},
	{Name: "tcpi_accecn_opt_seen", Kind: codec.U32, Bits: 2, Enum: accecnOptEnum},
	{Name: "tcpi_accecn_fail_mode", Kind: codec.U32, Bits: 4, Enum: accecnFailEnum},
	{Name: "tcpi_options2", Kind: codec.U32, Bits: 24},
}}

// caStateEnum is enum tcp_ca_state (linux/tcp.h).
var caStateEnum = codec.NewEnum("tcp_ca_state", "TCP_CA_", codec.Names{
	0: "Open",
	1: "Disorder",
	2: "CWR",
	3: "Recovery",
	4: "Loss",
})

// tcpiOptEnum is TCPI_OPT_* (linux/tcp.h).
var tcpiOptEnum = codec.NewFlags("tcpi_opt", "TCPI_OPT_", []codec.Value{
	{Value: 0x1, Name: "TIMESTAMPS"},
	{Value: 0x2, Name: "SACK"},
	{Value: 0x4, Name: "WSCALE"},
	{Value: 0x8, Name: "ECN"},
	{Value: 0x10, Name: "ECN_SEEN"},
	{Value: 0x20, Name: "SYN_DATA"},
	{Value: 0x40, Name: "USEC_TS"},
	{Value: 0x80, Name: "TFO_CHILD"},
})

// tcpiFastopenEnum is enum tcp_fastopen_client_fail (linux/tcp.h).
var tcpiFastopenEnum = &codec.Enum{Name: "tcp_fastopen_client_fail", Prefix: "TFO_", Names: codec.Names{
	0: "STATUS_UNSPEC",
	1: "COOKIE_UNAVAILABLE",
	2: "DATA_NOT_ACKED",
	3: "SYN_RETRANSMITTED",
}}

// tcpiECNModeEnum is TCPI_ECN_MODE_* (linux/tcp.h).
var tcpiECNModeEnum = codec.NewEnum("tcpi_ecn_mode", "TCPI_ECN_MODE_", codec.Names{
	0: "DISABLED",
	1: "RFC3168",
	2: "ACCECN",
	3: "PENDING",
})

// accecnOptEnum is TCP_ACCECN_OPT_* (linux/tcp.h).
var accecnOptEnum = codec.NewEnum("tcp_accecn_opt", "TCP_ACCECN_OPT_", codec.Names{
	0: "NOT_SEEN",
	1: "EMPTY_SEEN",
	2: "COUNTER_SEEN",
	3: "FAIL_SEEN",
})

// accecnFailEnum is TCP_ACCECN_*_FAIL_* (linux/tcp.h).
var accecnFailEnum = codec.NewFlags("tcp_accecn_fail", "TCP_ACCECN_", []codec.Value{
	{Value: 0x1, Name: "ACE_FAIL_SEND"},
	{Value: 0x2, Name: "ACE_FAIL_RECV"},
	{Value: 0x4, Name: "OPT_FAIL_SEND"},
	{Value: 0x8, Name: "OPT_FAIL_RECV"},
})

// vegasInfoStruct is struct tcpvegas_info (linux/inet_diag.h).
var vegasInfoStruct = &codec.Struct{Name: "tcpvegas_info", Members: []codec.Member{
	{Name: "tcpv_enabled", Kind: codec.U32},
	{Name: "tcpv_rttcnt", Kind: codec.U32},
	{Name: "tcpv_rtt", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "tcpv_minrtt", Kind: codec.U32, Unit: codec.Microseconds},
}}

// dctcpInfoStruct is struct tcp_dctcp_info (linux/inet_diag.h).
var dctcpInfoStruct = &codec.Struct{Name: "tcp_dctcp_info", Members: []codec.Member{
	{Name: "dctcp_enabled", Kind: codec.U16},
	{Name: "dctcp_ce_state", Kind: codec.U16},
	{Name: "dctcp_alpha", Kind: codec.U32},
	{Name: "dctcp_ab_ecn", Kind: codec.U32},
	{Name: "dctcp_ab_tot", Kind: codec.U32},
}}

// bbrInfoStruct is struct tcp_bbr_info; gains are in 256ths (linux/inet_diag.h).
var bbrInfoStruct = &codec.Struct{Name: "tcp_bbr_info", Members: []codec.Member{
	{Name: "bbr_bw_lo", Kind: codec.U32},
	{Name: "bbr_bw_hi", Kind: codec.U32},
	{Name: "bbr_min_rtt", Kind: codec.U32, Unit: codec.Microseconds},
	{Name: "bbr_pacing_gain", Kind: codec.U32},
	{Name: "bbr_cwnd_gain", Kind: codec.U32},
}}

// ulpInfoAttrs is INET_ULP_INFO_*: the protocol above TCP (linux/inet_diag.h).
var ulpInfoAttrs = codec.NewSet("INET_ULP_INFO_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "TLS", Kind: codec.Nest, Set: tlsInfoAttrs},
	3: {Name: "MPTCP", Kind: codec.Nest, Set: subflowAttrs},
})

// tlsInfoAttrs is TLS_INFO_* (linux/tls.h).
var tlsInfoAttrs = codec.NewSet("TLS_INFO_", codec.Attrs{
	1: {Name: "VERSION", Kind: codec.U16, Enum: tlsVersionEnum},
	2: {Name: "CIPHER", Kind: codec.U16, Enum: tlsCipherEnum},
	3: {Name: "TXCONF", Kind: codec.U16, Enum: tlsConfEnum},
	4: {Name: "RXCONF", Kind: codec.U16, Enum: tlsConfEnum},
	5: {Name: "ZC_RO_TX", Kind: codec.Flag},
	6: {Name: "RX_NO_PAD", Kind: codec.Flag},
	7: {Name: "TX_MAX_PAYLOAD_LEN", Kind: codec.U16},
})

// tlsVersionEnum is TLS_1_2_VERSION and TLS_1_3_VERSION (linux/tls.h).
var tlsVersionEnum = codec.NewSparse("tls_version", "TLS_", []codec.Value{
	{Value: 0x303, Name: "1_2_VERSION"},
	{Value: 0x304, Name: "1_3_VERSION"},
})

// tlsCipherEnum is TLS_CIPHER_* (linux/tls.h).
var tlsCipherEnum = codec.NewSparse("tls_cipher", "TLS_CIPHER_", []codec.Value{
	{Value: 51, Name: "AES_GCM_128"},
	{Value: 52, Name: "AES_GCM_256"},
	{Value: 53, Name: "AES_CCM_128"},
	{Value: 54, Name: "CHACHA20_POLY1305"},
	{Value: 55, Name: "SM4_GCM"},
	{Value: 56, Name: "SM4_CCM"},
	{Value: 57, Name: "ARIA_GCM_128"},
	{Value: 58, Name: "ARIA_GCM_256"},
})

// tlsConfEnum is who encrypts, TLS_CONF_* (linux/tls.h).
var tlsConfEnum = codec.NewEnum("tls_conf", "TLS_CONF_", codec.Names{
	1: "BASE",
	2: "SW",
	3: "HW",
	4: "HW_RECORD",
})

// subflowAttrs is MPTCP_SUBFLOW_ATTR_* (linux/mptcp_pm.h).
var subflowAttrs = codec.NewSet("MPTCP_SUBFLOW_ATTR_", codec.Attrs{
	1:  {Name: "TOKEN_REM", Kind: codec.U32, Unit: codec.Hex},
	2:  {Name: "TOKEN_LOC", Kind: codec.U32, Unit: codec.Hex},
	3:  {Name: "RELWRITE_SEQ", Kind: codec.U32},
	4:  {Name: "MAP_SEQ", Kind: codec.U64},
	5:  {Name: "MAP_SFSEQ", Kind: codec.U32},
	6:  {Name: "SSN_OFFSET", Kind: codec.U32},
	7:  {Name: "MAP_DATALEN", Kind: codec.U16},
	8:  {Name: "FLAGS", Kind: codec.U32, Enum: subflowFlagsEnum},
	9:  {Name: "ID_REM", Kind: codec.U8},
	10: {Name: "ID_LOC", Kind: codec.U8},
	11: {Name: "PAD", Kind: codec.Pad},
})

// subflowFlagsEnum is MPTCP_SUBFLOW_FLAG_* (linux/mptcp.h).
var subflowFlagsEnum = codec.NewFlags("mptcp_subflow_flag", "MPTCP_SUBFLOW_FLAG_", []codec.Value{
	{Value: 0x1, Name: "MCAP_REM"},
	{Value: 0x2, Name: "MCAP_LOC"},
	{Value: 0x4, Name: "JOIN_REM"},
	{Value: 0x8, Name: "JOIN_LOC"},
	{Value: 0x10, Name: "BKUP_REM"},
	{Value: 0x20, Name: "BKUP_LOC"},
	{Value: 0x40, Name: "FULLY_ESTABLISHED"},
	{Value: 0x80, Name: "CONNECTED"},
	{Value: 0x100, Name: "MAPVALID"},
})

// mptcpInfoStruct is struct mptcp_info (linux/mptcp.h).
var mptcpInfoStruct = &codec.Struct{Name: "mptcp_info", Members: []codec.Member{
	{Name: "mptcpi_subflows", Kind: codec.U8},
	{Name: "mptcpi_add_addr_signal", Kind: codec.U8},
	{Name: "mptcpi_add_addr_accepted", Kind: codec.U8},
	{Name: "mptcpi_subflows_max", Kind: codec.U8},
	{Name: "mptcpi_add_addr_signal_max", Kind: codec.U8},
	{Name: "mptcpi_add_addr_accepted_max", Kind: codec.U8},
	{Name: "mptcpi_flags", Kind: codec.U32, Enum: mptcpInfoFlagsEnum},
	{Name: "mptcpi_token", Kind: codec.U32, Unit: codec.Hex},
	{Name: "mptcpi_write_seq", Kind: codec.U64},
	{Name: "mptcpi_snd_una", Kind: codec.U64},
	{Name: "mptcpi_rcv_nxt", Kind: codec.U64},
	{Name: "mptcpi_local_addr_used", Kind: codec.U8},
	{Name: "mptcpi_local_addr_max", Kind: codec.U8},
	{Name: "mptcpi_csum_enabled", Kind: codec.Bool},
	{Name: "mptcpi_retransmits", Kind: codec.U32},
	{Name: "mptcpi_bytes_retrans", Kind: codec.U64},
	{Name: "mptcpi_bytes_sent", Kind: codec.U64},
	{Name: "mptcpi_bytes_received", Kind: codec.U64},
	{Name: "mptcpi_bytes_acked", Kind: codec.U64},
	{Name: "mptcpi_subflows_total", Kind: codec.U8},
	{Name: "mptcpi_endp_laminar_max", Kind: codec.U8},
	{Name: "mptcpi_endp_fullmesh_max", Kind: codec.U8},
	{Name: "reserved", Kind: codec.Pad, Len: 1},
	{Name: "mptcpi_last_data_sent", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "mptcpi_last_data_recv", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "mptcpi_last_ack_recv", Kind: codec.U32, Unit: codec.Milliseconds},
}}

// mptcpInfoFlagsEnum is MPTCP_INFO_FLAG_* (linux/mptcp.h).
var mptcpInfoFlagsEnum = codec.NewFlags("mptcp_info_flag", "MPTCP_INFO_FLAG_", []codec.Value{
	{Value: 0x1, Name: "FALLBACK"},
	{Value: 0x2, Name: "REMOTE_KEY_RECEIVED"},
})

// sctpInfoStruct is struct sctp_info (linux/sctp.h).
var sctpInfoStruct = &codec.Struct{Name: "sctp_info", Members: []codec.Member{
	{Name: "sctpi_tag", Kind: codec.U32, Unit: codec.Hex},
	{Name: "sctpi_state", Kind: codec.U32, Enum: sctpStateEnum},
	{Name: "sctpi_rwnd", Kind: codec.U32},
	{Name: "sctpi_unackdata", Kind: codec.U16},
	{Name: "sctpi_penddata", Kind: codec.U16},
	{Name: "sctpi_instrms", Kind: codec.U16},
	{Name: "sctpi_outstrms", Kind: codec.U16},
	{Name: "sctpi_fragmentation_point", Kind: codec.U32},
	{Name: "sctpi_inqueue", Kind: codec.U32},
	{Name: "sctpi_outqueue", Kind: codec.U32},
	{Name: "sctpi_overall_error", Kind: codec.U32},
	{Name: "sctpi_max_burst", Kind: codec.U32},
	{Name: "sctpi_maxseg", Kind: codec.U32},
	{Name: "sctpi_peer_rwnd", Kind: codec.U32},
	{Name: "sctpi_peer_tag", Kind: codec.U32, Unit: codec.Hex},
	{Name: "sctpi_peer_capable", Kind: codec.U8, Unit: codec.Hex},
	{Name: "sctpi_peer_sack", Kind: codec.U8},
	{Name: "__reserved1", Kind: codec.Pad, Len: 2},
	{Name: "sctpi_isacks", Kind: codec.U64},
	{Name: "sctpi_osacks", Kind: codec.U64},
	{Name: "sctpi_opackets", Kind: codec.U64},
	{Name: "sctpi_ipackets", Kind: codec.U64},
	{Name: "sctpi_rtxchunks", Kind: codec.U64},
	{Name: "sctpi_outofseqtsns", Kind: codec.U64},
	{Name: "sctpi_idupchunks", Kind: codec.U64},
	{Name: "sctpi_gapcnt", Kind: codec.U64},
	{Name: "sctpi_ouodchunks", Kind: codec.U64},
	{Name: "sctpi_iuodchunks", Kind: codec.U64},
	{Name: "sctpi_oodchunks", Kind: codec.U64},
	{Name: "sctpi_iodchunks", Kind: codec.U64},
	{Name: "sctpi_octrlchunks", Kind: codec.U64},
	{Name: "sctpi_ictrlchunks", Kind: codec.U64},
	{Name: "sctpi_p_address", Kind: codec.StructOf, Struct: sockaddrStorageStruct},
	{Name: "sctpi_p_state", Kind: codec.S32, Enum: sctpSpinfoStateEnum},
	{Name: "sctpi_p_cwnd", Kind: codec.U32},
	{Name: "sctpi_p_srtt", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "sctpi_p_rto", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "sctpi_p_hbinterval", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "sctpi_p_pathmaxrxt", Kind: codec.U32},
	{Name: "sctpi_p_sackdelay", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "sctpi_p_sackfreq", Kind: codec.U32},
	{Name: "sctpi_p_ssthresh", Kind: codec.U32},
	{Name: "sctpi_p_partial_bytes_acked", Kind: codec.U32},
	{Name: "sctpi_p_flight_size", Kind: codec.U32},
	{Name: "sctpi_p_error", Kind: codec.U16},
	{Name: "__reserved2", Kind: codec.Pad, Len: 2},
	{Name: "sctpi_s_autoclose", Kind: codec.U32, Unit: codec.Seconds},
	{Name: "sctpi_s_adaptation_ind", Kind: codec.U32, Unit: codec.Hex},
	{Name: "sctpi_s_pd_point", Kind: codec.U32},
	{Name: "sctpi_s_nodelay", Kind: codec.Bool},
	{Name: "sctpi_s_disable_fragments", Kind: codec.Bool},
	{Name: "sctpi_s_v4mapped", Kind: codec.Bool},
	{Name: "sctpi_s_frag_interleave", Kind: codec.U8},
	{Name: "sctpi_s_type", Kind: codec.U32, Enum: sctpSocketTypeEnum},
	{Name: "__reserved3", Kind: codec.Pad, Len: 4},
}}

// sctpStateEnum is enum sctp_state (the kernel's linux/sctp.h).
var sctpStateEnum = codec.NewEnum("sctp_state", "SCTP_STATE_", codec.Names{
	0: "CLOSED",
	1: "COOKIE_WAIT",
	2: "COOKIE_ECHOED",
	3: "ESTABLISHED",
	4: "SHUTDOWN_PENDING",
	5: "SHUTDOWN_SENT",
	6: "SHUTDOWN_RECEIVED",
	7: "SHUTDOWN_ACK_SENT",
})

// sctpSpinfoStateEnum is enum sctp_spinfo_state (linux/sctp.h).
var sctpSpinfoStateEnum = codec.NewSparse("sctp_spinfo_state", "SCTP_", []codec.Value{
	{Value: 0, Name: "INACTIVE"},
	{Value: 1, Name: "PF"},
	{Value: 2, Name: "ACTIVE"},
	{Value: 3, Name: "UNCONFIRMED"},
	{Value: 0xffff, Name: "UNKNOWN"},
})

// sctpSocketTypeEnum is enum sctp_socket_type (the kernel's net/sctp/constants.h).
var sctpSocketTypeEnum = codec.NewEnum("sctp_socket_type", "SCTP_SOCKET_", codec.Names{
	0: "UDP",
	1: "UDP_HIGH_BANDWIDTH",
	2: "TCP",
})
