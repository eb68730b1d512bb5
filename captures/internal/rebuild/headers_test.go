package rebuild

import (
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/internal/kernelheaders"
)

func TestBuiltinAgreesWithKernelHeaders(t *testing.T) {
	roots := []any{nlmsghdr, rtnexthop, genlmsghdr, nfgenmsg}
	for name, v := range builtin() {
		roots = append(roots, codec.NewSparse(name, "", []codec.Value{{Value: v, Name: name}}))
	}
	kernelheaders.Check(t, roots...)
}
