package diag

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// smcObject is sockets of AF_SMC (linux/smc_diag.h).
var smcObject = socket("smc socket", smcMsgStruct, smcAttrs, "id.idiag_cookie")

var smcForms = []*codec.MessageType{
	answer(smcObject, "diag_family", linux.AF_SMC),
	{Header: smcReqStruct, Object: smcObject, When: codec.When{
		Request: true, Header: codec.Only("diag_family", linux.AF_SMC),
	}},
}

// smcReqStruct is struct smc_diag_req (linux/smc_diag.h).
var smcReqStruct = &codec.Struct{Name: "smc_diag_req", Members: []codec.Member{
	{Name: "diag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "pad", Kind: codec.Pad, Len: 2},
	{Name: "diag_ext", Kind: codec.U8, Enum: smcExtEnum},
	{Name: "id", Kind: codec.StructOf, Struct: sockidStruct},
}}

// smcExtEnum is the attributes that a request wants, a bit each: SMC_DIAG_* (linux/smc_diag.h).
var smcExtEnum = codec.NewFlags("smc_diag_ext", "SMC_DIAG_", []codec.Value{
	{Value: 1 << 0, Name: "CONNINFO"},
	{Value: 1 << 1, Name: "LGRINFO"},
	{Value: 1 << 2, Name: "SHUTDOWN"},
	{Value: 1 << 3, Name: "DMBINFO"},
	{Value: 1 << 4, Name: "FALLBACK"},
})

// smcMsgStruct is struct smc_diag_msg (linux/smc_diag.h). The addresses are those of the TCP socket under it.
var smcMsgStruct = &codec.Struct{Name: "smc_diag_msg", Members: []codec.Member{
	{Name: "diag_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "diag_state", Kind: codec.U8, Enum: smcStateEnum},
	{Name: "diag_mode", Kind: codec.U8, Enum: smcModeEnum},
	{Name: "diag_shutdown", Kind: codec.U8, Enum: shutdownEnum},
	{Name: "id", Kind: codec.StructOf, Struct: sockidStruct},
	{Name: "diag_uid", Kind: codec.U32},
	{Name: "diag_inode", Kind: codec.U64},
}}

// smcStateEnum is enum smc_state (the kernel's net/smc/smc.h).
var smcStateEnum = codec.NewSparse("smc_state", "SMC_", []codec.Value{
	{Value: 1, Name: "ACTIVE"},
	{Value: 2, Name: "INIT"},
	{Value: 7, Name: "CLOSED"},
	{Value: 10, Name: "LISTEN"},
	{Value: 20, Name: "PEERCLOSEWAIT1"},
	{Value: 21, Name: "PEERCLOSEWAIT2"},
	{Value: 22, Name: "APPCLOSEWAIT1"},
	{Value: 23, Name: "APPCLOSEWAIT2"},
	{Value: 24, Name: "APPFINCLOSEWAIT"},
	{Value: 25, Name: "PEERFINCLOSEWAIT"},
	{Value: 26, Name: "PEERABORTWAIT"},
	{Value: 27, Name: "PROCESSABORT"},
})

// smcModeEnum is SMC_DIAG_MODE_* (linux/smc_diag.h).
var smcModeEnum = codec.NewEnum("smc_diag_mode", "SMC_DIAG_MODE_", codec.Names{
	0: "SMCR",
	1: "FALLBACK_TCP",
	2: "SMCD",
})

// smcAttrs is SMC_DIAG_* (linux/smc_diag.h).
var smcAttrs = codec.NewSet("SMC_DIAG_", codec.Attrs{
	1: {Name: "CONNINFO", Kind: codec.StructOf, Struct: smcConninfoStruct},
	2: {Name: "LGRINFO", Kind: codec.StructOf, Struct: smcLgrinfoStruct},
	3: {Name: "SHUTDOWN", Kind: codec.U8, Enum: shutdownEnum},
	4: {Name: "DMBINFO", Kind: codec.StructOf, Struct: smcdDmbinfoStruct},
	5: {Name: "FALLBACK", Kind: codec.StructOf, Struct: smcFallbackStruct},
})

// smcCursorStruct is struct smc_diag_cursor (linux/smc_diag.h).
var smcCursorStruct = &codec.Struct{Name: "smc_diag_cursor", Members: []codec.Member{
	{Name: "reserved", Kind: codec.Pad, Len: 2},
	{Name: "wrap", Kind: codec.U16},
	{Name: "count", Kind: codec.U32},
}}

// smcConninfoStruct is struct smc_diag_conninfo (linux/smc_diag.h).
var smcConninfoStruct = &codec.Struct{Name: "smc_diag_conninfo", Members: []codec.Member{
	{Name: "token", Kind: codec.U32, Unit: codec.Hex},
	{Name: "sndbuf_size", Kind: codec.U32},
	{Name: "rmbe_size", Kind: codec.U32},
	{Name: "peer_rmbe_size", Kind: codec.U32},
	{Name: "rx_prod", Kind: codec.StructOf, Struct: smcCursorStruct},
	{Name: "rx_cons", Kind: codec.StructOf, Struct: smcCursorStruct},
	{Name: "tx_prod", Kind: codec.StructOf, Struct: smcCursorStruct},
	{Name: "tx_cons", Kind: codec.StructOf, Struct: smcCursorStruct},
	{Name: "rx_prod_flags", Kind: codec.U8, Unit: codec.Hex},
	{Name: "rx_conn_state_flags", Kind: codec.U8, Unit: codec.Hex},
	{Name: "tx_prod_flags", Kind: codec.U8, Unit: codec.Hex},
	{Name: "tx_conn_state_flags", Kind: codec.U8, Unit: codec.Hex},
	{Name: "tx_prep", Kind: codec.StructOf, Struct: smcCursorStruct},
	{Name: "tx_sent", Kind: codec.StructOf, Struct: smcCursorStruct},
	{Name: "tx_fin", Kind: codec.StructOf, Struct: smcCursorStruct},
}}

// smcLinkinfoStruct is struct smc_diag_linkinfo (linux/smc_diag.h).
var smcLinkinfoStruct = &codec.Struct{Name: "smc_diag_linkinfo", Members: []codec.Member{
	{Name: "link_id", Kind: codec.U8},
	{Name: "ibname", Kind: codec.String, Len: 64},
	{Name: "ibport", Kind: codec.U8},
	{Name: "gid", Kind: codec.String, Len: 40},
	{Name: "peer_gid", Kind: codec.String, Len: 40},
}}

// smcLgrinfoStruct is struct smc_diag_lgrinfo (linux/smc_diag.h).
var smcLgrinfoStruct = &codec.Struct{Name: "smc_diag_lgrinfo", Members: []codec.Member{
	{Name: "lnk", Kind: codec.Array, Elem: codec.StructOf, Struct: smcLinkinfoStruct, Len: 1},
	{Name: "role", Kind: codec.U8, Enum: smcRoleEnum},
}}

// smcRoleEnum is enum smc_lgr_role (the kernel's net/smc/smc_core.h).
var smcRoleEnum = codec.NewEnum("smc_lgr_role", "SMC_", codec.Names{
	0: "CLNT",
	1: "SERV",
})

// smcdDmbinfoStruct is struct smcd_diag_dmbinfo (linux/smc_diag.h).
var smcdDmbinfoStruct = &codec.Struct{Name: "smcd_diag_dmbinfo", Members: []codec.Member{
	{Name: "linkid", Kind: codec.U32},
	{Name: "peer_gid", Kind: codec.U64, Unit: codec.Hex},
	{Name: "my_gid", Kind: codec.U64, Unit: codec.Hex},
	{Name: "token", Kind: codec.U64, Unit: codec.Hex},
	{Name: "peer_token", Kind: codec.U64, Unit: codec.Hex},
	{Name: "peer_gid_ext", Kind: codec.U64, Unit: codec.Hex},
	{Name: "my_gid_ext", Kind: codec.U64, Unit: codec.Hex},
}}

// smcFallbackStruct is struct smc_diag_fallback: why it became TCP (linux/smc_diag.h).
var smcFallbackStruct = &codec.Struct{Name: "smc_diag_fallback", Members: []codec.Member{
	{Name: "reason", Kind: codec.U32, Enum: smcDeclineEnum},
	{Name: "peer_diagnosis", Kind: codec.U32, Enum: smcDeclineEnum},
}}

// smcDeclineEnum is SMC_CLC_DECL_*: why a handshake failed (the kernel's net/smc/smc_clc.h).
var smcDeclineEnum = codec.NewSparse("smc_clc_decl", "SMC_CLC_DECL_", []codec.Value{
	{Value: 0x01010000, Name: "MEM"},
	{Value: 0x02010000, Name: "TIMEOUT_CL"},
	{Value: 0x02020000, Name: "TIMEOUT_AL"},
	{Value: 0x03000000, Name: "CNFERR"},
	{Value: 0x03010000, Name: "PEERNOSMC"},
	{Value: 0x03020000, Name: "IPSEC"},
	{Value: 0x03030000, Name: "NOSMCDEV"},
	{Value: 0x03030001, Name: "NOSMCDDEV"},
	{Value: 0x03030002, Name: "NOSMCRDEV"},
	{Value: 0x03030003, Name: "NOISM2SUPP"},
	{Value: 0x03030004, Name: "NOV2EXT"},
	{Value: 0x03030005, Name: "NOV2DEXT"},
	{Value: 0x03030006, Name: "NOSEID"},
	{Value: 0x03030007, Name: "NOSMCD2DEV"},
	{Value: 0x03030008, Name: "NOUEID"},
	{Value: 0x03030009, Name: "RELEASEERR"},
	{Value: 0x0303000a, Name: "MAXCONNERR"},
	{Value: 0x0303000b, Name: "MAXLINKERR"},
	{Value: 0x03040000, Name: "MODEUNSUPP"},
	{Value: 0x03050000, Name: "RMBE_EC"},
	{Value: 0x03060000, Name: "OPTUNSUPP"},
	{Value: 0x03070000, Name: "DIFFPREFIX"},
	{Value: 0x03080000, Name: "GETVLANERR"},
	{Value: 0x03090000, Name: "ISMVLANERR"},
	{Value: 0x030a0000, Name: "NOACTLINK"},
	{Value: 0x030b0000, Name: "NOSRVLINK"},
	{Value: 0x030c0000, Name: "VERSMISMAT"},
	{Value: 0x030d0000, Name: "MAX_DMB"},
	{Value: 0x030e0000, Name: "NOROUTE"},
	{Value: 0x030f0000, Name: "NOINDIRECT"},
	{Value: 0x04000000, Name: "SYNCERR"},
	{Value: 0x05000000, Name: "PEERDECL"},
	{Value: 0x09990000, Name: "INTERR"},
	{Value: 0x09990001, Name: "ERR_RTOK"},
	{Value: 0x09990002, Name: "ERR_RDYLNK"},
	{Value: 0x09990003, Name: "ERR_REGBUF"},
})
