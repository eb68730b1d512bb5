package fake

import (
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
)

// Options changes what a Kernel is like. The zero Options are those of Linux.
type Options struct {
	// ReceiveBuffer is how many octets, the kernel's accounting included, may wait in a Socket: 212992 if it is 0.
	ReceiveBuffer int
	// Kinds are the kinds of links there are, as if others were modules that cannot be loaded; nil: all that the
	// package knows.
	Kinds []string
	// Lax makes sockets that have not set NETLINK_GET_STRICT_CHK, which ignore filters of dumps.
	Lax bool
	// WholeAcks makes sockets that have not set NETLINK_CAP_ACK: errors quote the whole request.
	WholeAcks bool
	// PlainAcks makes sockets that have not set NETLINK_EXT_ACK: errors have no text.
	PlainAcks bool
}

// Kernel is an rtnetlink kernel in memory. It may be used by many goroutines at once.
type Kernel struct {
	options Options
	decoder codec.Decoder
	encoder codec.Encoder

	mu          sync.Mutex
	sockets     map[uint32]*Socket // by port id
	nextPort    uint32
	links       []*Link // by index
	nextIndex   int
	addrs       []*Addr // those of a link in the order of the kernel
	tables      map[tableKey]*table
	rules       []*Rule
	neighbours  []*Neighbour
	customRules map[uint8]bool // by family: somebody has changed the rules
	carriers    []*Link        // whose carrier has changed during the request
	generation  uint64         // counts changes
	nextMAC     uint32
	lax         bool // the requests at hand are not checked strictly

	refusals    []*refusalOrder
	interrupted int // how many dumps are to be interrupted still
}

// New makes a kernel that has the loopback device, which is down, and the rules of the kernel.
func New(o Options) *Kernel {
	if o.ReceiveBuffer == 0 {
		o.ReceiveBuffer = defaultReceiveBuffer
	}
	registry := tables.Registry()
	k := &Kernel{
		options: o, decoder: codec.Decoder{Registry: registry},
		encoder: codec.Encoder{Registry: registry, BigEndian: host.BigEndian},
		sockets: map[uint32]*Socket{}, nextPort: 1000, nextIndex: 1, tables: map[tableKey]*table{},
		rules: defaultRules(),
	}
	lo := newLink(kinds[loopback])
	lo.Name, lo.Index = "lo", 1
	lo.Address, lo.Broadcast = make([]byte, 6), make([]byte, 6)
	k.customRules = map[uint8]bool{}
	k.nextIndex = 2
	k.table(afInet6, tableMain) // which are there from the start
	k.table(afInet6, tableLocal)
	k.links = []*Link{lo}
	return k
}

// Socket opens a netlink socket of protocol NETLINK_ROUTE. It is a transport for proxy.Open.
func (k *Kernel) Socket() *Socket {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.nextPort++
	s := &Socket{kernel: k, portID: k.nextPort, limit: k.options.ReceiveBuffer, wake: make(chan struct{}, 1)}
	s.style.Capped, s.style.Extended = !k.options.WholeAcks, !k.options.PlainAcks
	k.sockets[s.portID] = s
	return s
}

var _ transport.Transport = (*Socket)(nil)

// changed notes that objects are different from now on.
func (k *Kernel) changed() { k.generation++ }

// tryEncode makes a message.
func (k *Kernel) tryEncode(r *codec.Request) ([]byte, error) {
	r.Protocol = "NETLINK_ROUTE"
	return k.encoder.Append(nil, r)
}

// encode makes a message of what requests made, or what fits has found right, which the tables hold.
func (k *Kernel) encode(r *codec.Request) []byte {
	b, err := k.tryEncode(r)
	if err != nil {
		panic("fake: " + err.Error())
	}
	return b
}
