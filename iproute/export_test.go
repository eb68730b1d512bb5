package iproute

import "context"

// Octets returns the request that a command makes, which is not sent.
func (ip *IPRoute) Octets(ctx context.Context, about, command string, specs ...Spec) ([]byte, error) {
	o := map[string]*object{"link": linkObject, "fdb": fdbObject, "vlan": portVlanObject}[about]
	cmd, err := o.command(command)
	if err != nil {
		return nil, err
	}
	v, r, err := ip.request(ctx, o, cmd, specs)
	defer v.close()
	if err != nil {
		return nil, err
	}
	return ip.encode(r)
}
