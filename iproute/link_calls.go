package iproute

import (
	"context"
	"errors"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// LinkByName gets a link by its name, or one of its alternative names. If there is none the error is ErrNotFound.
func (ip *IPRoute) LinkByName(ctx context.Context, name string) (LinkView, error) {
	return ip.linkOf(ctx, Link{Name: name})
}

// LinkByIndex gets a link by its index. If there is none the error is ErrNotFound.
func (ip *IPRoute) LinkByIndex(ctx context.Context, index int) (LinkView, error) {
	return ip.linkOf(ctx, Link{Index: index})
}

func (ip *IPRoute) linkOf(ctx context.Context, spec ...Spec) (LinkView, error) {
	m, err := ip.getLink(ctx, spec...)
	if err != nil {
		return LinkView{}, err
	}
	return asNest[LinkView](m.Root()), nil
}

// AddLink makes a link and returns it, as the kernel has it then. One that is made in another namespace (NetNS) is not
// returned: the view is zero.
//
//	br0, err := ip.AddLink(ctx, iproute.Link{Name: "br0", Up: iproute.Set(true), Kind: iproute.Bridge{}})
func (ip *IPRoute) AddLink(ctx context.Context, spec ...Spec) (LinkView, error) {
	link, err := ip.addLink(ctx, spec)
	if err != nil {
		return LinkView{}, &Error{Call: "link add", Err: err}
	}
	return link, nil
}

func (ip *IPRoute) addLink(ctx context.Context, spec []Spec) (LinkView, error) {
	v, r, err := ip.request(ctx, linkObject, linkObject.commands["add"], spec)
	defer v.close()
	if err != nil {
		return LinkView{}, err
	}
	if ip.collects(v.command) {
		return LinkView{}, ip.collect("link add", v, r)
	}
	away := v.has("IFLA_NET_NS_FD") || v.has("IFLA_NET_NS_PID")
	if !away {
		r.Flags |= codec.FlagEcho
	}
	told, err := ip.s.Request(ctx, r)
	switch {
	case err != nil || away:
		return LinkView{}, err
	case len(told) == 0: // before Linux 6.2
		return ip.madeLink(ctx, v)
	case v.has("IFLA_MASTER"): // which it gets after it is told of
		return ip.LinkByIndex(ctx, asNest[LinkView](told[0].Root()).Index())
	}
	return asNest[LinkView](told[0].Root()), nil
}

// madeLink gets a link that was made, of which the kernel did not tell.
func (ip *IPRoute) madeLink(ctx context.Context, v *values) (LinkView, error) {
	if index, _ := integer(v.fixed["ifi_index"]); index > 0 {
		return ip.LinkByIndex(ctx, int(index))
	}
	said, _ := v.get("IFLA_IFNAME")
	if name, _ := said.(string); name != "" && !strings.Contains(name, "%") {
		return ip.LinkByName(ctx, name)
	}
	return LinkView{}, errors.New("the link is made, but this kernel does not tell which one it is: give it a name")
}

// AddVeth makes a pair of links, and returns the first one. The peer may be made in another namespace, where it is down.
//
//	ip.AddVeth(ctx, iproute.Link{Name: "veth0"}, iproute.Link{Name: "eth0", NetNS: "blue"})
func (ip *IPRoute) AddVeth(ctx context.Context, link, peer Link) (LinkView, error) {
	up := peer.Up.Or(false)
	if up && (peer.NetNS != "" || peer.NetNSFD.IsSet() || peer.NetNSPID.IsSet() || peer.Name == "") {
		return LinkView{}, &Error{Call: "link add", Err: errPeerUp}
	}
	peer.Up = Opt[bool]{}
	link.Kind = Veth{Peer: &peer}
	made, err := ip.AddLink(ctx, link)
	if err == nil && up { // not before it has its other end
		err = ip.SetUp(ctx, LinkRef(peer.Name))
	}
	return made, err
}

var errPeerUp = errors.New("Up: a peer in another namespace, or without a name, goes up by a call of its own")

// SetLink changes a link.
//
//	ip.SetLink(ctx, "eth0", iproute.Link{MTU: iproute.Set(9000), Master: "br0"})
func (ip *IPRoute) SetLink(ctx context.Context, link LinkRef, spec ...Spec) error {
	_, err := ip.Link(ctx, "set", append([]Spec{link}, spec...)...)
	return err
}

// SetUp has a link go up.
func (ip *IPRoute) SetUp(ctx context.Context, link LinkRef) error {
	return ip.SetLink(ctx, link, Link{Up: Set(true)})
}

// SetDown has a link go down.
func (ip *IPRoute) SetDown(ctx context.Context, link LinkRef) error {
	return ip.SetLink(ctx, link, Link{Up: Set(false)})
}

// MoveTo moves a link to another namespace: one of a name or a path ("blue", netns.PathOfPid(42)), a *netns.NS, or a
// descriptor of an open one.
func (ip *IPRoute) MoveTo(ctx context.Context, link LinkRef, ns any) error {
	return ip.SetLink(ctx, link, Args{"net_ns": ns})
}

// DelLink removes a link.
func (ip *IPRoute) DelLink(ctx context.Context, link LinkRef) error {
	_, err := ip.Link(ctx, "del", link)
	return err
}

// LinkCreate is AddLink.
func (ip *IPRoute) LinkCreate(ctx context.Context, spec ...Spec) (LinkView, error) {
	return ip.AddLink(ctx, spec...)
}

// LinkUp is SetUp.
func (ip *IPRoute) LinkUp(ctx context.Context, link LinkRef) error { return ip.SetUp(ctx, link) }

// LinkDown is SetDown.
func (ip *IPRoute) LinkDown(ctx context.Context, link LinkRef) error { return ip.SetDown(ctx, link) }

// LinkRename gives a link, which is down, another name.
func (ip *IPRoute) LinkRename(ctx context.Context, link LinkRef, name string) error {
	return ip.SetLink(ctx, link, Link{Name: name})
}

// LinkRemove is DelLink.
func (ip *IPRoute) LinkRemove(ctx context.Context, link LinkRef) error { return ip.DelLink(ctx, link) }
