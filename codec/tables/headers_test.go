package tables_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/kernelheaders"
)

// TestKernelHeaders holds everything that the registry describes against the kernel's headers: whoever adds a table or
// an attribute has it checked here.
func TestKernelHeaders(t *testing.T) {
	kernelheaders.Check(t, tables.Registry(), "testdata/no-header.txt", "../../protocols/testdata/no-header.txt")
}
