package samples_test

import (
	"encoding/csv"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
)

// expectations returns what the brief form says of the expectations that the kernel told of, in words.
func expectations(t *testing.T, file string) (lines [][]string) {
	t.Helper()
	for _, m := range load(t, file).Messages {
		if m.Header().Flags&codec.FlagRequest == 0 && strings.HasPrefix(m.Name(), "IPCTNL_MSG_EXP_") {
			lines = append(lines, strings.Fields(string(form.Brief.Append(nil, m.Message))))
		}
	}
	return lines
}

// TestExpectations compares each expectation to what conntrack printed of it, in lists and of events.
func TestExpectations(t *testing.T) {
	for file, want := range map[string]int{"ct-expect-add": 1, "ct-expect-list": 3, "ct-expect-events": 12} {
		got := expectations(t, sampleFile(t, file+".strace"))
		lines := oracleLines(t, file+".conntrack.txt")
		if len(lines) != len(got) || len(lines) < want {
			t.Fatalf("%s: %d lines, %d messages", file, len(lines), len(got))
		}
		for i, line := range lines {
			want := strings.Fields(line)
			if strings.HasPrefix(want[0], "[") && got[i][0] != want[0] {
				t.Errorf("%s: got %s, want %s", file, got[i][0], want[0])
			}
			if want[0][0] != '[' {
				got[i] = got[i][1:] // the name of the message
			}
			more := slices.DeleteFunc(slices.Clone(got[i][min(len(got[i]), len(want)):]), func(word string) bool {
				return strings.HasPrefix(word, "id=")
			})
			if !slices.Equal(got[i][:min(len(got[i]), len(want))], want) {
				t.Errorf("%s:\ngot  %q\nwant %q", file, got[i], want)
			}
			if nat := slices.Contains(want, "dport=2121"); len(more) > 0 != nat { // of which conntrack says nothing
				t.Errorf("%s: %q is said besides %q", file, more, want)
			}
		}
	}
}

// sampleFile returns the name of a sample, which may be compressed.
func sampleFile(t *testing.T, name string) string {
	t.Helper()
	for _, e := range manifest(t) {
		if e.File == name || e.File == name+".gz" {
			return e.File
		}
	}
	t.Fatalf("no sample %s", name)
	return ""
}

// cStruct reads what nfct prints: a value by the names that are around it and its own.
func cStruct(lines []string) map[string]string {
	all, path := map[string]string{}, []string{}
	n := 0
	for _, line := range lines {
		key, value, _ := strings.Cut(strings.TrimRight(strings.TrimSpace(line), ",;"), " = ")
		switch {
		case strings.TrimSpace(line) == "{": // a helper, which has its name inside
			path = append(path, strconv.Itoa(n))
			n++
		case value == "{":
			path = append(path, key)
		case key == "}":
			path = path[:max(0, len(path)-1)]
		case value != "":
			all[strings.Join(append(path, key), "")] = value
		}
	}
	return all
}

// TestHelpers compares each helper in user space to what `nfct list helper` printed of it.
func TestHelpers(t *testing.T) {
	want := cStruct(oracleLines(t, "nfct-helper.nfct.txt"))
	n, fields := 0, 0
	for _, m := range load(t, sampleFile(t, "nfct-helper.strace")).Messages {
		if m.Name() != "NFNL_MSG_CTHELPER_NEW" || m.Header().Flags&codec.FlagMulti == 0 {
			continue
		}
		for field, path := range map[string][]string{
			".name": {"NFCTH_NAME"}, ".queuenum": {"NFCTH_QUEUE_NUM"}, ".priv_data_len": {"NFCTH_PRIV_DATA_LEN"},
			".l3protonum": {"NFCTH_TUPLE", "NFCTH_TUPLE_L3PROTONUM"},
			".l4protonum": {"NFCTH_TUPLE", "NFCTH_TUPLE_L4PROTONUM"}, ".status": {"NFCTH_STATUS"},
		} {
			a, _ := m.Attr(path...)
			got := a.Text()
			if v, ok := a.Uint(); ok {
				got = strconv.FormatUint(v, 10)
			}
			if field == ".status" {
				got = map[string]string{"0": "disabled", "1": "enabled"}[got]
			}
			fields++
			if key := strconv.Itoa(n) + field; got != want[key] {
				t.Errorf("%s: got %q, want %q", key, got, want[key])
			}
		}
		n++
	}
	if fields != len(want) || n < 2 {
		t.Errorf("%d helpers with %d fields, want %d", n, fields, len(want))
	}
}

