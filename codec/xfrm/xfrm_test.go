package xfrm_test

import (
	"bytes"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/xfrm"
)

// addState is what ip 6.1.0 sent for "ip xfrm state add src 192.0.2.1 dst 192.0.2.2 proto esp spi 0x1000 reqid 7 mode
// tunnel aead 'rfc4106(gcm(aes))' 0x00112233445566778899aabbccddeeff00112233 128" (ip-xfrm.strace of the samples).
var addState = "" +
	"5001000010000500ff7c016b00000000" + strings.Repeat("00", 56) + // nlmsghdr, sel
	"c0000202" + strings.Repeat("00", 12) + "00001000" + "32000000" + // id
	"c0000201" + strings.Repeat("00", 12) + // saddr
	strings.Repeat("ff", 32) + strings.Repeat("00", 32) + // lft
	strings.Repeat("00", 48) + // curlft, stats, seq
	"07000000" + "0200" + "0100" + "0000000000000000" + // reqid, family, mode
	"60001200" + hex.EncodeToString([]byte("rfc4106(gcm(aes))")) + strings.Repeat("00", 47) + // XFRMA_ALG_AEAD
	"a0000000" + "80000000" + "00112233445566778899aabbccddeeff00112233"

// TestAddState writes a request by names that equals ip's.
func TestAddState(t *testing.T) {
	enc := codec.Encoder{Registry: codec.NewRegistry(xfrm.Protocol)}
	b, err := enc.Append(nil, &codec.Request{
		Protocol: "xfrm", Type: "newsa", Flags: codec.FlagRequest | codec.FlagAck, Seq: 0x6b017cff,
		Fixed: map[string]any{
			"id":     map[string]any{"daddr": "192.0.2.2", "spi": "1000", "proto": "esp"},
			"saddr":  "192.0.2.1",
			"family": "inet", "mode": "tunnel", "reqid": 7,
			"lft": map[string]any{
				"soft_byte_limit": "inf", "hard_byte_limit": "inf", "soft_packet_limit": "inf",
				"hard_packet_limit": "inf",
			},
		},
		Attrs: []codec.A{{Name: "alg_aead", Value: map[string]any{
			"alg_name": "rfc4106(gcm(aes))", "alg_icv_len": 128, "alg_key": "00112233445566778899aabbccddeeff00112233",
		}}},
	})
	if got := hex.EncodeToString(b); err != nil || got != addState {
		t.Errorf("got  %s, %v\nwant %s", got, err, addState)
	}
}

