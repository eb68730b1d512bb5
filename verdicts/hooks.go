package verdicts

import (
	"context"
	"fmt"
)

// Hooks is what callbacks are installed in: a socket, or a Gate.
type Hooks interface {
	// OnSend adds a callback to the end of the chain that messages pass on their way to the kernel, and returns what
	// takes it off again. ctx is for asking the controller of generic netlink about the family of the Match.
	OnSend(ctx context.Context, m Match, f Callback) (remove func(), err error)
	// OnRecv adds a callback to the end of the chain that messages pass on their way from the kernel.
	OnRecv(ctx context.Context, m Match, f Callback) (remove func(), err error)
}

// OnSend adds a callback to the end of the Send chain.
func (g *Gate) OnSend(ctx context.Context, m Match, f Callback) (remove func(), err error) {
	return g.add(ctx, &g.Send, m, f)
}

// OnRecv adds a callback to the end of the Receive chain.
func (g *Gate) OnRecv(ctx context.Context, m Match, f Callback) (remove func(), err error) {
	return g.add(ctx, &g.Receive, m, f)
}

func (g *Gate) add(ctx context.Context, chain *Chain, m Match, f Callback) (remove func(), err error) {
	matcher, err := g.Compile(ctx, m)
	if err != nil {
		return nil, err
	}
	return chain.put(matcher, f, false)
}

// Compile makes a Match ready for messages of the Gate's protocol; one that none of them can meet is an error. The
// controller is asked about a generic netlink family that it is about, until ctx ends.
func (g *Gate) Compile(ctx context.Context, m Match) (*Matcher, error) {
	matcher, err := g.compile(m)
	if err != nil {
		return nil, err
	}
	return matcher, g.resolve(ctx, matcher)
}

// compile makes a Match ready for messages of the Gate's protocol.
func (g *Gate) compile(m Match) (*Matcher, error) {
	reg := g.Decoder.Registry
	p := reg.Protocol(g.Protocol)
	if p == nil {
		return m.Compile(reg)
	}
	if m.Family != "" && !p.Generic {
		return nil, fmt.Errorf("%s is a generic netlink family, the socket is of %s: the callback would never be asked",
			m.Family, p.Name)
	}
	if m.Protocol == "" {
		m.Protocol = p.Name
	}
	matcher, err := m.Compile(reg)
	switch {
	case err != nil:
		return nil, err
	case matcher.protocol != p.Name:
		return nil, fmt.Errorf("the socket is of %s, not of %s: the callback would never be asked", p.Name,
			matcher.protocol)
	}
	matcher.protocol = "" // all messages are of it
	return matcher, nil
}
