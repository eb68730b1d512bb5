package rules

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/faults"
)

// attachment is a place where a Set judges.
type attachment struct {
	hooks  verdicts.Hooks
	remove [codec.Received + 1]func() // by direction
}

// Attach puts the rules at the end of the chains of a socket, or a Gate, and returns what takes them off again. A chain
// that no rule is for is left alone.
func (s *Set) Attach(h verdicts.Hooks) (remove func(), err error) {
	s.changing.Lock()
	defer s.changing.Unlock()
	p := s.program.Load()
	if err := s.attachable(p); err != nil {
		return nil, err
	}
	a := &attachment{hooks: h}
	if err := a.hook(s, p); err != nil {
		a.unhook()
		return nil, err
	}
	s.attachments = append(s.attachments, a)
	return func() {
		s.changing.Lock()
		defer s.changing.Unlock()
		s.attachments = slices.DeleteFunc(s.attachments, func(x *attachment) bool { return x == a })
		a.unhook()
	}, nil
}

func (a *attachment) unhook() {
	for d, remove := range a.remove {
		if remove != nil {
			remove()
			a.remove[d] = nil
		}
	}
}

// attachable tells why chains are not enough for rules.
func (s *Set) attachable(p *program) error {
	if len(p.datagrams) > 0 && !s.planned {
		r := p.datagrams[0]
		return fmt.Errorf("rule %s (line %d): the fault %s befalls datagrams, which chains do not see: "+
			"give Plan of the rules to a faults.Transport below the socket", r.name, r.line, r.fault)
	}
	return nil
}

// hook puts a Set into the chains that rules are for, where it is not yet.
func (a *attachment) hook(s *Set, p *program) error {
	type adder func(context.Context, verdicts.Match, verdicts.Callback) (func(), error)
	for d, on := range [...]adder{codec.Sent: a.hooks.OnSend, codec.Received: a.hooks.OnRecv} {
		if a.remove[d] != nil || len(p.chains[d]) == 0 {
			continue
		}
		remove, err := on(context.Background(), verdicts.Match{}, s.Judge) // no family to ask for
		if err != nil {
			return err
		}
		a.remove[d] = remove
	}
	return nil
}

// Plan returns what decides, for a faults.Transport, about the datagrams received by sockets of a protocol: the faults
// of rules that befall datagrams. The first rule that is for one of the messages of a datagram decides.
func (s *Set) Plan(protocol int) faults.Plan {
	s.changing.Lock()
	s.planned = true
	s.changing.Unlock()
	decoder := &codec.Decoder{Registry: s.options.Registry, Resolver: s.options.Resolver}
	return func(datagram []byte, from transport.From) faults.Fault {
		p := s.program.Load()
		if len(p.datagrams) == 0 {
			return faults.Fault{}
		}
		return p.strike(decoder, protocol, datagram, from)
	}
}

func (p *program) strike(d *codec.Decoder, protocol int, datagram []byte, from transport.From) faults.Fault {
	call := verdicts.Call{
		Context: context.Background(), Direction: codec.Received, Message: new(codec.Message),
		From: from, Time: time.Now(),
	}
	for msg, ok := range host.MessagesOf(d.Registry.Protocol(protocol), datagram) {
		if !ok {
			break
		}
		// A message that cannot be decoded whole is judged by what there is of it.
		_ = d.Decode(call.Message, codec.Context{Protocol: protocol, BigEndian: host.BigEndian}, msg)
		d.Resolver.Follow(d.Registry, call.Message)
		for _, r := range p.datagrams {
			applies, err := r.applies(&call)
			if err != nil {
				r.failed.Add(1)
				p.logger.Error("rule does not fit", "rule", r.name, "line", r.line,
					"message", call.Message.Name(), "error", err)
			}
			if applies {
				return r.fault
			}
		}
	}
	return faults.Fault{}
}
