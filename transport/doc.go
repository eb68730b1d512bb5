// Package transport is how netlink datagrams get in and out: the interface between a proxy.Socket and a kernel, or what
// stands for one, and what an end can do beyond it.
//
// The packages below are ends: kernel is the running kernel, fake a kernel in memory for tests, recording a recording
// that answers, or a Recorder around another transport. Package remote has sockets of another host.
//
// # Wrappers
//
// A transport around another one embeds a Wrapper, and has methods of its own where it does something:
//
//	type counting struct {
//		transport.Wrapper
//		sent int
//	}
//
//	func (c *counting) Send(ctx context.Context, datagram []byte, d transport.Delivery) error {
//		c.sent++
//		return c.Wrapper.Send(ctx, datagram, d)
//	}
//
// Whatever the transport inside can do beyond the interface, now or later, it can do through the wrapper: Capability
// looks for it from the outside to the inside. What it no longer can with that wrapper around it, the wrapper has a
// method for that says so.
package transport
