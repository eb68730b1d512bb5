package monitor

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/proxy"
)

// space is a network namespace that is watched: a socket for each protocol.
type space struct {
	label    string
	names    linkNames
	sources  []*source
	resolver *codec.Resolver
}

// openSpace opens the sockets of a namespace, with options that say which, and begins to tell of it.
func (m *Monitor) openSpace(ctx context.Context, label string, opts ...proxy.Option) (*space, error) {
	s := &space{label: label, resolver: codec.NewResolver()}
	opts = append(opts, proxy.Timestamps(), proxy.WithRegistry(m.registry), proxy.WithResolver(s.resolver),
		proxy.ReceiveBuffer(m.options.ReceiveBuffer))
	for _, x := range m.sockets() {
		src, err := m.openSource(ctx, s, x, opts)
		switch {
		case err == nil:
			s.sources = append(s.sources, src)
		case x.optional && isMissing(err):
			m.options.notice(fmt.Sprintf("%s is not watched: %v", m.registry.ProtocolName(x.protocol), err))
		default:
			s.close()
			return nil, err
		}
	}
	for _, src := range s.sources {
		m.running.Go(func() { src.run(m.ctx) })
	}
	return s, nil
}

// close ends the sockets.
func (s *space) close() {
	for _, src := range s.sources {
		src.close()
	}
}

// sockets is what each socket of a namespace watches. Where no state is kept, and the kernel may filter, the names of
// links have one of their own.
func (m *Monitor) sockets() []*interest {
	list := withNames(m.watched)
	if m.options.NoState && m.options.Filter != nil && len(list[0].groups) > 0 {
		list = append([]*interest{{protocol: linux.NETLINK_ROUTE}}, list...)
	}
	return list
}

// withNames is what is watched of a namespace: rtnetlink is, for the names of links, and first.
func withNames(watched []*interest) []*interest {
	list := []*interest{{protocol: linux.NETLINK_ROUTE}}
	for _, x := range watched {
		if x.protocol == linux.NETLINK_ROUTE {
			list[0] = x
		} else {
			list = append(list, x)
		}
	}
	return list
}

// isMissing reports whether the kernel has no such protocol or groups, or keeps them from the caller.
func isMissing(err error) bool {
	for _, errno := range []syscall.Errno{
		syscall.EPROTONOSUPPORT, syscall.EINVAL, syscall.EPERM, syscall.EACCES, syscall.ENOENT, syscall.EOPNOTSUPP,
	} {
		if errors.Is(err, errno) {
			return true
		}
	}
	return false
}
