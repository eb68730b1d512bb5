package fake

import (
	"net/netip"
	"slices"
)

// getOutput4 is RTM_GETROUTE of what this host sends.
func (k *Kernel) getOutput4(r *request) error {
	f := flow{
		link: int(r.numberOr(0, "RTA_OIF")), tos: uint8(r.field("rtm_tos")), mark: r.numberOr(0, "RTA_MARK"),
		protocol: uint8(r.numberOr(0, "RTA_IP_PROTO")),
	}
	f.dst = given(r.addr("RTA_DST"))
	f.src = given(r.addr("RTA_SRC"))
	a, err := k.output4(f)
	if err != nil {
		return err
	}
	return k.reply4(r, a)
}

// output4 finds out how this host sends to an address.
func (k *Kernel) output4(f flow) (answer, error) {
	if f.src.IsValid() {
		if f.src.IsMulticast() || f.src == broadcastAll || f.src.As4()[0] == 0 {
			return answer{}, refuse(einval)
		}
		source := k.ownerOf(f.src)
		if source == nil {
			return answer{}, refuse(enetunreach)
		}
		if f.link == 0 && f.dst.IsValid() && (f.dst.IsMulticast() || f.dst == broadcastAll) {
			return k.outputThrough(f, source)
		}
	}
	var out *Link
	if f.link != 0 {
		switch out = k.link(f.link); {
		case out == nil:
			return answer{}, refuse(enodev)
		case !out.isUp() || out.ipv4Off:
			return answer{}, refuse(enetunreach)
		case f.dst.IsValid() && (isLocalMulticast(f.dst) || f.dst == broadcastAll):
			return k.outputThrough(k.withSource(f, out, scopeLink), out)
		case f.dst.IsValid() && f.dst.IsMulticast():
			f = k.withSource(f, out, scopeUniverse)
		case !f.dst.IsValid():
			f = k.withSource(f, out, scopeHost)
		}
	}
	if !f.dst.IsValid() {
		return k.outputToSelf(f)
	}
	found, err := k.fib(f)
	switch {
	case err != nil && out != nil: // the destination may be on the link
		return k.outputThrough(k.withSource(f, out, scopeLink), out)
	case err != nil:
		return answer{}, err
	case found.Type == typeLocal:
		if !f.src.IsValid() {
			if f.src = found.PrefSrc; !f.src.IsValid() {
				f.src = f.dst
			}
		}
		return k.makeAnswer(answer{fibResult: found, flow: f, typ: typeLocal, flags: rtcfLocal}, k.link(loopbackIndex))
	}
	if !f.src.IsValid() {
		f.src = k.sourceOf(found)
	}
	return k.makeAnswer(answer{fibResult: found, flow: f, typ: found.Type}, k.link(found.hop().Link))
}

// outputThrough answers that what is sent goes out of a link, whatever the routes say.
func (k *Kernel) outputThrough(f flow, out *Link) (answer, error) {
	return k.makeAnswer(answer{flow: f, typ: typeUnicast}, out)
}

// outputToSelf answers a request without a destination.
func (k *Kernel) outputToSelf(f flow) (answer, error) {
	if f.dst = f.src; !f.dst.IsValid() {
		f.dst = netip.AddrFrom4([4]byte{127, 0, 0, 1})
		f.src = f.dst
	}
	return k.makeAnswer(answer{flow: f, typ: typeLocal, flags: rtcfLocal}, k.link(loopbackIndex))
}

func (k *Kernel) withSource(f flow, out *Link, scope uint8) flow {
	if !f.src.IsValid() {
		f.src = k.selectSource(out, netip.Addr{}, scope)
	}
	return f
}

// makeAnswer completes an answer for a link that it goes out of.
func (k *Kernel) makeAnswer(a answer, out *Link) (answer, error) {
	if out.ipv4Off || a.src.IsLoopback() && out.Kind != loopback {
		return a, refuse(einval)
	}
	a.link = out.Index
	switch {
	case a.dst == broadcastAll:
		a.typ = typeBroadcast
	case a.dst.IsMulticast():
		a.typ = typeMulticast
	case a.dst.As4()[0] == 0:
		return a, refuse(einval)
	}
	if out.Kind == loopback {
		a.flags |= rtcfLocal
	}
	switch a.typ {
	case typeBroadcast:
		a.flags |= rtcfBroadcast | rtcfLocal
	case typeMulticast:
		if a.flags |= rtcfMulticast | rtcfLocal; a.dst != allHosts || !out.isUp() {
			a.flags &^= rtcfLocal
		}
		if a.Route != nil && a.prefix.Bits() < 4 {
			a.gatewayless = true
		}
	}
	return a, nil
}

// allHosts is the group that every host is in.
var allHosts = netip.AddrFrom4([4]byte{224, 0, 0, 1})

// isLocalMulticast reports whether a group is that of a link.
func isLocalMulticast(ip netip.Addr) bool {
	b := ip.As4()
	return b[0] == 224 && b[1] == 0 && b[2] == 0
}

// ownerOf returns the link that has an IPv4 address, or nil.
func (k *Kernel) ownerOf(ip netip.Addr) *Link {
	if i := slices.IndexFunc(k.addrs, func(a *Addr) bool { return a.local() == ip }); i >= 0 {
		return k.link(k.addrs[i].Link)
	}
	if found, err := k.lookup(tableLocal, flow{dst: ip}); err == nil && found.Type == typeLocal {
		return k.link(found.hop().Link)
	}
	return nil
}

// sourceOf chooses the source address of what is sent along a route.
func (k *Kernel) sourceOf(found fibResult) netip.Addr {
	if found.PrefSrc.IsValid() {
		return found.PrefSrc
	}
	h := found.hop()
	return k.selectSource(k.link(h.Link), h.Gateway, found.Scope)
}

// selectSource chooses an address of a link to send from: one of the network of the destination if that is valid.
func (k *Kernel) selectSource(out *Link, toward netip.Addr, scope uint8) (first netip.Addr) {
	for _, a := range k.addrsOf(out.Index, afInet) {
		if a.Flags&ifaSecondary != 0 || min(a.Scope, scopeHost) > scope {
			continue
		}
		if !toward.IsValid() || a.network().Contains(toward) {
			return a.local()
		}
		if !first.IsValid() {
			first = a.local()
		}
	}
	if first.IsValid() {
		return first
	}
	for _, l := range k.links {
		for _, a := range k.addrsOf(l.Index, afInet) {
			if a.Flags&ifaSecondary == 0 && a.Scope != scopeLink && a.Scope <= scope {
				return a.local()
			}
		}
	}
	return netip.Addr{}
}

// getInput4 is RTM_GETROUTE of what comes from a link. This host forwards nothing.
func (k *Kernel) getInput4(r *request, in int) error {
	l := k.link(in)
	if l == nil {
		return refuse(enodev)
	}
	a := answer{typ: typeLocal, flags: rtcfLocal}
	a.mark, a.in, a.link = r.numberOr(0, "RTA_MARK"), in, loopbackIndex
	a.dst = given(r.addr("RTA_DST"))
	a.src = given(r.addr("RTA_SRC"))
	if !a.src.IsValid() || !a.dst.IsValid() || l.ipv4Off {
		return refuse(einval)
	}
	found, err := k.fib(flow{dst: a.dst, src: a.src, mark: a.mark, in: in})
	if err != nil || found.Type != typeLocal {
		return refuse(ehostunreach)
	}
	a.fibResult = found
	return k.reply4(r, a)
}
