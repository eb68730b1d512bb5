// Package kernel opens netlink sockets of the running kernel, as transports: what proxy.Open does unless it is told
// otherwise.
package kernel
