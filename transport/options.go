package transport

// Options is how a netlink socket is opened: what its kernel is told. The zero Options are those of a socket that
// proxy.Open opens without options.
type Options struct {
	// PortID is the port id (nl_pid) that is asked for. 0: the kernel chooses one.
	PortID uint32
	// ReceiveBuffer is how many octets may wait in the socket, the kernel's own accounting (some 800 octets a datagram)
	// not included: 4 MiB if it is 0. Without CAP_NET_ADMIN the kernel cuts it to net.core.rmem_max.
	ReceiveBuffer int
	// SendBuffer is how many octets a datagram may have: 1 MiB if it is 0. Larger ones are refused with EMSGSIZE.
	SendBuffer int
	// Lax leaves NETLINK_GET_STRICT_CHK off: the kernel then ignores what it does not understand of the requests for
	// dumps, filters among it.
	Lax bool
	// WholeAcks asks the kernel to quote failed requests whole (NETLINK_CAP_ACK off).
	WholeAcks bool
	// AnySender takes datagrams of other processes too, not only the kernel's.
	AnySender bool
	// AllNamespaces takes the events of all network namespaces that have an id in the socket's
	// (NETLINK_LISTEN_ALL_NSID).
	AllNamespaces bool
	// PassCredentials asks who sent each datagram (SO_PASSCRED): Pid, UID and GID of From.
	PassCredentials bool
	// NetNS opens the network namespace that the socket is opened in, as netns.NS.FD does: whoever opens the socket
	// closes the descriptor. nil: that of the calling thread.
	NetNS func() (fd int, err error)
}

// The sizes that Options have where they say none.
const (
	defaultReceiveBuffer = 4 << 20
	defaultSendBuffer    = 1 << 20
)

// Sized returns the Options with the sizes of buffers that are meant by 0.
func (o Options) Sized() Options {
	if o.ReceiveBuffer == 0 {
		o.ReceiveBuffer = defaultReceiveBuffer
	}
	if o.SendBuffer == 0 {
		o.SendBuffer = defaultSendBuffer
	}
	return o
}

// AckStyle is how the kernel acknowledges what a socket that is opened so sends.
func (o Options) AckStyle() AckStyle { return AckStyle{Capped: !o.WholeAcks, Extended: true} }
