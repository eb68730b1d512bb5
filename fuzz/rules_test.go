package fuzz

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/nlgen"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/rules"
)

// FuzzRules reads any text as a file of rules. What is wrong has a place in the file; what is right judges messages,
// both ways, without a panic: whatever it makes of them, its datagrams consist of messages.
func FuzzRules(f *testing.F) {
	for _, rule := range []string{
		`{do: drop}`, `{on: receive, do: {error: {errno: EPERM, text: x, at: IFLA_MTU}}}`,
		`{do: {set: {IFLA_MTU: 1400, ifi_index: 2}}}`,
		`{when: attr.IFLA_MTU > 5 && type == "RTM_NEWLINK", do: [{delete: [IFLA_IFNAME]}, {replace: {mtu: 3}}, log, count, forward]}`,
		`{match: {protocol: route, types: [newlink], attrs: {IFLA_LINKINFO/IFLA_INFO_KIND: tun}}, after: 1, every: 2, do: forward}`,
		`{do: {return: [{header: {type: RTM_NEWLINK}, ifinfomsg: {ifi_index: 1}, attrs: [{attr: IFLA_MTU, value: 1}]}]}}`,
		`{do: {instead: ['{"header":{"type":16},"attrs":[]}', {header: {}, family: nl80211, genlmsghdr: {cmd: 1}}]}}`,
		`{on: receive, probability: 0.5, do: {fault: {truncate: 20}}}`, `{do: {fault: duplicate}}`,
		`{on: receive, do: {fault: overflow}}`,
		`{match: {family: nl80211}, nth: 1, do: {set: {nlmsg_flags: [NLM_F_ACK], "3": "00ff"}}}`,
	} {
		f.Add("version: 1\nseed: 1\nrules:\n  - " + rule + "\n")
	}
	f.Add("version: 1\nrules:\n- name: |\n    a\n  when: >-\n    seq == 1 &&\n    x\n  do: 'error EPERM \"x\"'\n")
	f.Add("- - - [{? a : &b *b, !!c d: <<}]\n---\n%x")
	g := nlgen.New(3)
	var messages []nlgen.Message
	for range 50 {
		messages = append(messages, g.Next())
	}
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "delay") {
			return // it would take its time
		}
		set, err := rules.Parse("r", []byte(text), rules.Options{Registry: dec.Registry, Resolver: dec.Resolver,
			Logger: slog.New(slog.DiscardHandler), Seed: 1})
		if err != nil {
			var fault *rules.Error
			if !errors.As(err, &fault) || fault.Line < 1 || fault.Column < 1 || strings.Contains(err.Error(), "\n") {
				t.Fatalf("%q", err)
			}
			return
		}
		plan := set.Plan(0)
		for _, m := range messages {
			if m.BigEndian != host.BigEndian {
				continue
			}
			gate := &verdicts.Gate{Decoder: dec, Protocol: m.Protocol}
			if _, err := set.Attach(gate); err != nil {
				t.Fatal(err)
			}
			forward, replies, _ := gate.Outgoing(t.Context(), m.Bytes, verdicts.Passage{PortID: 7})
			for _, datagram := range append(replies, forward,
				gate.Incoming(t.Context(), m.Bytes, verdicts.Passage{PortID: 7})) {
				checkDatagram(t, m, datagram)
			}
			plan(m.Bytes, transport.From{NSID: -1})
		}
	})
}

// checkDatagram sees that a datagram consists of messages, as the one did that it was made of.
func checkDatagram(t *testing.T, m nlgen.Message, datagram []byte) {
	whole := func(b []byte) bool {
		for _, ok := range host.MessagesOf(dec.Registry.Protocol(m.Protocol), b) {
			if !ok {
				return false
			}
		}
		return true
	}
	if bytes.Contains(datagram, []byte("panicked")) || whole(m.Bytes) && !whole(datagram) {
		t.Fatalf("protocol %d: %x became %x", m.Protocol, m.Bytes, datagram)
	}
}
