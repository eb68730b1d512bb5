// Package recordtest is what the tests of formats share.
package recordtest

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nlkit/nlkit/captures"
)

// Collect reads all records of an input; their data are copies. Errors that are skipped are collected, too.
func Collect(t testing.TB, r captures.Reader) (records []captures.Record, faults []*captures.Error) {
	t.Helper()
	var rec captures.Record
	for {
		err := r.Next(&rec)
		var fault *captures.Error
		switch {
		case err == nil:
			rec.Data = bytes.Clone(rec.Data)
			rec.Missing = slices.Clone(rec.Missing)
			records = append(records, rec)
		case errors.Is(err, io.EOF):
			isFinal(t, r, err)
			return records, faults
		case errors.As(err, &fault):
			faults = append(faults, fault)
			if !fault.Skipped {
				isFinal(t, r, err)
				return records, faults
			}
		default:
			t.Fatalf("an error without a place: %v", err)
		}
	}
}

// isFinal checks that nothing comes after the end.
func isFinal(t testing.TB, r captures.Reader, end error) {
	t.Helper()
	var rec captures.Record
	for range 2 {
		if err := r.Next(&rec); !errors.Is(err, end) {
			t.Errorf("after the end, %v, comes %v", end, err)
		}
	}
}

// Testdata reads a file of a package's testdata.
func Testdata(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Octets reads hex digits.
func Octets(t testing.TB, digits string) []byte {
	t.Helper()
	b, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Message makes a message with a payload of the given length.
func Message(order binary.AppendByteOrder, typ uint16, payload int) []byte {
	b := order.AppendUint32(nil, uint32(16+payload))
	b = order.AppendUint16(b, typ)
	b = order.AppendUint16(b, 1) // NLM_F_REQUEST
	b = append(b, make([]byte, 8+payload)...)
	return append(b, make([]byte, -len(b)&3)...)
}
