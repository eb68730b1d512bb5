package iproute

import (
	"context"
	"errors"
	"io"
	"strings"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/proxy"
)

// collector takes the requests that calls make, in the place of the socket.
type collector struct {
	take  func(*collected) error
	links map[string]int // indexes by name
}

// collected is a request that waits to be sent.
type collected struct {
	call   string // "route add"
	octets []byte
	held   []io.Closer // what is open until it is carried out
}

// errHeld says that octets would name a descriptor that is closed by then.
var errHeld = errors.New("octets hold no namespace open: give the descriptor of one that is")

// collecting returns an IPRoute whose calls are collected.
func (ip *IPRoute) collecting(take func(*collected) error) *IPRoute {
	c := *ip
	c.collector = &collector{take: take, links: map[string]int{}}
	return &c
}

// collects reports whether a command is collected: what only reads is not.
func (ip *IPRoute) collects(cmd command) bool {
	return ip.collector != nil && !strings.HasPrefix(cmd.typ, "RTM_GET")
}

// collect takes a request instead of sending it. What its values hold open is its own then.
func (ip *IPRoute) collect(call string, v *values, r *codec.Request) error {
	octets, err := ip.encode(r)
	if err != nil {
		return err
	}
	name, _ := v.get("IFLA_IFNAME")
	text, _ := name.(string)
	if index, _ := integer(v.fixed["ifi_index"]); index != 0 && text != "" {
		ip.collector.links[text] = int(index)
	}
	held := v.held
	v.held = nil
	return ip.collector.take(&collected{call: call, octets: octets, held: held})
}

// encode makes a request into octets.
func (ip *IPRoute) encode(r *codec.Request) ([]byte, error) {
	enc := codec.Encoder{Registry: ip.s.Registry(), Resolver: ip.s.Resolver(), BigEndian: host.BigEndian}
	return enc.Append(nil, r)
}

// close closes what the request held open.
func (r *collected) close() {
	for _, c := range r.held {
		c.Close()
	}
}

// commit is a batch that is being sent.
type commit struct {
	calls   []func(context.Context, *IPRoute) error
	results []Result
	sent    []*collected
	of      []int // of each request that was sent: its call
}

// run makes the calls into requests, and hands them over until no more are wanted.
func (c *commit) run(ctx context.Context, ip *IPRoute, yield func([]byte) bool) {
	at, more := 0, true
	collecting := ip.collecting(func(r *collected) error {
		if !more {
			r.close()
			return proxy.ErrNotSent
		}
		c.sent, c.of = append(c.sent, r), append(c.of, at)
		more = yield(r.octets)
		return nil
	})
	for ; at < len(c.calls); at++ {
		err := error(&Error{Call: "batch", Err: proxy.ErrNotSent})
		if more {
			err = c.calls[at](ctx, collecting)
		}
		if c.results[at].Err == nil {
			c.results[at].Err = err
		}
	}
}

// answer notes what came of a request.
func (c *commit) answer(r proxy.Result, err error) {
	request, of := c.sent[r.Index], &c.results[c.of[r.Index]]
	c.sent[r.Index] = nil
	request.close()
	of.Messages = append(of.Messages, r.Messages...)
	if err != nil && of.Err == nil {
		of.Err = &Error{Call: request.call, Err: err}
	}
}
