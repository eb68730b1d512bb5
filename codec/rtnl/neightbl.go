package rtnl

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// neightblObject is the tables of neighbours, arp_cache and ndisc_cache, and their parameters by device
// (linux/neighbour.h).
var neightblObject = &codec.Object{Name: "neighbour table", Header: ndtmsgStruct, Set: neightblAttrs,
	Keys: neightblKeys}

var neightblMessages = neightblObject.Messages(wildDump(codec.Rows{
	{Type: 64, Name: "RTM_NEWNEIGHTBL", Op: codec.OpNew},
	{Type: 66, Name: "RTM_GETNEIGHTBL", Op: codec.OpGet, Replies: []uint16{64}},
	{Type: 67, Name: "RTM_SETNEIGHTBL", Op: codec.OpNew},
}))

// neightblKeys: a table has parameters for each device, and those for devices to come.
var neightblKeys = []codec.Key{{Parts: []codec.Part{
	codec.By(".ndtm_family"), codec.Needs("NDTA_NAME"), codec.By("NDTA_PARMS/NDTPA_IFINDEX"),
}}}

// ndtmsgStruct is struct ndtmsg (linux/neighbour.h).
var ndtmsgStruct = &codec.Struct{Name: "ndtmsg", Members: []codec.Member{
	{Name: "ndtm_family", Kind: codec.U8, Enum: linux.FamilyEnum},
	{Name: "ndtm_pad1", Kind: codec.Pad, Len: 1},
	{Name: "ndtm_pad2", Kind: codec.Pad, Len: 2},
}}

// neightblAttrs is NDTA_* (linux/neighbour.h).
var neightblAttrs = codec.NewSet("NDTA_", codec.Attrs{
	1: {Name: "NAME", Kind: codec.String},
	2: {Name: "THRESH1", Kind: codec.U32},
	3: {Name: "THRESH2", Kind: codec.U32},
	4: {Name: "THRESH3", Kind: codec.U32},
	5: {Name: "CONFIG", Kind: codec.StructOf, Struct: ndtConfigStruct},
	6: {Name: "PARMS", Kind: codec.Nest, Set: neightblParmsAttrs},
	7: {Name: "STATS", Kind: codec.StructOf, Struct: ndtStatsStruct},
	8: {Name: "GC_INTERVAL", Kind: codec.U64, Unit: codec.Milliseconds},
	9: {Name: "PAD", Kind: codec.Pad},
})

// neightblParmsAttrs is NDTPA_* (linux/neighbour.h).
var neightblParmsAttrs = codec.NewSet("NDTPA_", codec.Attrs{
	1:  {Name: "IFINDEX", Kind: codec.U32, Unit: codec.LinkIndex},
	2:  {Name: "REFCNT", Kind: codec.U32},
	3:  {Name: "REACHABLE_TIME", Kind: codec.U64, Unit: codec.Milliseconds},
	4:  {Name: "BASE_REACHABLE_TIME", Kind: codec.U64, Unit: codec.Milliseconds},
	5:  {Name: "RETRANS_TIME", Kind: codec.U64, Unit: codec.Milliseconds},
	6:  {Name: "GC_STALETIME", Kind: codec.U64, Unit: codec.Milliseconds},
	7:  {Name: "DELAY_PROBE_TIME", Kind: codec.U64, Unit: codec.Milliseconds},
	8:  {Name: "QUEUE_LEN", Kind: codec.U32},
	9:  {Name: "APP_PROBES", Kind: codec.U32},
	10: {Name: "UCAST_PROBES", Kind: codec.U32},
	11: {Name: "MCAST_PROBES", Kind: codec.U32},
	12: {Name: "ANYCAST_DELAY", Kind: codec.U64, Unit: codec.Milliseconds},
	13: {Name: "PROXY_DELAY", Kind: codec.U64, Unit: codec.Milliseconds},
	14: {Name: "PROXY_QLEN", Kind: codec.U32},
	15: {Name: "LOCKTIME", Kind: codec.U64, Unit: codec.Milliseconds},
	16: {Name: "QUEUE_LENBYTES", Kind: codec.U32},
	17: {Name: "MCAST_REPROBES", Kind: codec.U32},
	18: {Name: "PAD", Kind: codec.Pad},
	19: {Name: "INTERVAL_PROBE_TIME_MS", Kind: codec.U64, Unit: codec.Milliseconds},
})

// ndtConfigStruct is struct ndt_config (linux/neighbour.h).
var ndtConfigStruct = &codec.Struct{Name: "ndt_config", Members: []codec.Member{
	{Name: "ndtc_key_len", Kind: codec.U16},
	{Name: "ndtc_entry_size", Kind: codec.U16},
	{Name: "ndtc_entries", Kind: codec.U32},
	{Name: "ndtc_last_flush", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "ndtc_last_rand", Kind: codec.U32, Unit: codec.Milliseconds},
	{Name: "ndtc_hash_rnd", Kind: codec.U32},
	{Name: "ndtc_hash_mask", Kind: codec.U32},
	{Name: "ndtc_hash_chain_gc", Kind: codec.U32},
	{Name: "ndtc_proxy_qlen", Kind: codec.U32},
}}

// ndtStatsStruct is struct ndt_stats (linux/neighbour.h).
var ndtStatsStruct = &codec.Struct{Name: "ndt_stats", Members: []codec.Member{
	{Name: "ndts_allocs", Kind: codec.U64},
	{Name: "ndts_destroys", Kind: codec.U64},
	{Name: "ndts_hash_grows", Kind: codec.U64},
	{Name: "ndts_res_failed", Kind: codec.U64},
	{Name: "ndts_lookups", Kind: codec.U64},
	{Name: "ndts_hits", Kind: codec.U64},
	{Name: "ndts_rcv_probes_mcast", Kind: codec.U64},
	{Name: "ndts_rcv_probes_ucast", Kind: codec.U64},
	{Name: "ndts_periodic_gc_runs", Kind: codec.U64},
	{Name: "ndts_forced_gc_runs", Kind: codec.U64},
	{Name: "ndts_table_fulls", Kind: codec.U64},
}}
