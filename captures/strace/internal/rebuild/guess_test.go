package rebuild

import (
	"testing"

	"github.com/nlkit/nlkit/captures/strace/internal/expr"
)

func TestGuess(t *testing.T) {
	for _, c := range []struct {
		text     string
		protocol int
		name     string
		ok       bool
	}{
		{"[{nlmsg_len=32, nlmsg_type=RTM_GETLINK}, {sdiag_family=AF_INET}, SOCK_DIAG_X, SOCK_DIAG_Y]", route, "RTM_GETLINK", true},
		{"{nlmsg_len=32, nlmsg_type=NFNL_SUBSYS_X<<8|Y}", netfilter, "NFNL_SUBSYS_X<<8|Y", true},
		{"{nlmsg_len=32, nlmsg_type=nl80211}", generic, "nl80211", true},
		{"{nlmsg_len=32, nlmsg_type=XFRM_MSG_NEWSA}", xfrm, "XFRM_MSG_NEWSA", true},
		{"{len=32, type=AUDIT_GET}", audit, "AUDIT_GET", true},
		{"[{nlmsg_len=32, nlmsg_type=0x14}, {sdiag_family=AF_INET}]", sockDiag, "sdiag_family", true},
		{"[{nlmsg_len=32, nlmsg_type=0x14}, [{nla_len=8, nla_type=IFA_LOCAL}, 5]]", route, "IFA_LOCAL", true},
		{"[{nlmsg_len=32, nlmsg_type=0x14}, {ifi_index=1}, CTA_X]", 0, "", false}, // one each
		{"[{nlmsg_len=32, nlmsg_type=0x14}, {ifi_index=1}, CTA_X, CTA_Y]", netfilter, "CTA_X", true},
		{"[{nlmsg_len=20, nlmsg_type=NLMSG_DONE, nlmsg_flags=NLM_F_MULTI}, 0]", 0, "", false},
		{"{nlmsg_len=32, nlmsg_type=SOCK_DESTROY}", sockDiag, "SOCK_DESTROY", true},
		{"{nlmsg_len=32, nlmsg_type=RTM}", 0, "", false},
		{"[{nlmsg_len=32, nlmsg_type=0x14}, nlctrl]", generic, "nlctrl", true},
		{"[{nlmsg_len=32, nlmsg_type=NLMSG_NOOP|0x100}, {nla_type=1|CRYPTO_X}]", crypto, "CRYPTO_X", true},
		{`{prefix=LIB, magic=1}`, 0, "", false},
		{`{prefix="libudev", magic=1}`, uevents, "prefix", true},
	} {
		var tree expr.Tree
		tree.ParseArgs([]byte(c.text + ")"))
		protocol, name, ok := Guess(&tree, tree.Arg(0))
		if ok != c.ok || ok && (protocol != c.protocol || name != c.name) {
			t.Errorf("%s: got %d by %q, %v", c.text, protocol, name, ok)
		}
	}
}
