package pyroute2_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form/pyroute2"
	"github.com/nlkit/nlkit/protocols"
)

// TestReportOfNothing keeps the start of a report about no group, which records would follow.
func TestReportOfNothing(t *testing.T) {
	p, err := protocols.Build(codec.A{Name: "ip4"}, codec.A{Name: "igmp", Value: map[string]any{"type": 0x22}},
		codec.A{Name: "igmp3_report", Value: map[string]any{"ngrec": 0, "resv2": 7}})
	if err != nil {
		t.Fatal(err)
	}
	dict := pyroute2.Append(nil, &p.Message)
	if !strings.Contains(string(dict), "('igmp3_report', {'resv2': 7, 'ngrec': 0, 'attrs': []})") {
		t.Errorf("got %s", dict)
	}
	enc := codec.Encoder{Registry: protocols.Registry()}
	if back, err := pyroute2.Parse(&enc, dict); err != nil || !bytes.Equal(back, p.Bytes()) {
		t.Errorf("the dict leads to %x, %v; want %x", back, err, p.Bytes())
	}
}
