package proxy

import (
	"github.com/nlkit/nlkit/proxy/remote"
	"github.com/nlkit/nlkit/transport"
)

// openFlags are the options of a socket that a client asks the server for as flags. optionsOf is the inverse.
func openFlags(o transport.Options) (flags remote.OpenFlags) {
	for _, x := range []struct {
		set  bool
		flag remote.OpenFlags
	}{
		{o.Lax, remote.Lax}, {o.WholeAcks, remote.WholeAcks}, {o.AnySender, remote.AnySender},
		{o.AllNamespaces, remote.AllNamespaces}, {o.PassCredentials, remote.PassCredentials},
	} {
		if x.set {
			flags |= x.flag
		}
	}
	return flags
}

// optionsOf are the options that a client asks for, within the limits.
func optionsOf(r remote.Open, l RemoteLimits) transport.Options {
	has := func(flag remote.OpenFlags) bool { return r.Flags&flag != 0 }
	o := transport.Options{
		PortID: r.PortID, ReceiveBuffer: int(r.ReceiveBuffer), SendBuffer: int(r.SendBuffer),
		Lax: has(remote.Lax), WholeAcks: has(remote.WholeAcks), AnySender: has(remote.AnySender),
		AllNamespaces: has(remote.AllNamespaces), PassCredentials: has(remote.PassCredentials),
	}.Sized()
	o.ReceiveBuffer, o.SendBuffer = min(o.ReceiveBuffer, l.Buffer), min(o.SendBuffer, l.Buffer)
	return o
}
