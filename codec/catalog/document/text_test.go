package document_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/catalog/document"
)

// small is a registry with one of everything that documentation says.
func small() *codec.Registry {
	kinds := codec.NewEnum("sd_kind", "SD_KIND_", codec.Names{"NONE", "NEST"})
	flags := codec.NewFlags("sd_flags", "SD_F_", []codec.Value{{Value: 1, Name: "UP"}, {Value: 0x20, Name: "SLOW",
		Mask: 0x30}})
	pair := &codec.Struct{Name: "sd_pair", Members: []codec.Member{{Name: "sd_a", Kind: codec.U32, Unit: codec.Seconds},
		{Name: "sd_list", Kind: codec.Array, Elem: codec.U16, Len: 2}, {Name: "sd_flags", Kind: codec.U32,
			Enum: flags}}}
	inner := codec.NewSet("SDN_", codec.Attrs{1: {Name: "X", Kind: codec.U32}, 2: {Name: "KIND", Kind: codec.U8,
		Enum: kinds}})
	inner.Attrs = append(inner.Attrs, codec.Spec{Name: "AGAIN", Kind: codec.Nest, Set: inner})
	records := codec.NewFramedSet(&codec.Framing{Name: "sd_record", Header: 2, LenSize: 2, Inclusive: true, Align: 4},
		"SDR_",
		codec.Attrs{{Name: "ONE", Kind: codec.Bytes}})
	set := codec.NewSet("SD_", codec.Attrs{
		1: {Name: "MTU", Kind: codec.U32, Doc: "octets of a frame"},
		2: {Name: "PAIR", Kind: codec.StructOf, Struct: pair},
		3: {Name: "WORDS", Kind: codec.Array, Elem: codec.Of(codec.U16), Index: kinds},
		4: {Name: "NEST", Kind: codec.Nest, Set: inner},
		5: {Name: "DATA", Kind: codec.SubMessage, Select: codec.BySibling("SD_NAME", codec.Cases{
			{Name: "nest", Spec: codec.NestOf(inner)}, {Value: 7, Spec: codec.Of(codec.U8)}, {Any: true,
				Spec: codec.Of(codec.Bytes)}, {Name: "none"}})},
		6: {Name: "NAME", Kind: codec.String},
		7: {Name: "RECORDS", Kind: codec.Nest, Set: records},
		8: {Name: "AGE", Kind: codec.U32, Unit: codec.ClockTicks},
	})
	reg := codec.NewRegistry(
		&codec.Protocol{Name: "NETLINK_SMALL", Number: 3, Groups: codec.Names{1: "SDGRP_ONE", 3: "SDGRP_THREE"},
			Messages: []*codec.MessageType{
				{Type: 16, Name: "SD_NEW", Header: pair, Set: set, Doc: "made"},
				{Type: 17, Name: "SD_DEL", Set: set, Variants: []*codec.MessageType{{Type: 17, Name: "SD_DEL_ALL",
					Header: pair}}},
			}},
		&codec.Protocol{Name: "NETLINK_GENERIC", Number: 16, Generic: true})
	reg.AddFamily(&codec.Family{Name: "sdfam", Version: 2, Groups: codec.Names{"events"},
		Commands: []*codec.MessageType{
			{Type: 1, Name: "SDFAM_CMD_GET", Set: inner}}})
	return reg
}

