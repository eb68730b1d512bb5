package remote

import (
	"github.com/nlkit/nlkit/remote/internal/wire"
	"github.com/nlkit/nlkit/transport"
)

// openFlags are the options of a socket that a client asks the server for as flags. optionsOf is the inverse.
func openFlags(o transport.Options) (flags wire.OpenFlags) {
	for _, x := range []struct {
		set  bool
		flag wire.OpenFlags
	}{
		{o.Lax, wire.Lax}, {o.WholeAcks, wire.WholeAcks}, {o.AnySender, wire.AnySender},
		{o.AllNamespaces, wire.AllNamespaces}, {o.PassCredentials, wire.PassCredentials},
	} {
		if x.set {
			flags |= x.flag
		}
	}
	return flags
}

// optionsOf are the options that a client asks for, within the limits.
func optionsOf(r wire.Open, l Limits) transport.Options {
	has := func(flag wire.OpenFlags) bool { return r.Flags&flag != 0 }
	o := transport.Options{
		PortID: r.PortID, ReceiveBuffer: int(r.ReceiveBuffer), SendBuffer: int(r.SendBuffer),
		Lax: has(wire.Lax), WholeAcks: has(wire.WholeAcks), AnySender: has(wire.AnySender),
		AllNamespaces: has(wire.AllNamespaces), PassCredentials: has(wire.PassCredentials),
	}.Sized()
	o.ReceiveBuffer, o.SendBuffer = min(o.ReceiveBuffer, l.Buffer), min(o.SendBuffer, l.Buffer)
	return o
}
