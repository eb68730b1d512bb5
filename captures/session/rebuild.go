package session

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/protocols"
)

// Rebuilder turns rendered messages back into records. Messages with the same "record" become one datagram.
type Rebuilder struct {
	Encoder  codec.Encoder
	Protocol int // of messages that do not say

	open    bool
	number  int64
	current captures.Record
	aligned bool // what comes after the last message is there already
}

// envelope is what a JSON object says of the record.
type envelope struct {
	Record      int64           `json:"record"`
	Time        json.RawMessage `json:"time"`
	Clock       json.Number     `json:"clock"`
	Direction   string          `json:"direction"`
	Pid         int             `json:"pid"`
	Comm        string          `json:"comm"`
	FD          *int            `json:"fd"`
	Elapsed     float64         `json:"elapsed"`
	Port        uint32          `json:"port"`
	Groups      uint64          `json:"groups"`
	Group       uint32          `json:"group"`
	Sender      uint32          `json:"sender"`
	NSID        *int32          `json:"nsid"`
	Failed      string          `json:"failed"`
	Interface   string          `json:"interface"`
	Comment     string          `json:"comment"`
	OriginalLen int             `json:"original_len"`
	Number      *int            `json:"netlink_protocol"`
	Protocol    string          `json:"protocol"`
	ByteOrder   string          `json:"byteorder"`
	Trailer     *string         `json:"trailer"`
	Untold      [][2]int        `json:"untold"`
	Printed     []string        `json:"printed"`
	Event       string          `json:"event"`
	Link        string          `json:"link"`
	Header      json.RawMessage `json:"header"`
	Hex         *string         `json:"hex"`
	Attrs       json.RawMessage `json:"attrs"`
}

// Add takes what a form writes of a message. A form whose messages are objects (Members) says in them of which record
// they are, also of one without messages; each message of another form is a record of its own. Add returns the record
// before it if that is complete now, else nil.
func (b *Rebuilder) Add(f *form.Form, written []byte) (*captures.Record, error) {
	if f.Members == nil {
		return b.single(f, written)
	}
	return b.object(f, written)
}

// object takes the object of a message, or of a record without messages.
func (b *Rebuilder) object(f *form.Form, object []byte) (*captures.Record, error) {
	var e envelope
	if err := json.Unmarshal(object, &e); err != nil {
		return nil, objectError(err)
	}
	var done *captures.Record
	if !b.open || e.Record == 0 || e.Record != b.number {
		done = b.Finish()
		if err := b.start(&e); err != nil {
			return done, err
		}
	}
	if e.Header != nil || e.Hex != nil || b.current.Link == captures.Packet && e.Attrs != nil {
		enc := b.Encoder
		if p := enc.Registry.Protocol(b.Protocol); p != nil {
			enc.Protocol = p.Name
		}
		msg, err := f.Parse(&enc, object)
		if err != nil {
			b.open = b.open && len(b.current.Data) > 0
			return done, err
		}
		b.align()
		at := len(b.current.Data)
		b.current.Data = append(b.current.Data, msg...)
		b.aligned = false
		if err := b.untold(&e, at); err != nil {
			return done, err
		}
	}
	if e.Trailer != nil {
		octets, err := hex.DecodeString(*e.Trailer)
		if err != nil {
			return done, fmt.Errorf("trailer: %w", err)
		}
		at := len(b.current.Data)
		b.current.Data = append(b.current.Data, octets...)
		b.aligned = true
		if e.Header == nil && e.Hex == nil && e.Attrs == nil {
			return done, b.untold(&e, at)
		}
	}
	return done, nil
}

// untold notes which octets of the message that starts at a place, and after it, the capture did not tell.
func (b *Rebuilder) untold(e *envelope, at int) error {
	for i, s := range e.Untold {
		span := codec.Span{From: at + s[0], To: at + s[1]}
		if s[0] < 0 || s[1] <= s[0] || span.To > maxUntold {
			return fmt.Errorf("untold: %v is no range of octets of a message", s)
		}
		if i < len(e.Printed) {
			span.Text = e.Printed[i]
		}
		if more := span.To - len(b.current.Data); more > 0 {
			b.current.Data = append(b.current.Data, make([]byte, more)...)
			b.aligned = true
		}
		b.current.Missing = append(b.current.Missing, span)
	}
	return nil
}

// maxUntold bounds how long a datagram may get by octets that are not told: 4 MiB, as for readers.
const maxUntold = 4 << 20

