package proxy

import "github.com/nlkit/nlkit/proxy/remote"

// openFlags are the options of a socket that a client asks the server for as flags. optionsOf is the inverse.
func openFlags(o *options) (flags remote.OpenFlags) {
	for _, x := range []struct {
		set  bool
		flag remote.OpenFlags
	}{
		{o.lax, remote.Lax}, {!o.style.Capped, remote.WholeAcks}, {o.anySender, remote.AnySender},
		{o.allNamespaces, remote.AllNamespaces}, {o.credentials, remote.PassCredentials},
	} {
		if x.set {
			flags |= x.flag
		}
	}
	return flags
}

// optionsOf are the options that a client asks for, within the limits.
func optionsOf(r remote.Open, l RemoteLimits) Option {
	return func(o *options) {
		o.portID = r.PortID
		if r.ReceiveBuffer > 0 {
			o.receiveBuffer = int(r.ReceiveBuffer)
		}
		if r.SendBuffer > 0 {
			o.sendBuffer = int(r.SendBuffer)
		}
		o.receiveBuffer, o.sendBuffer = min(o.receiveBuffer, l.Buffer), min(o.sendBuffer, l.Buffer)
		o.lax = r.Flags&remote.Lax != 0
		o.style.Capped = r.Flags&remote.WholeAcks == 0
		o.anySender = r.Flags&remote.AnySender != 0
		o.allNamespaces = r.Flags&remote.AllNamespaces != 0
		o.credentials = r.Flags&remote.PassCredentials != 0
	}
}
