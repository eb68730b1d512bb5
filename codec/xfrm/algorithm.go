package xfrm

import "github.com/nlkit/nlkit/codec"

// algoStruct is struct xfrm_algo: a cipher, an authentication with its usual truncation, or a compression
// (linux/xfrm.h). Lengths are in bits.
var algoStruct = &codec.Struct{Name: "xfrm_algo", Members: []codec.Member{
	{Name: "alg_name", Kind: codec.String, Len: 64},
	{Name: "alg_key_len", Kind: codec.U32},
	{Name: "alg_key", Kind: codec.Bytes, LenField: "alg_key_len", LenBits: 1},
}}

// algoAuthStruct is struct xfrm_algo_auth: an authentication with its truncation (linux/xfrm.h).
var algoAuthStruct = &codec.Struct{Name: "xfrm_algo_auth", Members: []codec.Member{
	{Name: "alg_name", Kind: codec.String, Len: 64},
	{Name: "alg_key_len", Kind: codec.U32},
	{Name: "alg_trunc_len", Kind: codec.U32},
	{Name: "alg_key", Kind: codec.Bytes, LenField: "alg_key_len", LenBits: 1},
}}

// algoAEADStruct is struct xfrm_algo_aead: a cipher that authenticates, with the length of its check value
// (linux/xfrm.h).
var algoAEADStruct = &codec.Struct{Name: "xfrm_algo_aead", Members: []codec.Member{
	{Name: "alg_name", Kind: codec.String, Len: 64},
	{Name: "alg_key_len", Kind: codec.U32},
	{Name: "alg_icv_len", Kind: codec.U32},
	{Name: "alg_key", Kind: codec.Bytes, LenField: "alg_key_len", LenBits: 1},
}}

// replayStateStruct is struct xfrm_replay_state (linux/xfrm.h).
var replayStateStruct = &codec.Struct{Name: "xfrm_replay_state", Members: []codec.Member{
	{Name: "oseq", Kind: codec.U32},
	{Name: "seq", Kind: codec.U32},
	{Name: "bitmap", Kind: codec.U32, Unit: codec.Hex},
}}

// replayStateESNStruct is struct xfrm_replay_state_esn; bmp_len counts the words of the bitmap (linux/xfrm.h).
var replayStateESNStruct = &codec.Struct{Name: "xfrm_replay_state_esn", Members: []codec.Member{
	{Name: "bmp_len", Kind: codec.U32},
	{Name: "oseq", Kind: codec.U32},
	{Name: "seq", Kind: codec.U32},
	{Name: "oseq_hi", Kind: codec.U32},
	{Name: "seq_hi", Kind: codec.U32},
	{Name: "replay_window", Kind: codec.U32},
	{Name: "bmp", Kind: codec.Array, Elem: codec.U32, LenField: "bmp_len", LenBits: 32},
}}

// userSecCtxStruct is struct xfrm_user_sec_ctx, with the security context that follows it (linux/xfrm.h).
var userSecCtxStruct = &codec.Struct{Name: "xfrm_user_sec_ctx", Members: []codec.Member{
	{Name: "len", Kind: codec.U16},
	{Name: "exttype", Kind: codec.U16},
	{Name: "ctx_alg", Kind: codec.U8, Enum: secCtxAlgEnum},
	{Name: "ctx_doi", Kind: codec.U8, Enum: secCtxDOIEnum},
	{Name: "ctx_len", Kind: codec.U16},
	{Name: "ctx_str", Kind: codec.String, LenField: "ctx_len"},
}}

// secCtxAlgEnum is XFRM_SC_ALG_* (linux/xfrm.h).
var secCtxAlgEnum = codec.NewEnum("xfrm_sc_alg", "XFRM_SC_ALG_", codec.Names{
	0: "RESERVED",
	1: "SELINUX",
})

// secCtxDOIEnum is XFRM_SC_DOI_* (linux/xfrm.h).
var secCtxDOIEnum = codec.NewEnum("xfrm_sc_doi", "XFRM_SC_DOI_", codec.Names{
	0: "RESERVED",
	1: "LSM",
})
