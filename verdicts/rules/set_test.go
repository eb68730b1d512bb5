package rules_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
	"github.com/nlkit/nlkit/verdicts/rules"
)

// TestLogAndCount reads what the actions log and count leave.
func TestLogAndCount(t *testing.T) {
	var out bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&out,
		&slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		}}))
	text := file("  - {name: watch, match: {types: getlink}, do: [{log: seen}, count, {count: all}]}\n  - {do: " +
		"{count: all}}\n")
	set, err := rules.Parse("r", []byte(text), rules.Options{Logger: logger})
	if err != nil {
		t.Fatal(err)
	}
	g := &verdicts.Gate{Decoder: &codec.Decoder{Registry: tables.Registry()}, Pid: 12}
	if _, err := set.Attach(g); err != nil {
		t.Fatal(err)
	}
	send(t, g, link(t, "RTM_GETLINK", 0, codec.A{Name: "IFLA_IFNAME", Value: "lo"}))
	if c := set.Counts(); len(c) != 2 || c["watch"] != 1 || c["all"] != 2 {
		t.Errorf("counts %v", c)
	}
	line := out.String()
	for _, want := range []string{"rule=watch", "text=seen", "direction=sent", "pid=12",
		"type=RTM_GETLINK", "IFLA_IFNAME"} {
		if !strings.Contains(line, want) || strings.Count(line, "\n") != 1 {
			t.Errorf("%q lacks %s", line, want)
		}
	}
}

// TestDelay waits as long as a rule says, but no longer than the caller.
func TestDelay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := gate(t, "  - {do: {delay: 30ms}}")
		start := time.Now()
		forward, _ := send(t, g, link(t, "RTM_GETLINK", 0))
		if took := time.Since(start); forward == "" || took != 30*time.Millisecond { // by the clock of the bubble
			t.Errorf("after %v: %q", took, forward)
		}
	})
	g := gate(t, "  - {do: {delay: 1h}}")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if forward, replies, _ := g.Outgoing(ctx, link(t, "RTM_GETLINK", 0), sender); forward != nil ||
		replies != nil {
		t.Errorf("forwarded %x, replies %x", forward, replies)
	}
}

// TestGeneric returns messages of a family whose id only the request tells.
func TestGeneric(t *testing.T) {
	resolver := codec.NewResolver()
	resolver.Set(tables.Registry(), 31, "nl80211")
	g := gate(t, `
  - match: {family: nl80211, types: [NL80211_CMD_GET_WIPHY]}
    do:
      return:
        - {header: {}, family: nl80211, genlmsghdr: {cmd: NL80211_CMD_NEW_WIPHY}, attrs: [{attr: wiphy, value: 3}]}
  - do: {return: [{header: {}, family: nl80211, genlmsghdr: {cmd: NL80211_CMD_NEW_WIPHY}}]}
`)
	g.Decoder.Resolver, g.Protocol = resolver, 16
	enc := codec.Encoder{Registry: tables.Registry(), Resolver: resolver, BigEndian: host.BigEndian}
	request, err := enc.Append(nil, &codec.Request{Protocol: "nl80211",
		Type: "NL80211_CMD_GET_WIPHY", Flags: 1, Seq: 5})
	if err != nil {
		t.Fatal(err)
	}
	_, replies, _ := g.Outgoing(t.Context(), request, sender)
	var m codec.Message
	if len(replies) != 1 || g.Decoder.Decode(&m, codec.Context{Protocol: 16, BigEndian: host.BigEndian},
		replies[0]) != nil {
		t.Fatalf("replies %x", replies)
	}
	if a, _ := m.Attr("NL80211_ATTR_WIPHY"); m.Name() != "NL80211_CMD_NEW_WIPHY" || m.Header().Type != 31 ||
		a.Value() != uint64(3) {
		t.Errorf("%s, type %d, wiphy %v", m.Name(), m.Header().Type, a.Value())
	}
	ctrl, err := enc.Append(nil, &codec.Request{Protocol: "nlctrl", Type: "CTRL_CMD_GETFAMILY", Flags: 1, Seq: 5})
	if err != nil {
		t.Fatal(err)
	}
	_, replies, _ = g.Outgoing(t.Context(), ctrl, sender)
	if len(replies) != 1 || host.Header(replies[0]).Type != 31 {
		t.Errorf("of the id that the gate knows: replies %x", replies)
	}
	g.Decoder.Resolver = codec.NewResolver()
	_, replies, _ = g.Outgoing(t.Context(), ctrl, sender)
	if len(replies) != 1 || !bytes.Contains(replies[0], []byte("is not known here")) {
		t.Errorf("replies %q", replies)
	}
}

