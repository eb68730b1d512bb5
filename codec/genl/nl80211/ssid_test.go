package nl80211_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/genl"
)

// TestSSIDs sends names of networks without a NUL, and shows them as text, wherever they stand.
func TestSSIDs(t *testing.T) {
	dec, enc := newCodec()
	b, err := enc.Append(nil, &codec.Request{Protocol: "nl80211", Type: "start_sched_scan", Attrs: []codec.A{
		{Name: "ssid", Value: "home"},
		{Name: "mesh_id", Value: "mesh"},
		{Name: "scan_ssids", Value: []codec.A{{Name: "1", Value: "scan"}, {Name: "2", Value: "n\x00l"}}},
		{Name: "sched_scan_match", Value: []codec.A{{Name: "1", Value: []codec.A{{Name: "attr_ssid", Value: "café"}}}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var m codec.Message
	if err := dec.Decode(&m, codec.Context{Protocol: genl.Protocol.Number}, b); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"ssid": "home", "mesh_id": "mesh", "scan_ssids/1": "scan", "scan_ssids/2": "n\x00l",
		"sched_scan_match/1/attr_ssid": "café",
	} {
		if a, ok := m.Attr(path); !ok || string(a.Payload()) != want {
			t.Errorf("%s is %q", path, a.Payload())
		}
	}
	text := string(form.Text.Append(nil, &m)) + "\n"
	for _, want := range []string{"_ATTR_SSID home", "MESH_ID mesh", "1 scan", `2 "n\u0000l"`, `ATTR_SSID "café"`} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %q in:\n%s", want, text)
		}
	}
	json := form.JSON.Append(nil, &m)
	if back, err := form.JSON.Parse(enc, json); err != nil || !bytes.Equal(back, b) || bytes.Contains(json, []byte(`"nul"`)) {
		t.Errorf("%s\nbecomes %x, %v", json, back, err)
	}
	if err := m.Set([]byte("home\x00"), "ssid"); err != nil {
		t.Fatal(err)
	}
	json = form.JSON.Append(nil, &m)
	if back, err := form.JSON.Parse(enc, json); err != nil || !bytes.Equal(back, m.Bytes()) || !bytes.Contains(json, []byte(`"nul":1`)) {
		t.Errorf("with a NUL, %s\nbecomes %x, %v", json, back, err)
	}
}
