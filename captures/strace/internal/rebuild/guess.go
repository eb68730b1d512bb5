package rebuild

import (
	"strings"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
)

// prefixes are how names start that occur in one protocol only: types of messages, attributes, values, and members of
// structures.
var prefixes = []struct {
	prefix   string
	protocol int
}{
	{"RTM_", route}, {"IFLA_", route}, {"IFA_", route}, {"IFAL_", route}, {"RTA_", route}, {"RTN_", route},
	{"RTPROT_", route}, {"RT_SCOPE_", route}, {"RT_TABLE_", route}, {"RTNH_", route}, {"NDA_", route}, {"NDTA_", route},
	{"NDTPA_", route}, {"NUD_", route}, {"NTF_", route}, {"FRA_", route}, {"FR_ACT_", route}, {"TCA_", route},
	{"NHA_", route}, {"MDBA_", route}, {"DCB_", route}, {"NETCONFA_", route}, {"NETNSA_", route}, {"IPMRA_", route},
	{"ifi_", route}, {"ifa_", route}, {"ifal_", route}, {"rtm_", route}, {"ndm_", route}, {"ndtm_", route},
	{"tcm_", route}, {"tca_", route}, {"nh_", route}, {"ncm_", route}, {"rtgen_", route}, {"dcb_", route},
	{"NFNL_", netfilter}, {"NFNETLINK_", netfilter}, {"NFT_", netfilter}, {"NFTA_", netfilter}, {"CTA_", netfilter},
	{"IPCTNL_", netfilter}, {"NFQNL_", netfilter}, {"NFQA_", netfilter}, {"NFULNL_", netfilter}, {"NFULA_", netfilter},
	{"IPSET_", netfilter}, {"NFPROTO_", netfilter}, {"nfgen_", netfilter},
	{"CTRL_", generic}, {"NL80211_", generic}, {"ETHTOOL_", generic}, {"DEVLINK_", generic}, {"nlctrl", generic},
	{"SOCK_DIAG_", sockDiag}, {"SOCK_DESTROY", sockDiag}, {"TCPDIAG_", sockDiag}, {"DCCPDIAG_", sockDiag},
	{"INET_DIAG_", sockDiag}, {"UNIX_DIAG_", sockDiag}, {"UDIAG_", sockDiag}, {"PACKET_DIAG_", sockDiag},
	{"NETLINK_DIAG_", sockDiag}, {"SMC_DIAG_", sockDiag}, {"sdiag_", sockDiag}, {"idiag_", sockDiag},
	{"udiag_", sockDiag}, {"pdiag_", sockDiag}, {"ndiag_", sockDiag},
	{"XFRM_", xfrm}, {"XFRMA_", xfrm}, {"XFRMNL", xfrm}, {"AUDIT_", audit}, {"CRYPTO_", crypto}, {"RDMA_", rdma},
}

// Numbers of netlink protocols (linux/netlink.h).
const (
	route     = 0
	sockDiag  = 4
	xfrm      = 6
	audit     = 9
	netfilter = 12
	uevents   = 15
	generic   = 16
	rdma      = 20
	crypto    = 21
)

// protocolOf returns the protocol that a name belongs to, if it belongs to one only.
func protocolOf(name []byte) (int, bool) {
	for i := range prefixes {
		if p := &prefixes[i]; len(name) >= len(p.prefix) && string(name[:len(p.prefix)]) == p.prefix {
			return p.protocol, true
		}
	}
	return 0, false
}

// votes are the names that speak for each protocol.
type votes struct {
	count [32]int
	first [32][]byte
}

func (v *votes) add(protocol int, name []byte) {
	if v.count[protocol]++; v.first[protocol] == nil {
		v.first[protocol] = name
	}
}

// Guess returns the protocol that the names in a part of the text tell, and one of them. The type of a message tells
// more than all others. ok is false if there are none, or they disagree.
func Guess(t *expr.Tree, n int32) (protocol int, name string, ok bool) {
	var types, others votes
	vote(t, n, &types, &others)
	if protocol, name, ok = types.winner(); ok {
		return protocol, name, true
	}
	return others.winner()
}

// winner returns the protocol that most names speak for, if it is the only one with as many.
func (v *votes) winner() (protocol int, name string, ok bool) {
	best := 0
	for p, n := range v.count {
		if n > best {
			protocol, best, ok = p, n, true
		} else if n == best {
			ok = false
		}
	}
	return protocol, string(v.first[protocol]), ok
}

// vote has the names of a node and those below it speak.
func vote(t *expr.Tree, n int32, types, others *votes) {
	node := t.Node(n)
	member := string(node.Member)
	switch {
	case member == "nlmsg_type" || member == "type":
		if p, ok := typeProtocol(t, n); ok {
			types.add(p, t.Printed(n))
		}
		return
	case member == "prefix" && node.Kind == expr.String:
		types.add(uevents, node.Member)
	}
	if p, ok := protocolOf(node.Member); ok {
		others.add(p, node.Member)
	}
	if node.Kind == expr.Name {
		if p, ok := protocolOf(node.Text); ok {
			others.add(p, node.Text)
		}
	}
	for c := t.First(n); c != 0; c = t.Next(c) {
		vote(t, c, types, others)
	}
}

// typeProtocol returns the protocol that the type of a message belongs to. A name in lower case is that of a generic
// netlink family.
func typeProtocol(t *expr.Tree, n int32) (int, bool) {
	node := t.Node(n)
	for node.Kind == expr.Op {
		node = t.Node(t.First(n))
		n = t.First(n)
	}
	if node.Kind != expr.Name {
		return 0, false
	}
	name := string(node.Text)
	if name == strings.ToLower(name) {
		return generic, true
	}
	return protocolOf(node.Text)
}
