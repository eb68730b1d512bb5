package device

import (
	"errors"
	"syscall"
	"time"

	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/verdicts"
)

// Options are those of all callbacks for links. The zero Options fit a socket of this machine's kernel.
type Options struct {
	// NetNS is the network namespace to act in; nil is that of the socket.
	NetNS *netns.NS
	// Rest is where the attributes go that are left when the link is made; nil is Call.Kernel, past all chains. With
	// the socket itself they pass its chains, so that the callbacks can be combined: a tap device made with an Open
	// vSwitch bridge as its IFLA_MASTER.
	Rest verdicts.Requester
	// Timeout limits each program that is run: 10 s if it is 0. The end of Call.Context limits all together.
	Timeout time.Duration
	// Path is where programs are looked for; nil is the usual directories.
	Path []string
	// Run runs programs; nil does it in the namespace, without a shell and with a clean environment.
	Run Runner
}

// Namespaced is a Requester that knows its network namespace, as that of a proxy.Socket does.
type Namespaced interface {
	// NetNS opens the namespace. The caller closes it.
	NetNS() (*netns.NS, error)
}

// InNetNS runs f on a thread in the namespace of a call.
func (o *Options) InNetNS(c *verdicts.Call, f func() error) error {
	if o.NetNS != nil {
		return o.NetNS.Do(f)
	}
	n, ok := c.Kernel.(Namespaced)
	if !ok {
		return Fail(syscall.EOPNOTSUPP, "the network namespace of the socket is not known")
	}
	ns, err := n.NetNS()
	if err != nil {
		return err
	}
	err = ns.Do(f)
	return errors.Join(err, ns.Close())
}

func (o *Options) rest(c *verdicts.Call) verdicts.Requester {
	if o.Rest != nil {
		return o.Rest
	}
	return c.Kernel
}