func objectError(err error) error {
	var typed *json.UnmarshalTypeError
	if errors.As(err, &typed) {
		return fmt.Errorf("%q is a JSON %s, not what stands there in nldecode's output", typed.Field, typed.Value)
	}
	return fmt.Errorf("not a JSON object: %w", err)
}

// align pads the message before.
func (b *Rebuilder) align() {
	for !b.aligned && len(b.current.Data)%4 != 0 {
		b.current.Data = append(b.current.Data, 0)
	}
}

// start begins a record.
func (b *Rebuilder) start(e *envelope) error {
	r := captures.Record{
		Pid: e.Pid, Comm: e.Comm, FD: -1, Elapsed: time.Duration(math.Round(e.Elapsed * float64(time.Second))),
		PortID: e.Port, Groups: e.Groups, Interface: e.Interface, Comment: e.Comment, OriginalLen: e.OriginalLen,
		Event: e.Event, Failed: e.Failed, BigEndian: e.ByteOrder == "big",
		Protocol: b.Protocol, Origin: captures.Origin{Group: e.Group, Sender: e.Sender},
	}
	b.open, b.number, b.aligned = true, e.Record, false
	b.current = r
	if e.FD != nil {
		b.current.FD = *e.FD
	}
	if e.NSID != nil {
		b.current.Origin.NSID, b.current.Origin.HasNSID = *e.NSID, true
	}
	b.current.Direction = codec.Direction(max(0, slices.Index(directionWords[:], e.Direction)))
	switch {
	case e.Number != nil:
		b.current.Protocol = *e.Number
	case e.Protocol != "":
		b.current.Protocol = b.protocolNumber(e.Protocol)
	}
	b.current.Link = b.linkOf(b.current.Protocol)
	switch e.Link {
	case "ethernet": // of octets alone
		b.current.Link, b.current.Protocol = captures.Packet, protocols.Ethernet.Number
	case "other":
		b.current.Link = captures.Other
	}
	return b.setTime(e)
}

// linkOf returns what records of a protocol hold.
func (b *Rebuilder) linkOf(protocol int) captures.Link {
	if b.Encoder.Registry.Protocol(protocol).IsPacket() {
		return captures.Packet
	}
	return captures.Netlink
}

func (b *Rebuilder) protocolNumber(name string) int {
	n, _, err := ParseFamily(b.Encoder.Registry, name)
	if err != nil {
		return captures.ProtocolUnknown
	}
	return n
}

// setTime reads "time", a string or seconds since 1970, or "clock".
func (b *Rebuilder) setTime(e *envelope) error {
	var err error
	var text string
	switch {
	case e.Clock != "":
		b.current.Time, err = parseEpoch(e.Clock.String())
	case e.Time == nil:
	case json.Unmarshal(e.Time, &text) == nil:
		b.current.HasDate = true
		b.current.Time, err = time.Parse(time.RFC3339Nano, text)
	default:
		b.current.HasDate = true
		b.current.Time, err = parseEpoch(string(e.Time))
	}
	if err != nil {
		return fmt.Errorf("time: %w", err)
	}
	return nil
}

// parseEpoch reads seconds since 1970 with up to nine decimals, without losing any.
func parseEpoch(s string) (time.Time, error) {
	d, err := time.ParseDuration(s + "s")
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no number of seconds", s)
	}
	return time.Unix(0, int64(d)).UTC(), nil
}

// single takes a message that is a record of its own.
func (b *Rebuilder) single(f *form.Form, written []byte) (*captures.Record, error) {
	done := b.Finish()
	msg, err := f.Parse(&b.Encoder, written)
	if err != nil {
		return done, err
	}
	protocol, bigEndian := f.Input.Record(b.Encoder.Registry, written)
	b.open = true
	b.current = captures.Record{FD: -1, Protocol: b.Protocol, Data: msg,
		BigEndian: bigEndian || b.Encoder.BigEndian}
	if protocol != "" {
		b.current.Protocol = b.protocolNumber(protocol)
	}
	b.current.Link = b.linkOf(b.current.Protocol)
	return done, nil
}

// Finish returns the last record, or nil.
func (b *Rebuilder) Finish() *captures.Record {
	if !b.open {
		return nil
	}
	b.open = false
	r := b.current
	r.OriginalLen = max(r.OriginalLen, len(r.Data))
	return &r
}
