package nl80211

import (
	"testing"

	"github.com/nlkit/nlkit/internal/kernelheaders"
)

func TestTablesAgreeWithHeaders(t *testing.T) {
	kernelheaders.Check(t, Family)
}