// TestOverview lists protocols, families and what messages they have.
func TestOverview(t *testing.T) {
	const want = "NETLINK_SMALL (3)\n    SD_NEW SD_DEL\nNETLINK_GENERIC (16)\n  family sdfam, version 2\n    " +
		"SDFAM_CMD_GET\n"
	if got := document.Overview(small()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// TestDescribe documents what has a name: all of it, each thing once, to the depth that is asked for.
func TestDescribe(t *testing.T) {
	const enum = "enum sd_kind:\n"
	for _, c := range []struct {
		name  string
		depth int
		want  string
	}{
		{"SD_MTU", 9, "SD_MTU = 1  u32: octets of a frame\n"},
		{"SD_AGE", 9, "SD_AGE = 8  u32, ticks of 1/100 s\n"},
		{"SD_PAIR", 0, "SD_PAIR = 2  struct sd_pair\n  struct sd_pair, 12 octets\n    sd_a  u32, seconds\n" +
			"    sd_list  array of u16 [2]\n    sd_flags  u32, flags sd_flags\n      flags sd_flags:\n        " +
			"SD_F_UP=0x1 SD_F_SLOW=0x20 of 0x30\n"},
		{"SD_WORDS", 9, "SD_WORDS = 3  array of u16, indexed by sd_kind\n  " + enum + "    SD_KIND_NONE=0 " +
			"SD_KIND_NEST=1\n"},
		{"SD_NEST", 0, "SD_NEST = 4  nest\n  … (set sdn; --depth shows more)\n"},
		{"SD_NEST", 1, "SD_NEST = 4  nest\n  SDN_X = 1  u32\n  SDN_KIND = 2  u8, enum sd_kind\n    " + enum +
			"      SD_KIND_NONE=0 SD_KIND_NEST=1\n  SDN_AGAIN = 3  nest\n    … (set sdn; --depth shows more)\n"},
		{"SD_NEST", 2, "SD_NEST = 4  nest\n  SDN_X = 1  u32\n  SDN_KIND = 2  u8, enum sd_kind\n    " + enum +
			"      SD_KIND_NONE=0 SD_KIND_NEST=1\n  SDN_AGAIN = 3  nest\n    … (set sdn, as above)\n"},
		{"SD_DATA", 0, "SD_DATA = 5  submsg, chosen by SD_NAME\n"},
		{"SD_DATA", 1, "SD_DATA = 5  submsg, chosen by SD_NAME\n  nest: nest\n    SDN_X = 1  u32\n    SDN_KIND = " +
			"2  u8, enum sd_kind\n" +
			"      " + enum + "        SD_KIND_NONE=0 SD_KIND_NEST=1\n    SDN_AGAIN = 3  nest\n      … (set sdn; " +
			"--depth shows more)\n" +
			"  7: u8\n  *: bytes\n"},
		{"SD_RECORDS", 1, "SD_RECORDS = 7  nest\n  framed as sd_record\n  SDR_ONE = 0  bytes\n"},
		{"sd_pair", 0, "struct sd_pair, 12 octets\n  sd_a  u32, seconds\n  sd_list  array of u16 [2]\n  sd_flags  " +
			"u32, flags sd_flags\n" +
			"    flags sd_flags:\n      SD_F_UP=0x1 SD_F_SLOW=0x20 of 0x30\n"},
		{"sd_flags", 0, "flags sd_flags:\n  SD_F_UP=0x1 SD_F_SLOW=0x20 of 0x30\n"},
		{"SD_KIND_NEST", 0, enum + "  SD_KIND_NONE=0 SD_KIND_NEST=1\n"},
		{"NETLINK_SMALL", 0, "NETLINK_SMALL (3)\n    SD_NEW SD_DEL\nmulticast groups:\n    SDGRP_ONE=1 " +
			"SDGRP_THREE=3\n"},
		{"netlink_generic", 0, "NETLINK_GENERIC (16)\n"},
		{"sdfam", 0, "sdfam: generic netlink family, version 2\n    SDFAM_CMD_GET\nmulticast groups: events\n"},
		{"sdfam_cmd_get", 0, "SDFAM_CMD_GET = 1, a message of generic netlink family sdfam\n  SDN_X = 1  u32\n" +
			"  SDN_KIND = 2  u8, enum sd_kind\n    " + enum + "      SD_KIND_NONE=0 SD_KIND_NEST=1\n  SDN_AGAIN = " +
			"3  nest\n" +
			"    … (set sdn; --depth shows more)\n"},
		{"SD_DEL_ALL", 0, "SD_DEL_ALL = 17, a message of NETLINK_SMALL\n  struct sd_pair, 12 octets\n    sd_a  " +
			"u32, seconds\n" +
			"    sd_list  array of u16 [2]\n    sd_flags  u32, flags sd_flags\n      flags sd_flags:\n        " +
			"SD_F_UP=0x1 SD_F_SLOW=0x20 of 0x30\n"},
	} {
		got, err := document.Describe(catalog.NewIndex(small()), c.name, c.depth)
		if err != nil || got != c.want {
			t.Errorf("%s, depth %d: %v\ngot\n%s\nwant\n%s", c.name, c.depth, err, got, c.want)
		}
	}
	whole, err := document.Describe(catalog.NewIndex(small()), "SD_NEW", 0)
	for _, part := range []string{"SD_NEW = 16, a message of NETLINK_SMALL: made\n  struct sd_pair, 12 octets\n",
		"\n  SD_MTU = 1  u32",
		"\n  SD_AGE = 8  u32, ticks of 1/100 s\n"} {
		if err != nil || !strings.Contains(whole, part) {
			t.Errorf("%v, %q is not in\n%s", err, part, whole)
		}
	}
}

// TestDescribeMembers says of members that have a length how long they are.
func TestDescribeMembers(t *testing.T) {
	s := &codec.Struct{Name: "sd_texts", Members: []codec.Member{
		{Name: "sd_one", Kind: codec.String, Len: 1}, {Name: "sd_rest", Kind: codec.String},
	}}
	reg := codec.NewRegistry(&codec.Protocol{Name: "NETLINK_SMALL", Messages: []*codec.MessageType{
		{Type: 16, Name: "SD_NEW", Header: s},
	}})
	const want = "struct sd_texts, 1 octets\n  sd_one  string [1]\n  sd_rest  string\n"
	if got, err := document.Describe(catalog.NewIndex(reg), "sd_texts", 0); got != want || err != nil {
		t.Errorf("%v, got\n%s", err, got)
	}
}

// TestDescribeNothing says of a name that stands for nothing which one may have been meant.
func TestDescribeNothing(t *testing.T) {
	for name, near := range map[string]string{"SD_NWE": "SD_NEW", "SDN_KNID": "SDN_KIND", "sd_piar": "SD_PAIR",
		"sd_flgs":      "sd_flags",
		"NETLINK_SMAL": "NETLINK_SMALL", "sdfm": "sdfam", "SDFAM_CMD_GTE": "SDFAM_CMD_GET",
		"NLMSG_DOEN": "NLMSG_DONE"} {
		_, err := document.Describe(catalog.NewIndex(small()), name, 1)
		if want := `nothing is called "` + name + `"; did you mean ` + near + "?"; err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	_, err := document.Describe(catalog.NewIndex(small()), "x\ny-entirely-else", 1)
	if want := `nothing is called "x\ny-entirely-else"; nldecode schema lists the messages`; err == nil ||
		err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// TestJSON holds the form for programs to what the tables say.
func TestJSON(t *testing.T) {
	b, err := document.JSON(catalog.NewIndex(small()))
	if err != nil {
		t.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, b); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`{"protocols":[{"name":"NETLINK_SMALL","number":3,"messages":[` +
			`{"name":"SD_NEW","type":16,"header":"sd_pair","attrs":"sd","doc":"made"},{"name":"SD_DEL","type":17,` +
			`"attrs":"sd"},` +
			`{"name":"SD_DEL_ALL","type":17,"header":"sd_pair"}]},`,
		`"families":[{"name":"sdfam","version":2,"messages":[{"name":"SDFAM_CMD_GET","type":1,"attrs":"sdn"}]}]`,
		`{"type":1,"name":"SD_MTU","kind":"u32","doc":"octets of a frame"}`,
		`{"type":2,"name":"SD_PAIR","kind":"struct","struct":"sd_pair"}`,
		`{"type":3,"name":"SD_WORDS","kind":"array","index":"sd_kind","elem":{"kind":"u16"}}`,
		`{"type":5,"name":"SD_DATA","kind":"submsg","select":"by SD_NAME","cases":[{"value":"nest","kind":"nest",` +
			`"set":"sdn"},` +
			`{"value":"7","kind":"u8"},{"value":"*","kind":"bytes"},{"value":"none"`,
		`{"type":8,"name":"SD_AGE","kind":"u32","unit":"ticks of 1/100 s"}`,
		`{"name":"sdr","framed-as":"sd_record","attrs":[{"type":0,"name":"SDR_ONE","kind":"bytes"}]}`,
		`{"name":"sd_pair","size":12,"members":[{"name":"sd_a","offset":0,"kind":"u32","unit":"seconds"},` +
			`{"name":"sd_list","offset":4,"len":2,"kind":"array","elem":{"kind":"u16"}},` +
			`{"name":"sd_flags","offset":8,"kind":"u32","enum":"sd_flags"}]}`,
		`{"name":"sd_kind","flags":false,"values":{"0":"SD_KIND_NONE","1":"SD_KIND_NEST"}}`,
		`{"name":"sd_flags","flags":true,"values":{"1":"SD_F_UP"},"fields":[{"mask":48,"value":32,` +
			`"name":"SD_F_SLOW"}]}`,
	} {
		if !strings.Contains(compact.String(), part) {
			t.Errorf("%s\nis not in\n%s", part, b)
		}
	}
}
