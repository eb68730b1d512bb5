// Package links is what the callbacks for links have in common that rtnetlink alone does not make: tuntap, team, ovs
// and compat. It takes a request for a link apart, has the callback make the link, applies the attributes that are
// left, and undoes what was done when a later step fails.
//
// What is undone is what was made, and where links were put. Attributes of a link that was there before stay as they
// were changed until then, as they do when the kernel fails halfway.
//
// A request that a callback takes is answered in the kernel's place: with an acknowledgement, with the new link if the
// request has NLM_F_ECHO, or with an error whose text says which step failed. The multicast events are the kernel's
// own, since the link is really made.
//
// What a callback does besides netlink it does in the network namespace of the socket. That is asked of Call.Kernel,
// which tells it for sockets of this machine's kernel (transport.Namespaced); device.Options.NetNS names another.
package links