// TestDefaultTimeouts compares the usual timeouts of each protocol to what `nfct default-get` printed of them.
func TestDefaultTimeouts(t *testing.T) {
	var want []string
	for _, line := range oracleLines(t, "nfct-default.nfct.txt") {
		key, value, _ := strings.Cut(strings.Trim(line, "\t.,;"), " = ")
		if value != "" && value != "{" && key != "l3proto" && key != "l4proto" {
			want = append(want, timeoutWords.Replace(key)+" "+value)
		}
	}
	var got []string
	for _, m := range load(t, sampleFile(t, "nfct-helper.strace")).Messages {
		if m.Name() != "IPCTNL_MSG_TIMEOUT_DEFAULT_SET" {
			continue
		}
		data, _ := m.Attr("CTA_TIMEOUT_DATA")
		for a := range data.Children() {
			key := a.Name()[strings.LastIndex(a.Name(), "TIMEOUT_")+len("TIMEOUT_"):]
			if _, state, ok := strings.Cut(key, "_"); ok {
				key = state
			}
			if key = timeoutWords.Replace(key); !strings.HasPrefix(key, "HEARTBEAT") { // which nfct does not print
				got = append(got, fmt.Sprint(key, " ", a.Value()))
			}
		}
	}
	if !slices.Equal(got, want) || len(want) < 25 {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// queuedXML is what nfq_snprintf_xml of libnetfilter_queue says of a packet.
type queuedXML struct {
	Hook    uint64  `xml:"hook"`
	ID      uint64  `xml:"id"`
	Mark    *uint64 `xml:"mark"`
	In      *uint64 `xml:"indev"`
	Out     *uint64 `xml:"outdev"`
	UID     *uint64 `xml:"uid"`
	GID     *uint64 `xml:"gid"`
	Payload string  `xml:"payload"`
}

// TestQueuedPackets compares each queued packet to what libnetfilter_queue read in the same datagram.
func TestQueuedPackets(t *testing.T) {
	n := 0
	lines := oracleLines(t, "nfqueue-library.xml")
	for _, m := range load(t, sampleFile(t, "nfqueue-library.strace")).Messages {
		if m.Name() != "NFQNL_MSG_PACKET" || n == len(lines) {
			continue
		}
		var want queuedXML
		if err := xml.Unmarshal([]byte(lines[n]), &want); err != nil {
			t.Fatal(err)
		}
		n++
		header, _ := m.Attr("NFQA_PACKET_HDR")
		hook, _ := header.Field("hook")
		id, _ := header.Field("packet_id")
		payload, _ := m.Attr("NFQA_PAYLOAD")
		got := hex.EncodeToString(payload.Content().Octets())
		if hook != want.Hook || id != want.ID || got != want.Payload {
			t.Errorf("hook %d, id %d, payload %s; want %+v", hook, id, got, want)
		}
		for name, want := range map[string]*uint64{"MARK": want.Mark, "IFINDEX_INDEV": want.In,
			"IFINDEX_OUTDEV": want.Out, "UID": want.UID, "GID": want.GID} {
			a, ok := m.Attr("NFQA_" + name)
			if got, _ := a.Uint(); ok != (want != nil) || ok && got != *want {
				t.Errorf("packet %d: %s is %d, %v, want %v", id, name, got, ok, want)
			}
		}
	}
	if n != len(lines) || n < 4 {
		t.Errorf("%d packets, but %d lines", n, len(lines))
	}
}

// TestLoggedPackets compares each logged packet to what tshark reads of it in the file that tcpdump wrote.
func TestLoggedPackets(t *testing.T) {
	data, err := samples.FS().ReadFile("oracle/nflog-tcpdump.tshark.tsv")
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(string(data)))
	r.Comma = '\t'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range load(t, sampleFile(t, "nflog-tcpdump.strace")).Messages {
		if m.Name() != "NFULNL_MSG_PACKET" {
			continue
		}
		n++
		if n == len(rows) {
			t.Fatalf("more messages than the %d of tshark", len(rows)-1)
		}
		header, _ := m.Attr("NFULA_PACKET_HDR")
		var types []string
		for a := range m.Root().Children() {
			types = append(types, strconv.Itoa(int(a.Type())))
		}
		protocol, _ := header.Field("hw_protocol")
		hook, _ := header.Field("hook")
		got := map[string]string{"nflog.tlv_type": strings.Join(types, ","),
			"nflog.protocol": fmt.Sprintf("0x%04x", protocol), "nflog.hook": fmt.Sprint(hook)}
		for field, member := range map[string]string{"nflog.family": "nfgen_family", "nflog.res_id": "res_id"} {
			v, _ := m.Field(member)
			got[field] = fmt.Sprint(v)
		}
		for field, name := range map[string]string{"nflog.prefix": "PREFIX", "nflog.uid": "UID", "nflog.gid": "GID",
			"nflog.ifindex_outdev": "IFINDEX_OUTDEV"} {
			a, _ := m.Attr("NFULA_" + name)
			if got[field] = a.Text(); name != "PREFIX" {
				v, _ := a.Uint()
				got[field] = fmt.Sprint(v)
			}
		}
		for i, field := range rows[0] {
			if want, ok := got[field]; ok && want != rows[n][i] {
				t.Errorf("packet %d: %s is %q, want %q", n, field, got[field], rows[n][i])
			}
		}
	}
	if n != len(rows)-1 || n < 2 {
		t.Errorf("%d messages, want %d", n, len(rows)-1)
	}
}

// fingerprints are what nfnl_osf read in the file whose lines it sent: the size of the window, the time to live, the
// flag against fragmentation, the size of the packet, its options, and what has it.
var fingerprints = []string{"S20:64:1:60:M,S,T,N,W:Linux:2.2:20", "%8192:128:1:48:M1460,N,N,S:Windows:98:"}

var fingerprintOption = regexp.MustCompile(`\{kind=OSFOPT_(\w)\w* length=\d+ wc=\{wc=\w+ val=(\d+)\}\}`)

// TestFingerprints compares fingerprints of operating systems to the lines that nfnl_osf sends.
func TestFingerprints(t *testing.T) {
	got := map[string][]string{}
	for _, m := range load(t, "osf.strace").Messages {
		a, ok := m.Attr("OSF_ATTR_FINGER")
		if !ok {
			continue
		}
		_, text, _ := strings.Cut(string(form.Text.Append(nil, m.Message)), a.Name())
		field := func(name string) string {
			v, _ := a.Field(name)
			return strconv.FormatUint(v, 10)
		}
		window, _ := a.Field("wss.wc")
		var options []string
		count, _ := a.Field("opt_num")
		for _, o := range fingerprintOption.FindAllStringSubmatch(text, int(count)) {
			if o[2] == "0" {
				o[2] = ""
			}
			options = append(options, o[1]+o[2])
		}
		word := func(name string) string {
			_, value, _ := strings.Cut(text, " "+name+"=")
			value, _, _ = strings.Cut(value, " ")
			return strings.Trim(value, `"`)
		}
		got[m.Name()] = append(got[m.Name()], []string{"", "S", "T", "%"}[window]+strings.Join([]string{
			field("wss.val"), field("ttl"), field("df"), field("ss"), strings.Join(options, ","), word("genre"),
			word("version"), word("subtype")}, ":"))
	}
	for _, name := range []string{"OSF_MSG_ADD", "OSF_MSG_REMOVE"} {
		if !slices.Equal(got[name], fingerprints) {
			t.Errorf("%s: got %q, want %q", name, got[name], fingerprints)
		}
	}
}
