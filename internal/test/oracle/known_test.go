package oracle

import (
	"fmt"
	"slices"
	"testing"
)

func TestKnown(t *testing.T) {
	k := NewKnown([]Disagreement{{`MTU$`, `^1\|`, Theirs, 1, "met"}, {`MTU$`, `^2\|`, Theirs, 1, "not met"},
		{`MTU$`, `^3\|`, Theirs, 1, "met too often"}})
	if !k.Explains(Difference{"", "RTM_NEWLINK/IFLA_MTU", "1", "3"}) {
		t.Error("a difference of the table is not explained")
	}
	if k.Explains(Difference{"", "RTM_NEWLINK/IFLA_MTU", "5", "1"}) ||
		k.Explains(Difference{"", "IFLA_MTU/x", "1", "3"}) {
		t.Error("a difference that is not in the table is explained")
	}
	for range 2 {
		k.Explains(Difference{"", "RTM_NEWLINK/IFLA_MTU", "3", "4"})
	}
	want := []string{`the row MTU$ ^2\| explains 0 differences, want 1: not met`,
		`the row MTU$ ^3\| explains 2 differences, want 1: met too often`}
	if got := k.Miscounted(); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// TestGroup describes differences of two kinds.
func TestGroup(t *testing.T) {
	var all []Difference
	for i := range 5 {
		all = append(all, Difference{fmt.Sprint("f:", i), fmt.Sprintf("RTM_NEWLINK/list/%d", i), "1", "2"})
	}
	all = append(all, Difference{"f:9", "RTM_NEWADDR/IFA_LABEL", `"a"`, `"b"`})
	want := []string{"RTM_NEWLINK/list/N: 5 differences\n\tf:0: RTM_NEWLINK/list/0: ours 1, theirs 2\n" +
		"\tf:1: RTM_NEWLINK/list/1: ours 1, theirs 2\n\tf:2: RTM_NEWLINK/list/2: ours 1, theirs 2\n\tand 2 more",
		"RTM_NEWADDR/IFA_LABEL: 1 differences\n\tf:9: RTM_NEWADDR/IFA_LABEL: ours \"a\", theirs \"b\""}
	if got := Group(all); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
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
