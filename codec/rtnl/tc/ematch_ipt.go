package tc

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// emIptAttrs is TCA_EM_IPT_*: a match of xtables (linux/tc_ematch/tc_em_ipt.h).
var emIptAttrs = codec.NewSet("TCA_EM_IPT_", codec.Attrs{
	1: {Name: "HOOK", Kind: codec.U32, Enum: linux.NfInetHooksEnum},
	2: {Name: "MATCH_NAME", Kind: codec.String},
	3: {Name: "MATCH_REVISION", Kind: codec.U8},
	4: {Name: "NFPROTO", Kind: codec.U8, Enum: linux.NfprotoEnum},
	5: {Name: "MATCH_DATA", Kind: codec.Bytes, Doc: "as the match lays it out"},
})
