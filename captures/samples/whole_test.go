package samples_test

import (
	"testing"

	"github.com/nlkit/nlkit/captures"
)

// damaged lists the samples some of whose messages cannot be whole, and why.
var damaged = map[string]string{
	"nlmon-cut.pcap":                   "packets were cut after 96 octets",
	"requests-calls-decoded.strace.gz": "strings were cut after 200 octets, and one read has room for 64",
	"requests-calls.strace":            roomFor64,
}

// unknown lists what the tables do not describe yet, by sample: a message type or the label of an attribute.
var unknown = map[string]map[string]string{}

// TestFaults looks for messages that are not decoded whole, in samples whose octets are all there.
func TestFaults(t *testing.T) {
	each(t, func(t *testing.T, c *capture) {
		faults := 0
		for _, m := range c.Messages {
			if len(m.Faults()) == 0 {
				continue
			}
			faults++
			if damaged[c.Name] == "" {
				t.Errorf("%s: %s: %v", m.Record.Pos, m.Name(), m.Faults())
			}
		}
		for _, err := range c.Faults {
			t.Error(err)
		}
		if damaged[c.Name] != "" && faults == 0 {
			t.Error("is listed as damaged, and is whole")
		}
	})
}

// TestKnown looks for types and attributes that no table describes, in the families that the tables describe.
func TestKnown(t *testing.T) {
	each(t, func(t *testing.T, c *capture) {
		found := c.Unknown()
		for name := range unknown[c.Name] {
			if _, ok := found[name]; !ok {
				t.Errorf("%s is listed as unknown, and is known", name)
			}
		}
		for name, pos := range found {
			if _, ok := unknown[c.Name][name]; !ok {
				t.Errorf("%s: %s is unknown", pos, name)
			}
		}
	})
}

// TestMissing looks for octets that a capture does not tell, in captures that tell all.
func TestMissing(t *testing.T) {
	each(t, func(t *testing.T, c *capture) {
		some := false
		for _, r := range c.Records {
			lost := len(r.Missing) > 0 || r.Link == captures.Netlink && r.OriginalLen > len(r.Data)
			some = some || lost
			if lost && partial[c.Name] == "" {
				t.Errorf("%s: %d of %d octets, missing %v", r.Pos, len(r.Data), r.OriginalLen, r.Missing)
			}
		}
		if !some && partial[c.Name] != "" {
			t.Error("is listed as partial, and tells all")
		}
	})
}

// partial lists the samples that do not tell all octets, and why.
var partial = map[string]string{
	"flavour-X-raw.strace":             zerosBehind,
	"flavour-X-verbose.strace":         zerosBehind,
	"flavour-old-x-addr.strace":        zerosBehind,
	"flavour-r-T-y.strace":             zerosBehind,
	"flavour-v.strace":                 zerosBehind,
	"flavour-default.strace":           listsCut,
	"flavour-terminal.strace.gz":       listsCut,
	"flavour-old-x.strace.gz":          indexNamed,
	"flavour-threads.strace.gz":        indexNamed,
	"flavour-xx-decoded.strace.gz":     indexNamed,
	"nlmon-cut.pcap":                   "packets were cut after 96 octets",
	"requests-calls-decoded.strace.gz": "strings were cut after 200 octets, and one read has room for 64",
	"requests-calls.strace":            roomFor64,
}

// What strace keeps to itself when it decodes.
const (
	zerosBehind = "of the zeros that iproute2 sends after a request, strace prints an empty header"
	listsCut    = "lists end in ... after 32 elements, and interfaces are named"
	roomFor64   = "one read has room for 64 octets of 1400; what strace dumps after them is not the datagram"
	indexNamed  = "an interface that another call does not number is named: if_nametoindex(\"f0\")"
)