// TestPlanOfFamily lets faults befall datagrams of a family whose id what passes tells.
func TestPlanOfFamily(t *testing.T) {
	plan := parse(t, "  - {on: receive, match: {family: nl80211}, do: {fault: lose-datagram}}\n").Plan(16)
	resolver := codec.NewResolver()
	resolver.Set(tables.Registry(), 31, "nl80211")
	enc := codec.Encoder{Registry: tables.Registry(), Resolver: resolver, BigEndian: host.BigEndian}
	message := func(r *codec.Request) []byte {
		b, err := enc.Append(nil, r)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	wiphy := message(&codec.Request{Protocol: "nl80211", Type: "new_wiphy"})
	says := func(cmd string) []byte {
		return message(&codec.Request{Protocol: "nlctrl", Type: cmd,
			Attrs: []codec.A{{Name: "family_id", Value: 31}, {Name: "family_name", Value: "nl80211"}}})
	}
	for i, step := range []struct {
		datagram []byte
		lost     bool
	}{{wiphy, false}, {says("newfamily"), false}, {wiphy, true}, {says("delfamily"), false}, {wiphy, false}} {
		if f := plan(step.datagram, transport.From{}); f.Happens() != step.lost {
			t.Errorf("datagram %d: %s", i, f)
		}
	}
}

// TestUpdate swaps the rules, keeps them if the new ones are wrong, and takes them off at last.
func TestUpdate(t *testing.T) {
	set := parse(t, "  - {do: drop}")
	g := &verdicts.Gate{Decoder: &codec.Decoder{Registry: tables.Registry()}}
	remove, err := set.Attach(g)
	if err != nil {
		t.Fatal(err)
	}
	get := link(t, "RTM_GETLINK", 0)
	if forward, _ := send(t, g, get); forward != "" || !g.Receive.Empty() {
		t.Errorf("forwarded %q; receive chain empty: %v", forward, g.Receive.Empty())
	}
	if err := set.Update("new.yaml", []byte(file("  - {do: drob}"))); err == nil {
		t.Error("a wrong file was taken")
	}
	if err := set.Update("new.yaml", []byte(file("  - {on: receive, do: {fault: overflow}}"))); err == nil {
		t.Error("a fault that nobody asks for was taken")
	}
	if forward, _ := send(t, g, get); forward != "" {
		t.Error("a wrong file has changed the rules")
	}
	if err := set.Update("new.yaml", []byte(file("  - {on: receive, do: drop}"))); err != nil {
		t.Fatal(err)
	}
	forward, _ := send(t, g, get)
	if received := g.Incoming(t.Context(), get, sender); forward == "" || received != nil {
		t.Errorf("forwarded %q, received %x", forward, received)
	}
	if err := set.Reload(); err == nil {
		t.Error("what is from no file was loaded again")
	}
	remove()
	if !g.Send.Empty() || !g.Receive.Empty() {
		t.Error("the chains are not empty")
	}
}

// TestPlan lets rules decide about datagrams, which chains refuse.
func TestPlan(t *testing.T) {
	set := parse(t, "  - {on: receive, match: {types: newlink}, nth: 2, do: {fault: overflow}}")
	g := &verdicts.Gate{Decoder: &codec.Decoder{Registry: tables.Registry()}}
	if _, err := set.Attach(g); err == nil || !strings.Contains(err.Error(), "faults.Transport") {
		t.Errorf("a chain took a fault of datagrams: %v", err)
	}
	plan := set.Plan(0)
	for i, c := range []struct {
		datagram []byte
		want     faults.Fault
	}{
		{link(t, "RTM_NEWLINK", 0), faults.Fault{}}, {link(t, "RTM_NEWADDR", 0), faults.Fault{}},
		{append(link(t, "RTM_NEWADDR", 0), link(t, "RTM_NEWLINK", 0)...), faults.Overflow()},
		{link(t, "RTM_NEWLINK", 0), faults.Fault{}},
	} {
		if got := plan(c.datagram, transport.From{}); got != c.want {
			t.Errorf("datagram %d: %s", i, got)
		}
	}
	if _, err := set.Attach(g); err != nil {
		t.Error(err)
	}
}

// TestRemove takes the rules off one socket of several: later ones are for the others only.
func TestRemove(t *testing.T) {
	set := parse(t, "  - {do: drop}")
	var gates [3]verdicts.Gate
	var removes [3]func()
	for i := range gates {
		gates[i].Decoder = &codec.Decoder{Registry: tables.Registry()}
		var err error
		if removes[i], err = set.Attach(&gates[i]); err != nil {
			t.Fatal(err)
		}
	}
	removes[1]()
	removes[1]() // once more does nothing
	if err := set.Update("new.yaml", []byte(file("  - {on: receive, do: drop}"))); err != nil {
		t.Fatal(err)
	}
	for i := range gates {
		if off := i == 1; gates[i].Send.Empty() != off || gates[i].Receive.Empty() != off {
			t.Errorf("socket %d: chains empty: %v, %v", i, gates[i].Send.Empty(), gates[i].Receive.Empty())
		}
	}
}
