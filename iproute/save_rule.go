package iproute

import (
	"context"
	"io"
)

// RuleDump writes the rules that all filters want, as "ip rule save" does. Without filters it writes those of all
// families, where ip writes those of IPv4.
func (ip *IPRoute) RuleDump(ctx context.Context, w io.Writer, filters ...Spec) error {
	return ip.save(ctx, w, ruleMagic, ruleObject, filters)
}

// RuleLoad adds the rules of a file of RuleDump, or of "ip rule save", as RouteLoad does routes.
func (ip *IPRoute) RuleLoad(ctx context.Context, r io.Reader) error {
	return ip.load(ctx, r, ruleMagic, ruleObject)
}
