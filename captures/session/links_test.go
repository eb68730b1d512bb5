package session_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/session"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// linkNamed returns an event of a link.
func linkNamed(t testing.TB, typ string, index int, name string) []byte {
	return request(t, &codec.Request{Protocol: "NETLINK_ROUTE", Type: typ, Fixed: map[string]any{"ifi_index": index},
		Attrs: []codec.A{{Name: "IFLA_IFNAME", Value: name}}})
}

// addrOn returns an event of an address of a link.
func addrOn(t testing.TB, index int) []byte {
	return request(t, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWADDR", Fixed: map[string]any{
		"ifa_family": "AF_INET", "ifa_index": index, "ifa_prefixlen": 24},
		Attrs: []codec.A{{Name: "IFA_LOCAL", Value: "10.0.0.1"}}})
}

// TestNamesInOrder renames, removes and makes a link again and again: each message has the name of its moment, also in
// the same datagram, however many workers there are, and when a filter lets none of the links pass.
func TestNamesInOrder(t *testing.T) {
	addresses, err := filter.Compile(tables.Registry(), `type == "RTM_NEWADDR"`)
	if err != nil {
		t.Fatal(err)
	}
	var list []captures.Record
	var want strings.Builder
	for i := range 3000 {
		name := fmt.Sprint("a", i)
		list = append(list, record(0, codec.Received, 0, addrOn(t, 5), linkNamed(t, "RTM_NEWLINK", 5, name), addrOn(t, 5)),
			record(0, codec.Received, 0, addrOn(t, 5), linkNamed(t, "RTM_DELLINK", 5, name), addrOn(t, 5)))
		fmt.Fprintf(&want, "if5\n%s\n%s\nif5\n", name, name)
	}
	for _, workers := range []int{1, 4} {
		var out bytes.Buffer
		s := session.New(session.Options{Registry: tables.Registry(), Form: form.Brief, Output: &out, Workers: workers,
			Filter: addresses, Location: time.UTC})
		if err := s.Run(t.Context(), &records{list: list}); err != nil {
			t.Fatal(err)
		}
		got := strings.ReplaceAll(out.String(), "10:38:27.000000 ← newaddr 10.0.0.1/24 dev ", "")
		if got != want.String() {
			t.Errorf("%d workers: the names are others:\n%.200s", workers, got)
		}
	}
}

// TestNamesByPlace keeps apart the links of namespaces, and what programs have seen for themselves.
func TestNamesByPlace(t *testing.T) {
	in := func(pid int, nsid int32, msg []byte) captures.Record {
		r := record(0, codec.Received, pid, msg)
		if nsid >= 0 {
			r.Origin = captures.Origin{NSID: nsid, HasNSID: true}
		}
		return r
	}
	sent, failed := record(0, codec.Sent, 1, linkNamed(t, "RTM_NEWLINK", 5, "sent")),
		record(0, codec.Received, 1, linkNamed(t, "RTM_NEWLINK", 5, "failed"))
	failed.Failed = "recvmsg failed: EINTR"
	out, _ := run(t, &records{list: []captures.Record{
		in(1, -1, linkNamed(t, "RTM_NEWLINK", 5, "one")), in(2, -1, linkNamed(t, "RTM_NEWLINK", 5, "two")),
		in(1, 7, linkNamed(t, "RTM_NEWLINK", 5, "other")), sent, failed,
		in(1, -1, addrOn(t, 5)), in(2, -1, addrOn(t, 5)), in(3, -1, addrOn(t, 5)), in(0, -1, addrOn(t, 5)),
		in(1, 7, addrOn(t, 5)), in(2, 7, addrOn(t, 5)), in(2, 8, addrOn(t, 5)),
	}}, session.Options{Form: form.Brief})
	var got []string
	for line := range strings.Lines(out) {
		if _, name, ok := strings.Cut(line, "newaddr 10.0.0.1/24 dev "); ok {
			got = append(got, strings.TrimSpace(name))
		}
	}
	if want := "one two two two other other if5"; strings.Join(got, " ") != want {
		t.Errorf("got %s, want %s", strings.Join(got, " "), want)
	}
}

// TestAcksSayTheRequest says what is acknowledged, with the names as they were; of a long request, only what it is.
func TestAcksSayTheRequest(t *testing.T) {
	remove := request(t, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_DELLINK",
		Flags: codec.FlagRequest | codec.FlagAck, Seq: 1, Fixed: map[string]any{"ifi_index": 5}})
	long := request(t, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK",
		Flags: codec.FlagRequest | codec.FlagAck, Seq: 2, Attrs: []codec.A{{Name: "IFLA_IFALIAS", Value: make([]byte, 5000)}}})
	answer := func(seq uint32, errno int, to []byte) []byte {
		b := request(t, &codec.Request{Protocol: "NETLINK_ROUTE", Type: "NLMSG_ERROR", Flags: codec.FlagCapped, Seq: seq,
			Fixed: map[string]any{"error": errno}})
		b = append(b, to[:codec.HeaderLen]...)
		b[0] = byte(len(b))
		return b
	}
	out, _ := run(t, &records{list: []captures.Record{
		record(0, codec.Received, 0, linkNamed(t, "RTM_NEWLINK", 5, "va")), record(0, codec.Sent, 0, remove),
		record(0, codec.Received, 0, linkNamed(t, "RTM_DELLINK", 5, "va")),
		record(time.Second, codec.Received, 0, answer(1, 0, remove)), record(0, codec.Sent, 0, long),
		record(0, codec.Received, 0, answer(2, -1, long)), record(0, codec.Received, 0, answer(3, 0, remove)),
	}}, session.Options{Form: form.Brief})
	for _, want := range []string{"→ dellink 5 va\n", "← ack for dellink 5 va\n", "← error EPERM for newlink\n",
		"← ack for dellink\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("want %q in\n%.500s", want, out)
		}
	}
	if strings.Contains(out, "#") {
		t.Errorf("there are remarks in\n%.500s", out)
	}
}
