package rebuild

import (
	"testing"

	"github.com/nlkit/nlkit/internal/test/kernelheaders"
)

func TestStructsAgreeWithKernelHeaders(t *testing.T) {
	kernelheaders.CheckParts(t, nil, nlmsghdr, rtnexthop, genlmsghdr, nfgenmsg)
}
