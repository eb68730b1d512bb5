package iproute

import (
	"context"
	"errors"

	"github.com/nlkit/nlkit/codec"
)

// errNoAnswer says that the kernel acknowledged a request and answered nothing.
var errNoAnswer = errors.New("the answer has no object")

// index returns the index of a link by its name, or one of its alternative names. The kernel is asked each time, but once
// in a batch.
func (ip *IPRoute) index(ctx context.Context, name string) (int, error) {
	if ip.collector == nil {
		return ip.askIndex(ctx, name)
	}
	index, ok := ip.collector.links[name]
	if !ok {
		var err error
		if index, err = ip.askIndex(ctx, name); err != nil {
			return 0, err
		}
		ip.collector.links[name] = index
	}
	return index, nil
}

func (ip *IPRoute) askIndex(ctx context.Context, name string) (int, error) {
	m, err := ip.getLink(ctx, Args{"ifname": name, "ext_mask": "skip_stats"})
	if err != nil {
		return 0, err
	}
	index, _ := m.Field("ifi_index")
	return int(int32(index)), nil
}

// getLink gets one link.
func (ip *IPRoute) getLink(ctx context.Context, spec ...Spec) (*codec.Message, error) {
	found, err := ip.do(ctx, linkObject, "get", spec...)
	if err == nil && len(found) == 0 {
		err = &Error{Call: "link get", Err: errNoAnswer}
	}
	if err != nil {
		return nil, err
	}
	return found[0], nil
}
