package remote

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
)

// Policy says what a client of a server may do. It is asked once for each connection. An error refuses the client, and
// is told it.
type Policy func(ctx context.Context, p *Peer) (*Permissions, error)

// Permissions are what one client may do. The zero Permissions allow everything that the server itself may do: who a
// client is has been made sure of by the listener.
//
// What a client may read can be secret too (keys of XFRM, of nl80211): ReadOnly is no substitute for Protocols and
// Types.
type Permissions struct {
	Protocols Names // that sockets may be opened for: "NETLINK_ROUTE", "route", "0"
	// Types are the messages that may be sent: "RTM_NEWLINK", "newlink", "NL80211_CMD_GET_WIPHY".
	Types Names
	// ReadOnly lets only those messages through that the tables say read, and that leave what they read as it is.
	// Messages that no table knows are refused.
	ReadOnly bool
	// Groups are the multicast groups that may be joined: "RTNLGRP_LINK", "link", in generic netlink "nl80211/scan", or
	// the number.
	Groups Names
	// OneNamespace refuses AllNamespaces.
	OneNamespace bool

	// Chains, if not nil, adds callbacks of the server's to the chains of each socket that the client opens. What the
	// permissions refuse is refused before.
	Chains func(g *verdicts.Gate) error
	// Open, if not nil, opens the sockets, as the client asks for them unless it changes that: it may set the NetNS of
	// what it gives kernel.Open. Without it they are the kernel's, in the network namespace of the server's process.
	Open func(ctx context.Context, protocol int, o transport.Options) (transport.Transport, error)
}

// Names chooses by name: what Allow names, or everything if Allow is empty, but not what Deny names. "*" names
// everything.
type Names struct{ Allow, Deny []string }

// Everything is the policy that lets all clients do everything.
func Everything(context.Context, *Peer) (*Permissions, error) { return &Permissions{}, nil }

// ReadOnly is the policy that lets all clients read and listen.
func ReadOnly(context.Context, *Peer) (*Permissions, error) { return &Permissions{ReadOnly: true}, nil }

func (n Names) empty() bool { return len(n.Allow) == 0 && len(n.Deny) == 0 }

func (n Names) all() []string { return slices.Concat(n.Allow, n.Deny) }

// permit reports whether what is has names of the list for is allowed.
func (n Names) permit(is func(name string) bool) bool {
	meant := func(name string) bool { return name == "*" || is(name) }
	return (len(n.Allow) == 0 || slices.ContainsFunc(n.Allow, meant)) && !slices.ContainsFunc(n.Deny, meant)
}

// permits is Permissions made ready.
type permits struct {
	Permissions
	registry    *codec.Registry
	allow, deny verdicts.Chain // chains that do not forward what is named
}

// compile checks the names of the permissions.
func (r *Permissions) compile() (*permits, error) {
	p := &permits{Permissions: *r, registry: tables.Registry()}
	for _, name := range r.Protocols.all() {
		if err := p.checkProtocol(name); err != nil {
			return nil, err
		}
	}
	for _, name := range r.Groups.all() {
		if err := p.checkGroup(name); err != nil {
			return nil, err
		}
	}
	if err := p.addTypes(&p.allow, r.Types.Allow); err != nil {
		return nil, err
	}
	return p, p.addTypes(&p.deny, r.Types.Deny)
}

func (p *permits) checkProtocol(name string) error {
	if n, err := strconv.Atoi(name); name == "*" || err == nil && n >= 0 {
		return nil
	}
	_, err := p.registry.ProtocolNamed(name)
	return err
}

func (p *permits) checkGroup(name string) error {
	if name == "*" || strings.Contains(name, "/") {
		return nil
	}
	var known []string
	for _, x := range p.registry.Protocols() {
		if _, ok := x.Group(name); ok {
			return nil
		}
		known = append(known, x.Groups...)
	}
	return codec.UnknownName("multicast group", name, known)
}

// addTypes makes a chain that drops the messages named.
func (p *permits) addTypes(chain *verdicts.Chain, names []string) error {
	if len(names) == 0 {
		return nil
	}
	m := verdicts.Match{}
	if !slices.Contains(names, "*") {
		m.Types = names
	}
	_, err := chain.Add(p.registry, m, func(*verdicts.Call) verdicts.Verdict { return verdicts.Drop() })
	return err
}

// protocol refuses protocols.
func (p *permits) protocol(number int) error {
	table := p.registry.Protocol(number)
	ok := p.Protocols.permit(func(name string) bool {
		return name == strconv.Itoa(number) || table != nil && codec.NameMatches(table.Name, name)
	})
	if ok {
		return nil
	}
	return refused("%s", p.registry.ProtocolName(number))
}

// group refuses multicast groups. kernel looks up those of generic netlink.
func (p *permits) group(ctx context.Context, kernel func() (*proxy.Socket, error), group uint32) error {
	if p.Groups.empty() {
		return nil
	}
	s, err := kernel()
	if err != nil {
		return err
	}
	ok := p.Groups.permit(func(name string) bool {
		n, err := s.Group(ctx, name) // a name of another protocol is no name of this one's
		return err == nil && n == group
	})
	if ok {
		return nil
	}
	return refused("multicast group %d of %s", group, p.registry.ProtocolName(s.Protocol()))
}

func refused(what string, args ...any) error {
	return &statusError{status(syscall.EPERM, "the server's policy refuses "+fmt.Sprintf(what, args...))}
}

// judgesTypes reports whether messages have to be looked at.
func (p *permits) judgesTypes() bool { return p.ReadOnly || !p.Types.empty() }

// addTo puts the permissions, and what the server adds, on the chains of a socket.
func (p *permits) addTo(g *verdicts.Gate) error {
	if p.judgesTypes() {
		if _, err := g.Send.Add(p.registry, verdicts.Match{}, p.judge); err != nil {
			return err
		}
	}
	if p.Chains != nil {
		return p.Chains(g)
	}
	return nil
}

// judge is the callback that refuses messages.
func (p *permits) judge(c *verdicts.Call) verdicts.Verdict {
	refuse := func(why string) verdicts.Verdict {
		return verdicts.Error(syscall.EPERM, fmt.Sprintf("the server's policy refuses %s%s", c.Message.Name(), why))
	}
	switch {
	case c.Message.Name() == "NLMSG_NOOP": // with which a Socket wakes up a dump
	case p.ReadOnly && !c.Message.OnlyReads():
		return refuse(": read-only")
	case !p.allow.Empty() && p.allow.Judge(c).Action() == verdicts.Forwarded,
		p.deny.Judge(c).Action() != verdicts.Forwarded:
		return refuse("")
	}
	return verdicts.Forward()
}
