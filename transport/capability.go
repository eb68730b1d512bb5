package transport

// What a Transport may be able to do beyond the interface. Descriptor and network namespace of a socket of this
// machine's kernel are capabilities too: syscall.Conn, and Namespaced.
type (
	// DropCounter tells how many datagrams were lost since the socket was opened.
	DropCounter interface{ Drops() (uint32, error) }

	// BufferTeller tells how many octets of datagrams, the kernel's accounting included, may wait in the socket.
	BufferTeller interface{ ReceiveBuffer() (int, error) }

	// Prefetcher is a transport that knows at once whether a datagram is waiting: it has to ask nobody elsewhere.
	// Prefetched reports whether the next Receive has one at hand; it is called by the one who receives.
	Prefetcher interface{ Prefetched() bool }

	// DumpKeeper reports whether parts of dumps are never among the datagrams that are lost, as the kernel never drops
	// them. Where a transport does not tell, a dump in which an overflow falls is asked for again.
	DumpKeeper interface{ KeepsDumps() bool }
)

// Unwrapper is a transport around another one. Wrapper is one.
type Unwrapper interface{ Unwrap() Transport }

// Wrapper passes everything on to a transport: it is embedded in transports that do something on the way.
type Wrapper struct{ Transport }

// Unwrap returns the transport inside.
func (w Wrapper) Unwrap() Transport { return w.Transport }

// Capability finds what can do C in a transport: itself, or the outermost of those that it wraps.
func Capability[C any](t Transport) (c C, ok bool) {
	for t != nil {
		if c, ok = t.(C); ok {
			return c, true
		}
		w, wraps := t.(Unwrapper)
		if !wraps {
			break
		}
		t = w.Unwrap()
	}
	return c, false
}
