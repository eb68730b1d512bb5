package oracle

import "testing"

func TestKnown(t *testing.T) {
	k := NewKnown([]Disagreement{{`MTU$`, `^1\|`, Theirs, "met"}, {`MTU$`, `^2\|`, Theirs, "not met"}})
	if !k.Explains(Difference{"", "RTM_NEWLINK/IFLA_MTU", "1", "3"}) {
		t.Error("a difference of the table is not explained")
	}
	if k.Explains(Difference{"", "RTM_NEWLINK/IFLA_MTU", "3", "1"}) ||
		k.Explains(Difference{"", "IFLA_MTU/x", "1", "3"}) {
		t.Error("a difference that is not in the table is explained")
	}
	if unmet := k.Unmet(); len(unmet) != 1 || unmet[0].Reason != "not met" {
		t.Errorf("unmet rows are %v", unmet)
	}
}

func TestDigest(t *testing.T) {
	m := newLink(t, 7, attr(iflaMTU, 1, 0, 0, 0), attr(iflaStats, make([]byte, 92)...))
	counted := make([]byte, 92)
	counted[0] = 1
	if digestOf(m) != digestOf(newLink(t, 8, attr(iflaMTU, 1, 0, 0, 0), attr(iflaStats, counted...))) {
		t.Error("sequence numbers and counters make messages different")
	}
	if digestOf(m) == digestOf(newLink(t, 7, attr(iflaMTU, 2, 0, 0, 0), attr(iflaStats, make([]byte, 92)...))) {
		t.Error("different values do not make messages different")
	}
	if digestOf(m) == digestOf(newLink(t, 7, attr(iflaMTU, 1, 0, 0, 0), attr(iflaStats, make([]byte, 88)...))) {
		t.Error("lengths of counters do not make messages different")
	}
}
