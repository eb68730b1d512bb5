package codec_test

import (
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

var ueventTables = codec.NewRegistry(&codec.Protocol{Name: "NETLINK_KOBJECT_UEVENT", Number: 15, Headless: true})

const udevEvent = "libudev\x00\xfe\xed\xca\xfe\x28\x00\x00\x00\x28\x00\x00\x00\x05\x00\x00\x00" +
	"\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00A=\"b\x00"

func TestUevent(t *testing.T) {
	const header = "NETLINK_KOBJECT_UEVENT len=45\nmonitor_netlink_header prefix=libudev magic=UDEV_MONITOR_MAGIC " +
		"header_size=40 properties_off=40 properties_len=5 filter_subsystem_hash=7 filter_devtype_hash=0 " +
		"filter_tag_bloom_hi=0 filter_tag_bloom_lo=0\n"
	for _, c := range []struct {
		name, data string
		missing    []codec.Span
		text, json string
	}{
		{"of the kernel", "add@/x\x00ACTION=add\x00", nil, "NETLINK_KOBJECT_UEVENT len=18\nadd@/x\nACTION=add",
			`"texts":["add@/x","ACTION=add"]`},
		{"of udev", udevEvent, nil, header + `"A=\"b"`, `"texts":["A=\"b"]`},
		{"cut", "add@/x\x00AC\x00\x00\x00", []codec.Span{{From: 9, To: 12}},
			"NETLINK_KOBJECT_UEVENT len=12\nadd@/x\nAC\n(3 octets not in the capture)", `"texts":["add@/x","AC"]`},
		{"without texts", udevEvent[:40] + "\x00\x00\x00\x00\x00", []codec.Span{{From: 40, To: 45}},
			header + "(5 octets not in the capture)", `"magic":"UDEV_MONITOR_MAGIC"`},
		{"without the last NUL", "add@/x\x00A=b", nil, "NETLINK_KOBJECT_UEVENT len=10\nadd@/x\nA=b",
			`"texts":["add@/x","A=b"]}`},
		{"an empty text", "add@/x\x00\x00", nil, "NETLINK_KOBJECT_UEVENT len=8\nadd@/x\n\"\"",
			`"texts":["add@/x",""]}`},
		{"a header alone", udevEvent[:40], nil, strings.Replace(strings.TrimSuffix(header, "\n"), "45", "40", 1),
			`,"texts":[]}`},
		{"nothing", "", nil, "NETLINK_KOBJECT_UEVENT len=0", `"hex":"","texts":[]}`},
		{"a header cut", udevEvent[:20], nil, "NETLINK_KOBJECT_UEVENT len=20\nlibudev", `"texts":["libudev",`},
	} {
		var m codec.Message
		d := codec.Decoder{Registry: ueventTables}
		if err := d.Decode(&m, codec.Context{Protocol: 15, Missing: c.missing}, []byte(c.data)); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if text := string(form.Text.Append(nil, &m)); !strings.HasPrefix(text, c.text) {
			t.Errorf("%s: got  %s\nwant %s", c.name, text, c.text)
		}
		json := form.JSON.Append(nil, &m)
		if !strings.Contains(string(json), c.json) {
			t.Errorf("%s: %s is not in %s", c.name, c.json, json)
		}
		if back, err := form.JSON.Parse(&codec.Encoder{Registry: ueventTables}, json); err != nil || string(back) != c.data {
			t.Errorf("%s: back is %q, %v", c.name, back, err)
		}
	}
}

func TestIsUevent(t *testing.T) {
	for data, want := range map[string]bool{
		"add@/devices/x\x00": true, "unbind@/": true, udevEvent: true, "libudev\x00": false, "add@x": false,
		"add":      false,
		"added@/x": false, "": false, "\x14\x00\x00\x00\x10\x00\x00\x00": false,
	} {
		if codec.IsUevent([]byte(data)) != want {
			t.Errorf("%q: got %v", data, !want)
		}
	}
}
