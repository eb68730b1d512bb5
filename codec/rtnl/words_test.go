package rtnl

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// TestVFAddress shows the address of a virtual function as long as that of the link, and what is after it as what it
// is.
func TestVFAddress(t *testing.T) {
	ethernet, infiniband := []byte{2, 0, 0, 0, 0, 1}, bytes.Repeat([]byte{0xab}, 20)
	mac := func(octets ...byte) []byte { // IFLA_VF_MAC of function 5, in its nests
		return nest(22, nest(1, attr(1, append([]byte{5, 0, 0, 0}, append(octets, make([]byte, 32-len(octets))...)...)...)))
	}
	const long = "ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab:ab"
	for _, c := range []struct {
		what, want string
		attrs      [][]byte
	}{
		{"of Ethernet", "02:00:00:00:00:01", [][]byte{attr(1, ethernet...), mac(ethernet...)}},
		{"the link's comes last", "02:00:00:00:00:01", [][]byte{mac(ethernet...), attr(1, ethernet...)}},
		{"of InfiniBand", long, [][]byte{attr(1, infiniband...), mac(infiniband...)}},
		{"none yet", "00:00:00:00:00:00", [][]byte{attr(1, ethernet...), mac()}},
		{"more than the link's", "02:00:00:00:00:01 hex:07" + strings.Repeat("00", 25),
			[][]byte{attr(1, ethernet...), mac(append(append([]byte{}, ethernet...), 7)...)}},
		{"in a request", "02:00:00:00:00:01", [][]byte{mac(ethernet...)}},
		{"in a request for InfiniBand", long, [][]byte{mac(infiniband...)}},
		{"of 32 octets", strings.Repeat("ab:", 31) + "ab", [][]byte{mac(bytes.Repeat([]byte{0xab}, 32)...)}},
	} {
		lines := text(t, 16, make([]byte, 16), c.attrs...)
		want := "IFLA_VF_MAC {vf=5 mac=" + c.want + "}"
		if !strings.Contains(strings.Join(lines, "\n")+"\n", want+"\n") {
			t.Errorf("%s: no %s in %q", c.what, want, lines)
		}
		isJSON(t, 16, c.attrs, `"mac":"`+strings.Split(c.want, " ")[0]+`"`)
	}
}

// TestSCI writes the identifier of a secure channel as ip does, and reads it back.
func TestSCI(t *testing.T) {
	attrs := [][]byte{nest(18, attr(1, []byte("macsec")...), nest(2, attr(1, 0, 0x50, 0x56, 0, 0, 1, 0, 1)))}
	if lines := strings.Join(text(t, 16, make([]byte, 16), attrs...), "\n"); !strings.HasSuffix(lines,
		"IFLA_MACSEC_SCI 0050560000010001") {
		t.Error(lines)
	}
	b := isJSON(t, 16, attrs, `"value":"0050560000010001"`)
	for value, ok := range map[any]bool{
		"0050560000010001": true, "0x50560000010001": true, uint64(0x50560000010001): true, "50:56": false, "sci": false,
	} {
		enc := codec.Encoder{Registry: codec.NewRegistry(Protocol)}
		made, err := enc.Append(nil, &codec.Request{Protocol: "route", Type: "newlink", Attrs: []codec.A{
			{Name: "linkinfo", Value: []codec.A{{Name: "kind", Value: []byte("macsec")}, {Name: "data", Value: []codec.A{
				{Name: "sci", Value: value}}}}}}})
		if (err == nil) != ok || ok && !bytes.Equal(made[len(made)-8:], b[len(b)-8:]) {
			t.Errorf("%v: %x, %v", value, made, err)
		}
	}
}

// isJSON makes JSON of a message and the message of that, and looks for what it should contain.
func isJSON(t *testing.T, typ uint16, attrs [][]byte, want string) []byte {
	t.Helper()
	body := append(make([]byte, 16), bytes.Join(attrs, nil)...)
	b := append(codec.Header{Len: uint32(codec.HeaderLen + len(body)), Type: typ}.Append(nil, false), body...)
	reg := codec.NewRegistry(Protocol)
	d := codec.Decoder{Registry: reg}
	var m codec.Message
	if err := d.Decode(&m, codec.Context{}, b); err != nil {
		t.Fatal(err)
	}
	json := form.JSON.Append(nil, &m)
	enc := codec.Encoder{Registry: reg}
	if back, err := form.JSON.Parse(&enc, json); err != nil || !bytes.Equal(back, b) || !bytes.Contains(json, []byte(want)) {
		t.Errorf("%s\nhas no %s, or is not %x but %x, %v", json, want, b, back, err)
	}
	return b
}

// TestTypeNotGiven writes the type of a link as a number where a request leaves it out: 0 is that of NET/ROM devices.
func TestTypeNotGiven(t *testing.T) {
	reg := codec.NewRegistry(Protocol)
	d := codec.Decoder{Registry: reg}
	header := func(typ, flags uint16, body int) []byte {
		return codec.Header{Len: uint32(codec.HeaderLen + body), Type: typ, Flags: flags}.Append(nil, false)
	}
	request := append(header(16, codec.FlagRequest, 16), make([]byte, 16)...)
	ethernet := append(header(16, codec.FlagRequest, 16), 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	refusal := append(append(header(2, 0, 4+32), 0xed, 0xff, 0xff, 0xff), request...)
	peer := nest(18, attr(1, []byte("veth")...), nest(2, nest(1, make([]byte, 16))))
	veth := append(append(header(16, codec.FlagRequest, 16+len(peer)), make([]byte, 16)...), peer...)
	for _, c := range []struct {
		what   string
		octets []byte
		want   string // how often there is a 0, a name
	}{
		{"a request", request, "1 0"},
		{"a request that gives it", ethernet, "0 0"},
		{"a request of a pair", veth, "2 0"},
		{"a refusal", refusal, "1 0"},
		{"what the kernel tells", append(header(16, 0, 16), make([]byte, 16)...), "0 1"},
	} {
		var m codec.Message
		if err := d.Decode(&m, codec.Context{}, c.octets); err != nil {
			t.Fatal(err)
		}
		text := string(form.Text.Append(nil, &m))
		got := fmt.Sprint(strings.Count(text, "ifi_type=0 "), strings.Count(text, "ifi_type=ARPHRD_NETROM "))
		if got != c.want {
			t.Errorf("%s: %s in\n%s", c.what, got, text)
		}
		if c.want != "0 0" && (!bytes.Contains(form.JSON.Append(nil, &m), []byte("ARPHRD_NETROM"))) {
			t.Errorf("%s has another type in JSON", c.what)
		}
	}
}
