package samples_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/samples"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/oracle"
)

var tsharkDiffers = []peerDiffers{
	{`^RTM_GET\w+/message at octet \d+$`, `^none\|one of 0 octets$`,
		"iproute2 sends zeros behind its requests, which tshark takes for a message of length 0; the kernel stops there"},
	{`^RTM_NEWLINK/IFLA_(ADDRESS|BROADCAST)$`, `^(192\.0\.2\.\d|2001:db8::\d)\|(c0:00:02|20:01:0d)`,
		"the ends of a tunnel are IP addresses, as ifi_type tells: ip prints them so; tshark prints octets"},
}

// source is a capture file that tshark reads, and our messages of each of its packets.
type source struct {
	file    string
	packets [][]message
}

// TestTshark compares all messages to what tshark reads in the same octets: the packet captures as they are, the others in
// files that our pcap writer makes of them.
func TestTshark(t *testing.T) {
	sources := tsharkSources(t)
	known := newDisagreements(tsharkDiffers)
	var total peerCount
	var mu sync.Mutex
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	for _, s := range sources {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			packets, err := oracle.Tshark(s.file)
			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				total.err = err
				return
			}
			if len(packets) != len(s.packets) {
				t.Errorf("%s: tshark reads %d packets, we %d", s.file, len(packets), len(s.packets))
				return
			}
			for i, fields := range packets {
				comparePacket(t, known, &total, s.packets[i], fields)
			}
		})
	}
	wg.Wait()
	if errors.Is(total.err, oracle.ErrAbsent) {
		t.Skip(total.err)
	}
	if total.err != nil {
		t.Fatal(total.err)
	}
	known.checkUsed(t)
	if total.messages < 2000 || total.attrs < 20_000 || total.values < 20_000 {
		t.Error("too little was compared")
	}
	t.Logf("compared: %d messages, %d attributes, %d values", total.messages, total.attrs, total.values)
}

// peerCount is how much was compared.
type peerCount struct {
	messages, attrs, values int
	err                     error
}

// tsharkSources writes the samples that are no packet captures to files for tshark: those with generic netlink, whose family
// ids differ from host to host, to one file each.
func tsharkSources(t *testing.T) (sources []source) {
	t.Helper()
	route := source{file: filepath.Join(t.TempDir(), "route.pcap")}
	var records []*captures.Record
	for _, e := range manifest(t) {
		c := load(t, e.File)
		if e.Protocol == "ethernet" {
			continue
		}
		whole := strings.HasPrefix(e.Format, "pcap") && e.File != noSLL2
		packets, recs := perPacket(c, whole)
		switch {
		case whole:
			sources = append(sources, source{onDisk(t, e.File), packets})
		case e.Protocol == "GENERIC":
			file := filepath.Join(t.TempDir(), e.File+".pcap")
			writePcap(t, file, recs)
			sources = append(sources, source{file, packets})
		default:
			route.packets = append(route.packets, packets...)
			records = append(records, recs...)
		}
	}
	writePcap(t, route.file, records)
	return append(sources, route)
}

// noSLL2 is a capture of link type LINUX_SLL2, in which tshark 4.0 does not look for netlink.
const noSLL2 = "nlmon-any.pcap"

// perPacket returns the messages of each record that is a packet: of all that a capture file has, or of the netlink datagrams.
func perPacket(c *capture, all bool) (packets [][]message, records []*captures.Record) {
	for i := range c.Records {
		rec := &c.Records[i]
		if rec.Event != "" || rec.Link != captures.Netlink && !all {
			continue
		}
		var in []message
		for _, m := range c.Messages {
			if m.Record == rec {
				in = append(in, m)
			}
		}
		packets, records = append(packets, in), append(records, rec)
	}
	return packets, records
}

