// Package device has what users of the callbacks for links set: tuntap, team, ovs and compat.
//
// What a callback does besides netlink it does in the network namespace of the socket. That is asked of Call.Kernel,
// which tells it for sockets of this machine's kernel (transport.Namespaced); Options.NetNS names another.
package device
