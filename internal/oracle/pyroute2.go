// Package oracle asks other tools what they read in the octets that this project decodes. It serves the tests.
package oracle

import (
	"bytes"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"

	"github.com/nlkit/nlkit/codec"
)

// python is the interpreter that Debian's python3-pyroute2 is installed for.
const python = "/usr/bin/python3"

//go:embed pyroute2.py
var pyroute2 string

// ErrAbsent says that the tool is not installed.
var ErrAbsent = errors.New("not installed")

// Comparison is what came of comparing one message.
type Comparison struct {
	Compared    int          `json:"compared"` // names and values that both know
	Opaque      int          `json:"opaque"`   // attributes that the other does not know, or shows as octets
	Differences []Difference `json:"differences"`
	Skipped     string       `json:"skipped"` // why nothing was compared, or ""
}

// Difference is a place in a message that two tools read differently.
type Difference struct {
	Path   string `json:"path"`
	Ours   string `json:"ours"`
	Theirs string `json:"theirs"`
}

// Pyroute2 compares the pyroute2 form of messages to what pyroute2 0.7 decodes of the same octets.
func Pyroute2(messages []*codec.Message) ([]Comparison, error) {
	if err := exec.Command(python, "-c", "import pyroute2").Run(); err != nil {
		return nil, fmt.Errorf("python3-pyroute2: %w", ErrAbsent)
	}
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, m := range messages {
		family := "rtnl"
		if f := m.Family(); f != nil {
			family = f.Name
		}
		if err := enc.Encode(map[string]any{
			"family": family, "type": m.Header().Type, "octets": hex.EncodeToString(m.Bytes()), "text": string(m.AppendPyroute2(nil)),
		}); err != nil {
			return nil, err
		}
	}
	cmd := exec.Command(python, "-c", pyroute2)
	cmd.Stdin = &in
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("pyroute2: %w: %s", err, &stderr)
	}
	all := make([]Comparison, 0, len(messages))
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var c Comparison
		if err := dec.Decode(&c); err != nil {
			return nil, fmt.Errorf("pyroute2: %w", err)
		}
		all = append(all, c)
	}
	if len(all) != len(messages) {
		return nil, fmt.Errorf("pyroute2: %d answers for %d messages", len(all), len(messages))
	}
	return all, nil
}