func onDisk(t *testing.T, sample string) string {
	t.Helper()
	data, err := samples.FS().ReadFile(sample)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), sample)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func writePcap(t *testing.T, file string, records []*captures.Record) {
	t.Helper()
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	w, err := captures.NewPcapWriter(f, captures.PcapOptions{})
	for _, r := range records {
		err = errors.Join(err, w.Write(r))
	}
	if err := errors.Join(err, w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// comparePacket compares the messages of one packet to tshark's fields.
func comparePacket(t *testing.T, known *disagreements, total *peerCount, messages []message, fields []oracle.Field) {
	first := slices.IndexFunc(fields, func(f oracle.Field) bool { return f.Name == "netlink.hdr_len" })
	if first < 0 {
		if len(messages) > 0 {
			report(t, known, messages[0], "header", "a message|none")
		}
		return
	}
	base := fields[first].Pos
	at := map[int][]oracle.Field{}
	for _, f := range fields {
		f.Pos -= base
		at[f.Pos] = append(at[f.Pos], f)
	}
	for _, m := range messages {
		total.messages++
		compareHeader(t, known, m, at)
		compareFixed(t, known, total, m, at)
		compareTsharkAttrs(t, known, total, m, at)
	}
	compareExtent(t, known, messages, at)
}

func report(t *testing.T, known *disagreements, m message, what, values string) {
	t.Helper()
	if path := m.Name() + "/" + what; !known.explain(path, values) {
		t.Errorf("%s: %s: ours|tshark's %s", m.Record.Pos, path, values)
	}
}

// fieldNumber returns the value of the first field at a place whose name has one of the suffixes.
func fieldNumber(fields []oracle.Field, size int, suffixes ...string) (uint64, bool) {
	for _, f := range fields {
		for _, s := range suffixes {
			if f.Size == size && strings.HasSuffix(f.Name, s) {
				return parseShow(f.Show)
			}
		}
	}
	return 0, false
}

func parseShow(show string) (uint64, bool) {
	if u, err := strconv.ParseUint(show, 0, 64); err == nil {
		return u, true
	}
	i, err := strconv.ParseInt(show, 0, 64)
	return uint64(i), err == nil
}

func compareHeader(t *testing.T, known *disagreements, m message, at map[int][]oracle.Field) {
	h := m.Header()
	for _, part := range []struct {
		name     string
		off      int
		size     int
		ours     uint64
		suffixes []string
	}{
		{"nlmsg_len", 0, 4, uint64(h.Len), []string{"netlink.hdr_len"}},
		{"nlmsg_type", 4, 2, uint64(h.Type), []string{"netlink.hdr_type", ".nltype", "genl.family_id"}},
		{"nlmsg_flags", 6, 2, uint64(h.Flags), []string{"netlink.hdr_flags"}},
		{"nlmsg_seq", 8, 4, uint64(h.Seq), []string{"netlink.hdr_seq"}},
		{"nlmsg_pid", 12, 4, uint64(h.PortID), []string{"netlink.hdr_pid"}},
	} {
		theirs, ok := fieldNumber(at[m.Offset+part.off], part.size, part.suffixes...)
		if !ok || theirs != part.ours {
			report(t, known, m, part.name, fmt.Sprintf("%d|%d %v", part.ours, theirs, ok))
		}
	}
}

// compareFixed compares the members of the fixed struct.
func compareFixed(t *testing.T, known *disagreements, total *peerCount, m message, at map[int][]oracle.Field) {
	if m.Type() == nil || m.Type().Header == nil || m.IsControl() {
		return
	}
	body := m.Offset + codec.HeaderLen
	if m.Protocol().Generic {
		body += 4
	}
	for _, member := range m.Type().Header.Members {
		ours, ok := m.Field(member.Name)
		if !ok {
			continue
		}
		_, from, to := m.Type().Header.Lookup(member.Name)
		if slices.ContainsFunc(m.Missing, func(s codec.Span) bool { return s.From < 16+to && s.To > 16+from }) {
			continue
		}
		theirs, ok := fieldNumber(at[body+from], to-from, "")
		if !ok {
			continue
		}
		total.values++
		if theirs != ours {
			report(t, known, m, member.Name, fmt.Sprintf("%d|%d", ours, theirs))
		}
	}
}

// compareTsharkAttrs looks for tshark's attributes among ours, and compares the values that tshark reads.
func compareTsharkAttrs(t *testing.T, known *disagreements, total *peerCount, m message, at map[int][]oracle.Field) {
	if m.Type() == nil || len(m.Record.Missing) > 0 {
		return // no table says where its attributes start, or zeros stand for octets that nobody knows
	}
	ours := map[int]codec.Attr{}
	for a := range m.All() {
		ours[a.Offset()] = a
	}
	for pos := m.Offset + codec.HeaderLen; pos < m.Offset+len(m.Bytes()); pos++ {
		length, ok := fieldNumber(at[pos], 2, "netlink.attr_len")
		if !ok {
			continue
		}
		a, ok := ours[pos-m.Offset]
		if !ok {
			report(t, known, m, fmt.Sprintf("offset %d", pos-m.Offset), fmt.Sprintf("no attribute|one of %d octets", length))
			continue
		}
		total.attrs++
		if int(length) != len(a.Payload())+4 {
			report(t, known, m, a.Path()+" length", fmt.Sprintf("%d|%d", len(a.Payload())+4, length))
		}
		if typ, ok := fieldNumber(at[pos+2], 2, "netlink.attr_type", "netlink.attr_index"); ok && uint16(typ)&0x3fff != a.Type() {
			report(t, known, m, a.Path()+" type", fmt.Sprintf("%d|%d", a.Type(), typ&0x3fff))
		}
		compareValue(t, known, total, m, a, at[pos+4])
	}
}

// compareValue compares the value of an attribute to the fields that cover its payload.
func compareValue(t *testing.T, known *disagreements, total *peerCount, m message, a codec.Attr, fields []oracle.Field) {
	if a.Missing() || a.IsNest() {
		return
	}
	for _, f := range fields {
		if f.Size != len(a.Payload()) || strings.HasPrefix(f.Name, "netlink.") || strings.HasPrefix(f.Name, "data") {
			continue
		}
		value := a.Value()
		if _, opaque := value.([]byte); opaque {
			return
		}
		total.values++
		if !agree(value, f.Show) {
			report(t, known, m, a.Path(), fmt.Sprintf("%v|%s %s", value, f.Show, f.Name))
		}
		return
	}
}

// agree tells whether a value is what tshark prints.
func agree(value any, show string) bool {
	n, isNumber := parseShow(show)
	switch v := value.(type) {
	case uint64:
		return isNumber && n == v
	case int64:
		return isNumber && (int64(n) == v || n == uint64(uint32(v)) && v < 0)
	case bool:
		return isNumber && (n == 1) == v || strings.EqualFold(show, strconv.FormatBool(v))
	}
	return fmt.Sprint(value) == show
}

// compareExtent looks for message headers of tshark's that are no message of ours: only requests quoted by errors are.
func compareExtent(t *testing.T, known *disagreements, messages []message, at map[int][]oracle.Field) {
	starts := map[int]bool{}
	for _, m := range messages {
		starts[m.Offset] = true
		if m.Header().Type == codec.TypeError {
			starts[m.Offset+codec.HeaderLen+4] = true
		}
	}
	for pos := range at {
		if n, ok := fieldNumber(at[pos], 4, "netlink.hdr_len"); ok && !starts[pos] && len(messages) > 0 {
			report(t, known, messages[0], fmt.Sprintf("message at octet %d", pos), fmt.Sprintf("none|one of %d octets", n))
		}
	}
}
