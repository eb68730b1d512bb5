package oracle

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/pcap"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// Input is a capture that other tools are to read.
type Input struct {
	*capturetest.Capture
	File []byte // a packet capture that tshark is to read as it is; else its datagrams are put in a file with others
}

// packet is a packet of a file for tshark, and our messages of it.
type packet struct {
	pos      string
	messages []capturetest.Message
}

// tsharkFile is a file for tshark: a packet capture, or datagrams of other captures together.
type tsharkFile struct {
	name    string
	packets []packet
	records []*captures.Record // to write, nil if the file is there
	octets  int
	ids     map[uint16]string // names of the generic netlink families
	seen    map[digest]bool
}

// maxOctets is how much is put in one file: enough that tshark's start does not count, little enough for two at once.
const maxOctets = 1 << 20

// tsharkFiles puts the datagrams of captures into few files: tshark is slow to start. Captures in which an id of
// generic netlink stands for different families do not meet in a file, and a datagram is left out whose messages are
// all in the file already except for numbers that differ from run to run.
func tsharkFiles(dir string, inputs []Input) ([]*tsharkFile, error) {
	var files, written []*tsharkFile
	for _, in := range inputs {
		if in.File != nil {
			f := &tsharkFile{name: filepath.Join(dir, in.Name)}
			if err := os.WriteFile(f.name, in.File, 0o600); err != nil {
				return nil, err
			}
			f.addAll(in)
			files = append(files, f)
			continue
		}
		ids := familyIDs(in.Capture)
		f := fitting(written, ids)
		if f == nil {
			f = &tsharkFile{
				name: filepath.Join(dir, fmt.Sprintf("%d.pcap", len(written))), ids: map[uint16]string{},
				seen: map[digest]bool{},
			}
			written = append(written, f)
		}
		f.addNew(in, ids)
	}
	for _, f := range written {
		if err := f.write(); err != nil {
			return nil, err
		}
	}
	return append(files, written...), nil
}

// fitting returns the first file that has room and knows no other families by the same ids.
func fitting(files []*tsharkFile, ids map[uint16]string) *tsharkFile {
next:
	for _, f := range files {
		if f.octets > maxOctets {
			continue
		}
		for id, name := range ids {
			if known, ok := f.ids[id]; ok && known != name {
				continue next
			}
		}
		return f
	}
	return nil
}

// familyIDs returns the names of the generic netlink families of a capture, those of its messages and those that the
// controller announces in it.
func familyIDs(c *capturetest.Capture) map[uint16]string {
	ids := map[uint16]string{}
	for _, m := range c.Messages {
		if p := m.Protocol(); p == nil || !p.Generic || m.IsControl() {
			continue
		}
		ids[m.Header().Type] = familyName(m.Message)
		id, ok := m.Attr("CTRL_ATTR_FAMILY_ID")
		name, named := m.Attr("CTRL_ATTR_FAMILY_NAME")
		if v, isInt := id.Uint(); ok && named && isInt {
			ids[uint16(v)] = name.Text()
		}
	}
	return ids
}

// addAll adds every packet of a packet capture.
func (f *tsharkFile) addAll(in Input) {
	by := byRecord(in.Capture)
	for i := range in.Records {
		if rec := &in.Records[i]; rec.Event == "" {
			f.packets = append(f.packets, packet{in.Name + ": " + rec.Pos.String(), by[rec]})
		}
	}
}

// addNew adds the netlink datagrams of a capture that say something new. Without a protocol, tshark reads none.
func (f *tsharkFile) addNew(in Input, ids map[uint16]string) {
	for id, name := range ids {
		f.ids[id] = name
	}
	by := byRecord(in.Capture)
	for i := range in.Records {
		rec := &in.Records[i]
		told := rec.Event == "" && rec.Link == captures.Netlink && rec.Protocol != captures.ProtocolUnknown
		if !told || !f.isNew(by[rec]) {
			continue
		}
		f.packets = append(f.packets, packet{in.Name + ": " + rec.Pos.String(), by[rec]})
		f.records = append(f.records, rec)
		f.octets += len(rec.Data)
	}
}

// isNew reports whether a datagram has a message that is not in the file yet.
func (f *tsharkFile) isNew(messages []capturetest.Message) bool {
	found := len(messages) == 0
	for _, m := range messages {
		d := digestOf(m.Message)
		found = found || !f.seen[d]
		f.seen[d] = true
	}
	return found
}

func byRecord(c *capturetest.Capture) map[*captures.Record][]capturetest.Message {
	by := map[*captures.Record][]capturetest.Message{}
	for _, m := range c.Messages {
		by[m.Record] = append(by[m.Record], m)
	}
	return by
}

func (f *tsharkFile) write() error {
	file, err := os.Create(f.name)
	if err != nil {
		return err
	}
	w, err := pcap.NewWriter(file, pcap.Options{})
	for _, r := range f.records {
		err = errors.Join(err, w.Write(r))
	}
	return errors.Join(err, w.Close(), file.Close())
}
