// Package proxy speaks netlink: requests, dumps, batches and events over a Socket, whose messages can be judged,
// changed and answered by callbacks on their way, and which need not end in the kernel of this machine.
//
// A Socket stands on a Transport: the kernel's own sockets, or another that is given with WithTransport. Everything
// above works the same on all of them.
package proxy
