package links

import (
	"errors"
	"syscall"

	"github.com/nlkit/nlkit/transport"
	"github.com/nlkit/nlkit/verdicts"
	"github.com/nlkit/nlkit/verdicts/device"
)

// Means is what callbacks do things with besides netlink, as the Options say.
type Means struct{ device.Options }

// InNetNS runs f on a thread in the namespace of a call.
func (m *Means) InNetNS(c *verdicts.Call, f func() error) error {
	if m.NetNS != nil {
		return m.NetNS.Do(f)
	}
	n, ok := c.Kernel.(transport.Namespaced)
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

func (m *Means) rest(c *verdicts.Call) verdicts.Requester {
	if m.Rest != nil {
		return m.Rest
	}
	return c.Kernel
}
