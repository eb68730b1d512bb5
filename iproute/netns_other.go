//go:build !linux

package iproute

// sayNetNS says in which namespace a link is to be: by a descriptor of the host that the socket is of.
func sayNetNS(v *values, value any) error {
	v.replace(value, "IFLA_NET_NS_FD")
	return nil
}
