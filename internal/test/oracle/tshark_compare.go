package oracle

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// CompareTshark compares all messages of captures to what tshark reads in the same octets: packet captures as they are,
// the others in files that our pcap writer makes in a directory.
func CompareTshark(dir string, inputs []Input) (Tallies, []Difference, error) {
	files, err := tsharkFiles(dir, inputs)
	if err != nil {
		return nil, nil, err
	}
	comparisons := make([]tsharkComparison, len(files))
	errs := make([]error, len(files))
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i, f := range files {
		wg.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			comparisons[i].tallies = Tallies{}
			errs[i] = comparisons[i].file(f)
		})
	}
	wg.Wait()
	tallies, differences := Tallies{}, []Difference(nil)
	for i, c := range comparisons {
		if errs[i] != nil {
			return nil, nil, errs[i]
		}
		tallies.add(c.tallies)
		differences = append(differences, c.differences...)
	}
	return tallies, differences, nil
}

// tsharkComparison is what came of comparing a file.
type tsharkComparison struct {
	tallies     Tallies
	differences []Difference
}

func (c *tsharkComparison) file(f *tsharkFile) error {
	n := 0
	err := eachPacket(f.name, func(fields []Field) {
		if n < len(f.packets) {
			c.packet(f.packets[n], fields)
		}
		n++
	})
	if err == nil && n != len(f.packets) {
		err = fmt.Errorf("%s: tshark reads %d packets, we %d", f.name, n, len(f.packets))
	}
	return err
}

func (c *tsharkComparison) differ(pos string, m capturetest.Message, what string, ours, theirs any) {
	c.differences = append(c.differences, Difference{pos, nameOf(m.Message) + "/" + what,
		fmt.Sprint(ours), fmt.Sprint(theirs)})
}

// nameOf is the name of a message, or its family and number where no table knows it.
func nameOf(m *codec.Message) string {
	if name := m.Name(); name != "" {
		return name
	}
	return fmt.Sprintf("%s type %d", familyName(m), m.Header().Type)
}

// view is a message beside the fields that tshark found at each of the packet's octets.
type view struct {
	capturetest.Message
	pos     string
	fields  map[int][]Field
	compare *tsharkComparison
	tally   *Tally
}

func (v *view) differ(what string, ours, theirs any) {
	v.compare.differ(v.pos, v.Message, what, ours, theirs)
}

// packet compares the messages of one packet.
func (c *tsharkComparison) packet(p packet, fields []Field) {
	first := slices.IndexFunc(fields, func(f Field) bool { return f.Name == "netlink.hdr_len" })
	if first < 0 {
		if len(p.messages) > 0 {
			c.differ(p.pos, p.messages[0], "header", "a message", "none")
		}
		return
	}
	base := fields[first].Pos
	at := map[int][]Field{}
	for _, f := range fields {
		f.Pos -= base
		at[f.Pos] = append(at[f.Pos], f)
	}
	for _, m := range p.messages {
		v := &view{m, p.pos, at, c, c.tallies.of(m.Message)}
		v.tally.Messages++
		v.header()
		v.fixed()
		v.attrs()
	}
	c.extent(p, at)
}

// number returns the value of the first field at a place whose name has one of the suffixes.
func number(fields []Field, size int, suffixes ...string) (uint64, bool) {
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

// header compares nlmsghdr.
func (v *view) header() {
	h := v.Header()
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
		theirs, ok := number(v.fields[v.Offset+part.off], part.size, part.suffixes...)
		switch {
		case !ok:
			v.differ(part.name, part.ours, "none")
		case theirs != part.ours:
			v.differ(part.name, part.ours, theirs)
		}
	}
}

// fixed compares the members of the fixed struct.
func (v *view) fixed() {
	if v.Type() == nil || v.Type().Header == nil || v.IsControl() {
		return
	}
	start := codec.HeaderLen
	if v.Protocol().Generic {
		start += 4
	}
	for _, member := range v.Type().Header.Members {
		ours, ok := v.Field(member.Name)
		if !ok {
			continue
		}
		_, from, to := v.Type().Header.Lookup(member.Name)
		if v.untold(start+from, start+to) {
			continue
		}
		theirs, ok := number(v.fields[v.Offset+start+from], to-from, "")
		if !ok {
			continue
		}
		v.tally.Values++
		if theirs != ours {
			v.differ(member.Name, ours, theirs)
		}
	}
}

// untold reports whether the capture does not say some of these octets of the message.
func (v *view) untold(from, to int) bool {
	return slices.ContainsFunc(v.Missing, func(s codec.Span) bool { return s.From < to && s.To > from })
}

// extent looks for message headers of tshark's that are no message of ours: only requests quoted by errors are.
func (c *tsharkComparison) extent(p packet, at map[int][]Field) {
	starts := map[int]bool{}
	for _, m := range p.messages {
		starts[m.Offset] = true
		if m.Header().Type == codec.TypeError {
			starts[m.Offset+codec.HeaderLen+4] = true
		}
	}
	for pos := range at {
		if n, ok := number(at[pos], 4, "netlink.hdr_len"); ok && !starts[pos] && len(p.messages) > 0 {
			c.differ(p.pos, p.messages[0], fmt.Sprintf("message at octet %d", pos), "none",
				fmt.Sprintf("one of %d octets", n))
		}
	}
}