// TestShapes encodes and decodes what no captured message has: addresses in attributes, by the family of the headers of
// all kinds of messages, and the newest attributes.
func TestShapes(t *testing.T) {
	state := map[string]any{"family": "AF_INET", "id": map[string]any{"daddr": "192.0.2.2"}}
	for _, c := range []struct {
		typ   string
		fixed map[string]any
		attrs []codec.A
		want  []string
	}{
		{"XFRM_MSG_NEWSA", state, []codec.A{
			{Name: "COADDR", Value: map[string]any{"a4": "192.0.2.9"}},
			{Name: "ENCAP", Value: map[string]any{"encap_type": "espinudp", "encap_sport": 4500,
				"encap_oa": "192.0.2.8"}},
			{Name: "SA_PCPU", Value: 3}, {Name: "SA_DIR", Value: "out"}, {Name: "IPTFS_DONT_FRAG", Value: true},
			{Name: "IPTFS_DROP_TIME", Value: 20}, {Name: "NAT_KEEPALIVE_INTERVAL", Value: 15},
			{Name: "REPLAY_ESN_VAL", Value: map[string]any{"replay_window": 64, "bmp": []uint32{1, 2}}},
			{Name: "SEC_CTX", Value: map[string]any{"ctx_alg": "selinux", "ctx_doi": "lsm", "ctx_str": "a:b"}},
		}, []string{
			"XFRMA_COADDR {a4=192.0.2.9}",
			"XFRMA_ENCAP {encap_type=UDP_ENCAP_ESPINUDP encap_sport=4500 encap_dport=0 encap_oa=192.0.2.8}",
			"XFRMA_SA_PCPU 3", "XFRMA_SA_DIR XFRM_SA_DIR_OUT", "XFRMA_IPTFS_DONT_FRAG", "XFRMA_IPTFS_DROP_TIME 20",
			"XFRMA_REPLAY_ESN_VAL {bmp_len=2 oseq=0 seq=0 oseq_hi=0 seq_hi=0 replay_window=64 bmp=[1 2]}",
			"ctx_alg=XFRM_SC_ALG_SELINUX ctx_doi=XFRM_SC_DOI_LSM ctx_len=3 ctx_str=a:b",
		}},
		{"XFRM_MSG_EXPIRE", map[string]any{"state": state, "hard": true},
			[]codec.A{{Name: "COADDR", Value: map[string]any{"a4": "192.0.2.9"}}},
			[]string{"COADDR {a4=192.0.2.9}", "hard=true"}},
		{"XFRM_MSG_DELSA", map[string]any{"family": "AF_INET6", "daddr": "2001:db8::1"},
			[]codec.A{{Name: "SRCADDR", Value: map[string]any{"in6": "2001:db8::2"}}, {Name: "SA", Value: state}},
			[]string{"XFRMA_SRCADDR {in6=2001:db8::2}", "id={daddr=192.0.2.2"}},
		{"XFRM_MSG_NEWAE", map[string]any{"sa_id": map[string]any{"family": "AF_INET"}, "saddr": "192.0.2.1"}, nil,
			[]string{"saddr=192.0.2.1"}},
		{"XFRM_MSG_MAPPING", map[string]any{"id": map[string]any{"family": "AF_INET"}, "new_saddr": "192.0.2.1",
			"new_sport": 4500}, nil, []string{"new_saddr=192.0.2.1 old_sport=0 new_sport=4500"}},
		{"XFRM_MSG_ACQUIRE", map[string]any{"sel": map[string]any{"family": "AF_INET", "saddr": "192.0.2.1"},
			"id": map[string]any{"daddr": "192.0.2.3"}, "saddr": "192.0.2.4"}, nil,
			[]string{"id={daddr=192.0.2.3", "saddr=192.0.2.4", "saddr=192.0.2.1 dport=0"}},
		{"XFRM_MSG_MIGRATE_STATE", map[string]any{"id": map[string]any{"family": "AF_INET", "daddr": "192.0.2.3"},
			"new_family": "AF_INET6", "new_daddr": "2001:db8::1", "flags": "clear_offload"}, nil,
			[]string{"id={daddr=192.0.2.3", "new_daddr=2001:db8::1", "flags=XFRM_MIGRATE_STATE_CLEAR_OFFLOAD"}},
		{"XFRM_MSG_REPORT", map[string]any{"proto": 60, "sel": map[string]any{"family": "AF_INET",
			"daddr": "192.0.2.3"}}, nil,
			[]string{"proto=IPPROTO_DSTOPTS sel={daddr=192.0.2.3"}},
		{"XFRM_MSG_POLEXPIRE", map[string]any{"pol": map[string]any{"dir": "fwd",
			"sel": map[string]any{"family": "AF_INET",
				"daddr": "192.0.2.3", "dport": 80, "dport_mask": "ffff"}}}, nil,
			[]string{"sel={daddr=192.0.2.3 saddr=0.0.0.0 dport=80 dport_mask=ffff", "dir=XFRM_POLICY_FWD"}},
		{"XFRM_MSG_MIGRATE", map[string]any{"dir": "out"}, []codec.A{
			{Name: "KMADDRESS", Value: map[string]any{"family": "AF_INET", "local": "192.0.2.1",
				"remote": "192.0.2.2"}},
			{Name: "MIGRATE", Value: []map[string]any{{"old_family": "AF_INET", "old_saddr": "192.0.2.1",
				"new_family": "AF_INET6", "new_saddr": "2001:db8::1"}}},
		}, []string{"{local=192.0.2.1 remote=192.0.2.2", "old_saddr=192.0.2.1 new_daddr=:: new_saddr=2001:db8::1"}},
		{"XFRM_MSG_SETDEFAULT", map[string]any{"in": "block", "out": "accept"}, nil,
			[]string{"in=XFRM_USERPOLICY_BLOCK fwd=XFRM_USERPOLICY_UNSPEC out=XFRM_USERPOLICY_ACCEPT"}},
	} {
		for _, big := range []bool{false, true} {
			reg := codec.NewRegistry(xfrm.Protocol)
			enc := &codec.Encoder{Registry: reg, BigEndian: big}
			b, err := enc.Append(nil, &codec.Request{Protocol: "xfrm", Type: c.typ, Fixed: c.fixed, Attrs: c.attrs})
			if err != nil {
				t.Fatalf("%s: %v", c.typ, err)
			}
			var m codec.Message
			if err := (&codec.Decoder{Registry: reg}).Decode(&m, codec.Context{Protocol: 6, BigEndian: big},
				b); err != nil {
				t.Errorf("%s: %v", c.typ, err)
			}
			text := string(form.Text.Append(nil, &m))
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("%s: got %s\nwant %s", c.typ, text, want)
				}
			}
			again, err := form.JSON.Parse(&codec.Encoder{Registry: reg}, form.JSON.Append(nil, &m))
			if err != nil || !bytes.Equal(again, b) {
				t.Errorf("%s: %x, %v\nwant %x", c.typ, again, err, b)
			}
		}
	}
}

