package fake

import (
	"net"
	"net/netip"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/verdicts"
)

// request is a message under way.
type request struct {
	codec.Message
	header codec.Header
	raw    []byte
	socket *Socket
	name   string // of the type
}

func (r *request) has(flags uint16) bool { return r.header.Flags&flags != 0 }

// field returns a member of the fixed struct.
func (r *request) field(name string) uint64 {
	v, _ := r.Field(name)
	return v
}

// number returns an attribute that is an integer.
func (r *request) number(path ...string) (uint32, bool) {
	a, ok := r.Attr(path...)
	if !ok {
		return 0, false
	}
	v, ok := a.Uint()
	return uint32(v), ok
}

// numberOr returns an attribute that is an integer, or something else if it is not there.
func (r *request) numberOr(or uint32, path ...string) uint32 {
	if v, ok := r.number(path...); ok {
		return v
	}
	return or
}

// text returns an attribute that is a string.
func (r *request) text(path ...string) (string, bool) {
	a, ok := r.Attr(path...)
	return a.Text(), ok
}

// addr returns an attribute that is an address.
func (r *request) addr(path ...string) (netip.Addr, bool) {
	a, ok := r.Attr(path...)
	return a.Addr(), ok
}

func (r *request) hardware(path ...string) (net.HardwareAddr, bool) {
	a, ok := r.Attr(path...)
	return append(net.HardwareAddr(nil), a.Payload()...), ok
}

// reply sends a message to who asked.
func (r *request) reply(answer *codec.Request) {
	answer.Seq, answer.PortID = r.header.Seq, r.socket.portID
	r.socket.push(r.socket.kernel.encode(answer), 0)
}

// handle carries out one message and acknowledges it.
func (s *Socket) handle(msg []byte) {
	r := &request{header: host.Header(msg), raw: msg, socket: s}
	var err error
	if r.has(codec.FlagRequest) && r.header.Type >= codec.MinType {
		var dumping bool
		if dumping, err = s.kernel.serve(r); dumping && err == nil {
			return
		}
	}
	if err != nil || r.has(codec.FlagAck) {
		s.push(verdicts.AppendAck(nil, msg, s.portID, failureOf(err), s.style), 0)
	}
}

// serve carries out a request, or begins a dump.
func (k *Kernel) serve(r *request) (dumping bool, err error) {
	t, ok := types[r.header.Type]
	if !ok {
		return false, refuse(eopnotsupp)
	}
	r.name = t.name
	if err := k.ordered(r.name); err != nil {
		return false, err
	}
	if len(r.raw) == codec.HeaderLen {
		return false, nil // too short for a family: the kernel does nothing
	}
	dumping = t.dump != nil && r.has(codec.FlagDump)
	if !dumping && t.do == nil {
		return false, refuse(eopnotsupp)
	}
	if t.deletes && r.has(codec.FlagBulk) {
		return false, refuseText(eopnotsupp, "Bulk delete is not supported")
	}
	// what is damaged is looked for below
	_ = k.decoder.Decode(&r.Message, codec.Context{BigEndian: host.BigEndian}, r.raw)
	if err := r.check(t, dumping); err != nil {
		return dumping, err
	}
	if dumping {
		return true, k.beginDump(r, t.dump)
	}
	return false, t.do(k, r)
}

// check looks for a header that is too short, and for attributes that are.
func (r *request) check(t *requestType, dumping bool) error {
	if len(r.raw) < codec.HeaderLen+t.header {
		if dumping {
			return nil // the rest counts as zeros
		}
		return t.short
	}
	if r.Type() == nil {
		return refuse(einval)
	}
	set := r.Type().Set
	for a := range r.Root().Children() {
		if int(a.Type()) >= len(set.Attrs) || !a.Known() {
			continue
		}
		if need := sizes[set.Attrs[a.Type()].Kind]; len(a.Payload()) < need {
			return refuse(erange)
		}
		if a.Name() == "IFLA_IFNAME" && len(a.Text()) > 15 || a.Name() == "IFLA_ALT_IFNAME" && len(a.Text()) > 127 {
			return refuseAt(erange, "Attribute failed policy validation", a)
		}
	}
	return nil
}

// sizes is how many octets the payload of an integer has.
var sizes = map[codec.Kind]int{codec.U8: 1, codec.U16: 2, codec.U32: 4, codec.S32: 4, codec.U64: 8}

// requestType is what the kernel does with messages of a type.
type requestType struct {
	name    string
	deletes bool
	header  int   // size of the fixed struct
	short   error // if it is not there
	do      func(*Kernel, *request) error
	dump    func(*Kernel, *request) ([]*codec.Request, error)
}

var (
	errShort   = refuse(einval)
	errInvalid = refuseText(einval, "Invalid header length")
)

// types is what is served (linux/rtnetlink.h). It is filled in init because what serves requests looks types up itself.
var types map[uint16]*requestType

func init() {
	types = map[uint16]*requestType{
		16: {name: "RTM_NEWLINK", header: 16, short: errInvalid, do: (*Kernel).changeOrMakeLink},
		17: {name: "RTM_DELLINK", deletes: true, header: 16, short: errInvalid, do: (*Kernel).delLink},
		18: {name: "RTM_GETLINK", header: 16, short: errInvalid, do: (*Kernel).getLink,
			dump: (*Kernel).dumpLinks},
		19: {name: "RTM_SETLINK", header: 16, short: errInvalid, do: (*Kernel).setLink},
		20: {name: "RTM_NEWADDR", header: 8, short: errInvalid, do: (*Kernel).newAddr},
		21: {name: "RTM_DELADDR", deletes: true, header: 8, short: errInvalid, do: (*Kernel).delAddr},
		22: {name: "RTM_GETADDR", header: 8, short: errInvalid, do: (*Kernel).getAddr,
			dump: (*Kernel).dumpAddrs},
		24: {name: "RTM_NEWROUTE", header: 12, short: errShort, do: (*Kernel).newRoute},
		25: {name: "RTM_DELROUTE", deletes: true, header: 12, short: errShort, do: (*Kernel).delRoute},
		26: {name: "RTM_GETROUTE", header: 12, short: errInvalid, do: (*Kernel).getRoute,
			dump: (*Kernel).dumpRoutes},
		28: {name: "RTM_NEWNEIGH", header: 12, short: errInvalid, do: (*Kernel).newNeigh},
		29: {name: "RTM_DELNEIGH", deletes: true, header: 12, short: errInvalid, do: (*Kernel).delNeigh},
		30: {name: "RTM_GETNEIGH", header: 12, short: errInvalid, do: (*Kernel).getNeigh,
			dump: (*Kernel).dumpNeighs},
		32:  {name: "RTM_NEWRULE", header: 12, short: errInvalid, do: (*Kernel).newRule},
		33:  {name: "RTM_DELRULE", deletes: true, header: 12, short: errInvalid, do: (*Kernel).delRule},
		34:  {name: "RTM_GETRULE", header: 12, short: errInvalid, dump: (*Kernel).dumpRules},
		108: {name: "RTM_NEWLINKPROP", header: 16, short: errInvalid, do: (*Kernel).newLinkProp},
		109: {name: "RTM_DELLINKPROP", deletes: true, header: 16, short: errInvalid, do: (*Kernel).delLinkProp},
	}
}
