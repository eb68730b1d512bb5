// Package nftables describes the messages of nf_tables, a subsystem of NETLINK_NETFILTER: tables, chains, rules, sets
// and their elements, stateful objects, flow tables, generations and traces (linux/netfilter/nf_tables.h). Integers are
// big-endian, except those in registers, which the expressions leave as they found them, and those in the user data of
// nft.
package nftables

import (
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
)

// subsys is what the types of the messages have in their upper octet.
const subsys = linux.NFNL_SUBSYS_NFTABLES << 8

// Messages are NFT_MSG_* (linux/netfilter/nf_tables.h). Those that change something stand between
// NFNL_MSG_BATCH_BEGIN and NFNL_MSG_BATCH_END; what one of those that destroy names may be gone already.
var Messages = codec.JoinTypes(tableMessages, chainMessages, ruleMessages, setMessages, elemMessages, genMessages,
	traceMessages, objMessages, flowtableMessages)

// inFamily is the parts of keys that all objects have: the family, and the table.
func inFamily(table string, parts ...codec.Part) []codec.Key {
	return []codec.Key{{Parts: append([]codec.Part{codec.By(".nfgen_family"), codec.Needs(table)}, parts...)}}
}
