package tables_test

import (
	"testing"

	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/test/schemacheck"
)

// TestSchema holds the tables to what the engine takes on trust.
func TestSchema(t *testing.T) {
	for _, fault := range schemacheck.Check(tables.Registry()) {
		t.Error(fault)
	}
}
