package tables_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// effects is what requests do whose names do not tell.
var effects = map[string]codec.Effect{
	"IPSET_CMD_PROTOCOL": codec.ByOp, "IPSET_CMD_LIST": codec.ByOp, "IPSET_CMD_SAVE": codec.ByOp,
	"IPSET_CMD_HEADER": codec.ByOp, "IPSET_CMD_TYPE": codec.ByOp, "IPSET_CMD_TEST": codec.Reads,
	"IPCTNL_MSG_CT_GET_CTRZERO": codec.Resets, "NFNL_MSG_ACCT_GET_CTRZERO": codec.Resets,
	"SOCK_DIAG_BY_FAMILY":  codec.ByOp, // OpGet
	"NFT_MSG_GETOBJ_RESET": codec.Resets, "NFT_MSG_GETRULE_RESET": codec.Resets, "NFT_MSG_GETSETELEM_RESET": codec.Resets,
}

// TestWhatReads holds what the tables say of requests against their names: those that get only read and are answered,
// by types that there are, and no others are thought harmless.
func TestWhatReads(t *testing.T) {
	for _, list := range messageLists() {
		for _, typ := range list {
			gets := strings.Contains(typ.Name, "_GET")
			effect, special := effects[typ.Name]
			if reads := typ.Op == codec.OpGet; !special && gets != reads || typ.Effect != effect {
				t.Errorf("%s: is one that gets: %v; say so above if that is right", typ.Name, reads)
			}
			if typ.Op == codec.OpGet && len(typ.Replies) == 0 {
				t.Errorf("%s: nothing answers it", typ.Name)
			}
			for _, reply := range typ.Replies {
				if !slices.ContainsFunc(list, func(t *codec.MessageType) bool { return t.Type == reply }) {
					t.Errorf("%s is answered by %d, which no table has", typ.Name, reply)
				}
			}
		}
	}
}

// TestTypesOnce finds message types that are in a table twice, and tables that are not in order.
func TestTypesOnce(t *testing.T) {
	for _, list := range messageLists() {
		for i := range list[min(1, len(list)):] {
			if a, b := list[i], list[i+1]; a.Type >= b.Type {
				t.Errorf("%s (%d) stands before %s (%d)", a.Name, a.Type, b.Name, b.Type)
			}
		}
	}
}

// messageLists returns the messages of each protocol and family.
func messageLists() (lists [][]*codec.MessageType) {
	for _, p := range tables.Registry().Protocols() {
		lists = append(lists, p.Messages)
	}
	for _, f := range tables.Registry().Families() {
		lists = append(lists, f.Commands)
	}
	return lists
}

// TestKeys finds names in the keys of objects that their tables do not have.
func TestKeys(t *testing.T) {
	checked := map[*codec.Object]bool{}
	for _, list := range messageLists() {
		for _, typ := range list {
			if o := typ.Object; o != nil && !checked[o] {
				checked[o] = true
				if err := o.Check(); err != nil {
					t.Error(err)
				}
			}
		}
	}
	if len(checked) < 30 {
		t.Errorf("only %d objects", len(checked))
	}
}
