package proxy

import (
	"errors"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/transport/kernel"
)

// Netlink protocols (linux/netlink.h).
const (
	Route         = 0
	Usersock      = 2
	SockDiag      = 4
	NFLog         = 5
	XFRM          = 6
	SELinux       = 7
	ISCSI         = 8
	Audit         = 9
	FIBLookup     = 10
	Connector     = 11
	Netfilter     = 12
	KobjectUevent = 15
	Generic       = 16
	SCSITransport = 18
	RDMA          = 20
	Crypto        = 21
	SMC           = 22
)

// Option changes how a Socket is opened.
type Option func(*options)

type options struct {
	transport.Options // of what the socket stands on
	open              Opener
	recorder          Recorder
	registry          *codec.Registry
	resolver          *codec.Resolver
	queueLimit        int
	retries           int
	timestamps        bool
	err               error // what is wrong with an option
}

// optionsWith returns the defaults, changed by options.
func optionsWith(opts []Option) *options {
	o := &options{registry: tables.Registry(), queueLimit: queueLimit, retries: 5}
	for _, opt := range opts {
		opt(o)
	}
	if o.open == nil {
		o.open = kernel.Open
	}
	return o
}

// Opener opens what a Socket stands on. kernel.Open is one, which opens sockets of this machine's kernel.
type Opener func(protocol int, o transport.Options) (transport.Transport, error)

// WithOpener makes the Socket talk through what an Opener opens, which is given those of the options that the kernel is
// told.
func WithOpener(open Opener) Option {
	return func(o *options) {
		if o.open != nil {
			o.err = errors.New("it has a transport already")
		}
		o.open = open
	}
}

// WithTransport makes the Socket talk through something other than the kernel of this machine.
func WithTransport(t transport.Transport) Option {
	return WithOpener(func(int, transport.Options) (transport.Transport, error) { return t, nil })
}

// Recorder makes a Transport of a protocol one that is recorded: *recording.Recorder is one.
type Recorder interface {
	Record(protocol int, t transport.Transport) transport.Transport
}

// WithRecorder has every datagram of the Socket recorded, as it is on the Transport: after the callbacks.
func WithRecorder(r Recorder) Option { return func(o *options) { o.recorder = r } }

// WithRegistry gives the Socket other tables than all there are.
func WithRegistry(r *codec.Registry) Option { return func(o *options) { o.registry = r } }

// WithResolver lets the Socket share what is known of generic netlink families with others.
func WithResolver(r *codec.Resolver) Option { return func(o *options) { o.resolver = r } }

// PortID asks for a port id (nl_pid). Without it the kernel chooses one.
func PortID(id uint32) Option { return func(o *options) { o.PortID = id } }

// ReceiveBuffer sets how many octets may wait in the socket, the kernel's own accounting (some 800 octets a datagram)
// not included: 4 MiB without it. Without CAP_NET_ADMIN the kernel cuts it to net.core.rmem_max.
func ReceiveBuffer(octets int) Option { return func(o *options) { o.ReceiveBuffer = octets } }

// SendBuffer sets how many octets a datagram may have: 1 MiB without it. Larger ones are refused with EMSGSIZE.
func SendBuffer(octets int) Option { return func(o *options) { o.SendBuffer = octets } }

// QueueLimit sets how many octets of events, what is kept besides them included (some 100 octets a datagram), may wait
// in memory for the reader of each Subscription that has no limit of its own, and for Receive: 256 MiB without it, or
// if it is not above 0. What is more is dropped, which an Overrun tells.
func QueueLimit(octets int) Option {
	return func(o *options) {
		if octets > 0 {
			o.queueLimit = octets
		}
	}
}

// DumpRetries sets how often a dump is asked for again when it was interrupted by changes, refused because another one
// runs, or lost, and any other request that only reads when its answer was lost: 5 times without it, some milliseconds
// apart.
func DumpRetries(n int) Option { return func(o *options) { o.retries = n } }

// Lax leaves NETLINK_GET_STRICT_CHK off: the kernel then ignores what it does not understand of the requests for dumps,
// filters among it.
func Lax() Option { return func(o *options) { o.Lax = true } }

// WholeAcks asks the kernel to quote failed requests whole (NETLINK_CAP_ACK off).
func WholeAcks() Option { return func(o *options) { o.WholeAcks = true } }

// AnySender takes datagrams of other processes too, not only the kernel's. Whoever knows the port id can send them.
func AnySender() Option { return func(o *options) { o.AnySender = true } }

// AllNamespaces takes the events of all network namespaces that have an id in the socket's (NETLINK_LISTEN_ALL_NSID).
// From.NSID tells which; netns.NS.ByID finds it.
func AllNamespaces() Option { return func(o *options) { o.AllNamespaces = true } }

// PassCredentials asks who sent each datagram (SO_PASSCRED): Pid, UID and GID of From.
func PassCredentials() Option { return func(o *options) { o.PassCredentials = true } }

// Timestamps notes when each datagram was read: Time of From. A transport that tells the time itself is taken at its
// word, as one of package recording is. The kernel is not: it has no time for netlink sockets (SO_TIMESTAMPNS sets
// nothing there), and who reads late, because the socket has no subscription, gets a late time.
func Timestamps() Option { return func(o *options) { o.timestamps = true } }
