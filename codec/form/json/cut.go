package json

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Recognise reports whether an input that starts with head is JSON: an object or a list, but no Python literal, whose
// strings stand in single quotes.
func Recognise(head []byte) bool {
	if len(head) == 0 || head[0] != '{' && head[0] != '[' {
		return false
	}
	return !bytes.HasPrefix(bytes.TrimLeft(head, "([{ \t\r\n"), []byte{'\''})
}

// Cut cuts an input into values: each call of next returns one for Parse, and io.EOF after the last. They stand one
// after the other, or in a list.
func Cut(r *bufio.Reader) (next func() ([]byte, error)) {
	d := json.NewDecoder(r)
	if head, _ := r.Peek(1); string(head) == "[" {
		_, _ = d.Token() // what was peeked
	}
	return func() ([]byte, error) { return nextValue(d) }
}

// nextValue returns the next value of a stream or list.
func nextValue(d *json.Decoder) ([]byte, error) {
	if !d.More() {
		if _, err := d.Token(); err != nil && !errors.Is(err, io.EOF) {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		return nil, io.EOF
	}
	var raw json.RawMessage
	if err := d.Decode(&raw); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			err = errors.New("it ends too early")
		}
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	return raw, nil
}