// TestKeys identifies states and policies by what the kernel compares, in all messages about them.
func TestKeys(t *testing.T) {
	reg := codec.NewRegistry(xfrm.Protocol)
	id := func(spi string, proto any) map[string]any {
		return map[string]any{"daddr": "192.0.2.2", "spi": spi, "proto": proto}
	}
	state := func(spi string, proto any) map[string]any {
		return map[string]any{"family": 2, "id": id(spi, proto), "saddr": "192.0.2.1"}
	}
	with := func(m map[string]any, name string, v any) map[string]any {
		c := map[string]any{name: v}
		for k, v := range m {
			if k != name {
				c[k] = v
			}
		}
		return c
	}
	mark := codec.A{Name: "MARK", Value: map[string]any{"v": 1, "m": 1}}
	source := codec.A{Name: "SRCADDR", Value: map[string]any{"a4": "192.0.2.1"}}
	sel := map[string]any{"family": 2, "daddr": "192.0.2.0", "prefixlen_d": 24}
	var messages []*codec.Message
	var objects []string
	for _, c := range []struct {
		object string
		typ    string
		fixed  map[string]any
		attrs  []codec.A
	}{
		{"esp 1", "NEWSA", state("1", "esp"), nil},
		{"esp 1", "UPDSA", with(state("1", "esp"), "saddr", "192.0.2.7"), nil},
		{"esp 1", "DELSA", with(id("1", "esp"), "family", 2), nil},
		{"esp 1", "GETSA", with(id("1", "esp"), "family", 2), nil},
		{"esp 1", "EXPIRE", map[string]any{"state": state("1", "esp")}, nil},
		{"esp 1", "NEWAE", map[string]any{"sa_id": with(id("1", "esp"), "family", 2)}, nil},
		{"esp 1", "MAPPING", map[string]any{"id": with(id("1", "esp"), "family", 2)}, nil},
		{"esp 2", "NEWSA", state("2", "esp"), nil},
		{"ah 1", "NEWSA", state("1", "ah"), nil},
		{"marked", "NEWSA", state("1", "esp"), []codec.A{mark}},
		{"marked", "DELSA", with(id("1", "esp"), "family", 2), []codec.A{mark}},
		{"", "NEWSA", state("0", "esp"), nil}, // the kernel is to find an SPI
		{"hao", "NEWSA", state("0", 60), nil},
		{"hao", "DELSA", with(id("0", 60), "family", 2), []codec.A{source}},
		{"policy", "NEWPOLICY", map[string]any{"sel": sel, "dir": "out", "priority": 7}, nil},
		{"policy", "UPDPOLICY", map[string]any{"sel": sel, "dir": "out", "index": 9}, nil},
		{"policy", "GETPOLICY", map[string]any{"sel": sel, "dir": "out"}, nil},
		{"policy", "DELPOLICY", map[string]any{"index": 9, "dir": "out"},
			[]codec.A{{Name: "POLICY", Value: map[string]any{"sel": sel, "dir": "out"}}}},
		{"policy", "POLEXPIRE", map[string]any{"pol": map[string]any{"sel": sel, "dir": "out"}}, nil},
		{"in", "NEWPOLICY", map[string]any{"sel": sel, "dir": "in"}, nil},
		{"port", "NEWPOLICY", map[string]any{"sel": with(sel, "dport", 80), "dir": "out"}, nil},
		{"interface", "NEWPOLICY", map[string]any{"sel": sel, "dir": "out"}, []codec.A{{Name: "IF_ID", Value: 5}}},
		{"", "DELPOLICY", map[string]any{"index": 9, "dir": "out"}, nil},
	} {
		b, err := (&codec.Encoder{Registry: reg}).Append(nil,
			&codec.Request{Protocol: "xfrm", Type: c.typ, Fixed: c.fixed, Attrs: c.attrs})
		if err != nil {
			t.Fatal(err)
		}
		m := new(codec.Message)
		if err := (&codec.Decoder{Registry: reg}).Decode(m, codec.Context{Protocol: 6}, b); err != nil {
			t.Fatal(err)
		}
		messages, objects = append(messages, m), append(objects, c.object)
	}
	for i, a := range messages {
		if _, ok := a.AppendKey(nil); ok != (objects[i] != "") {
			t.Errorf("%s of %q has a key: %v", a.Name(), objects[i], ok)
		}
		for j, b := range messages[:i] {
			if same := codec.SameObject(a, b); same != (objects[i] == objects[j] && objects[i] != "") {
				t.Errorf("%s of %q and %s of %q are about the same: %v", a.Name(), objects[i], b.Name(),
					objects[j], same)
			}
		}
	}
}
