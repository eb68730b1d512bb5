package rtnl

import (
	"testing"

	"github.com/nlkit/nlkit/internal/kernelheaders"
)

func TestTablesAgreeWithKernelHeaders(t *testing.T) {
	kernelheaders.Check(t, Protocol)
}
