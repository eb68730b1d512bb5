package iproute

import (
	"context"
	"errors"

	"github.com/nlkit/nlkit/codec"
)

// do carries out a command, and returns what answers it.
func (ip *IPRoute) do(ctx context.Context, o *object, name string, specs ...Spec) ([]*codec.Message, error) {
	cmd, err := o.command(name)
	switch {
	case err != nil:
		return nil, err
	case cmd.dumps():
		return ip.all(ctx, o, specs)
	}
	return ip.send(ctx, o, name, cmd, specs)
}

// send makes a request of what the specs say, and sends it.
func (ip *IPRoute) send(
	ctx context.Context, o *object, name string, cmd command, specs []Spec,
) ([]*codec.Message, error) {
	v, r, err := ip.request(ctx, o, cmd, specs)
	defer v.close()
	var replies []*codec.Message
	switch {
	case err != nil:
	case ip.collects(cmd):
		err = ip.collect(o.name+" "+name, v, r)
	default:
		replies, err = ip.s.Request(ctx, r)
	}
	if err != nil {
		return replies, &Error{Call: o.name + " " + name, Err: err}
	}
	return replies, nil
}

// request makes of what the specs say what is to be sent. What it holds open is closed with the values.
func (ip *IPRoute) request(ctx context.Context, o *object, cmd command, specs []Spec) (*values, *codec.Request, error) {
	v := &values{ctx: ctx, ip: ip, of: o, command: cmd, fixed: o.fixed()}
	v.take(specs)
	if len(v.likes) > 0 {
		v.fail("", errors.New("functions choose objects of a dump; they do not say what to do with one"))
	}
	if v.err == nil && o.finish != nil {
		v.fail("", o.finish(v))
	}
	if v.err == nil {
		v.fail("", v.resolve())
	}
	if v.err != nil {
		return v, nil, v.err
	}
	return v, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: cmd.typ, Flags: cmd.flags,
		Fixed: v.fixed, Attrs: sorted(o.message().Set, v.attrs, v.fixed),
	}, nil
}
