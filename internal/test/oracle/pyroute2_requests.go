package oracle

import (
	"bytes"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
)

//go:embed pyroute2_requests.py
var pyroute2Requests string

// Call is a call of a method of pyroute2's IPRoute.
type Call struct {
	Method string         `json:"method"`
	Args   []any          `json:"args"`
	Kwargs map[string]any `json:"kwargs"`
}

// Requests are the octets of the requests of a call, one after the other, or why pyroute2 makes none.
type Requests struct {
	Octets []byte
	Err    error
}

// Pyroute2Requests returns what pyroute2 0.7 would send for each call.
func Pyroute2Requests(calls []Call) ([]Requests, error) {
	var in, stderr bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, c := range calls {
		if c.Args == nil {
			c.Args = []any{}
		}
		if c.Kwargs == nil {
			c.Kwargs = map[string]any{}
		}
		if err := enc.Encode(c); err != nil {
			return nil, err
		}
	}
	cmd := exec.Command(python, "-I", "-c", pyroute2Requests)
	cmd.Stdin, cmd.Stderr = &in, &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("pyroute2: %w: %s", err, &stderr)
	}
	made := make([]Requests, len(calls))
	dec := json.NewDecoder(bytes.NewReader(out))
	for i := range made {
		var answer struct{ Octets, Failed string }
		if err := dec.Decode(&answer); err != nil {
			return nil, fmt.Errorf("pyroute2: the answer for call %d of %d: %w", i+1, len(calls), err)
		}
		if answer.Failed != "" {
			made[i].Err = errors.New(answer.Failed)
		}
		if made[i].Octets, err = hex.DecodeString(answer.Octets); err != nil {
			return nil, err
		}
	}
	return made, nil
}
