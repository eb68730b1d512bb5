package oracle

import (
	"bytes"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"sync"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/internal/test/capturetest"
)

// python is the interpreter that Debian's python3-pyroute2 is installed for.
const python = "/usr/bin/python3"

//go:embed pyroute2.py
var pyroute2 string

// request is a message as the program reads it, on a line of its own.
type request struct {
	Family string `json:"family"`
	Octets string `json:"octets"`
	Text   string `json:"text"`
	// Places are offset, length, nla_type or null, index of the outer one or -1, whether it is whole, path
	Places [][]any `json:"places"`
}

// answer is what came of comparing one message.
type answer struct {
	Attrs       int          `json:"attrs"`
	Values      int          `json:"values"`
	Whole       int          `json:"whole"`
	Opaque      int          `json:"opaque"`
	Differences []Difference `json:"differences"`
	NoClass     bool         `json:"noClass"`
	Failed      string       `json:"failed"` // what pyroute2 stumbles over, or ""
}

// ComparePyroute2 compares the messages of captures to what pyroute2 0.7 decodes of the same octets: places, numbers
// and lengths of all attributes, and our pyroute2 form as far as the tables describe the message. Of messages that
// differ only in numbers that differ from run to run, the first is compared.
func ComparePyroute2(inputs []Input) (Tallies, []Difference, error) {
	messages, positions := distinct(inputs)
	answers := make([]answer, len(messages))
	var errs [2]error
	var wg sync.WaitGroup
	half := len(messages) / 2
	wg.Go(func() { errs[0] = askPyroute2(messages[:half], answers[:half]) })
	wg.Go(func() { errs[1] = askPyroute2(messages[half:], answers[half:]) })
	wg.Wait()
	if err := errors.Join(errs[:]...); err != nil {
		return nil, nil, err
	}
	tallies, differences := Tallies{}, []Difference(nil)
	for i, a := range answers {
		m := messages[i]
		name := nameOf(m)
		tally := tallies.of(m)
		switch {
		case a.NoClass:
			tally.Unread++
			continue
		case a.Failed != "":
			differences = append(differences, Difference{positions[i], name, "decoded", "fails: " + a.Failed})
			continue
		}
		tally.add(Tally{1, a.Attrs, a.Values, a.Whole, a.Opaque, 0})
		for _, d := range a.Differences {
			differences = append(differences, Difference{positions[i], name + "/" + d.Path, d.Ours, d.Theirs})
		}
	}
	return tallies, differences, nil
}

// distinct returns the messages that say something of their own, and where they stand: netlink's own control messages,
// damaged ones and such whose octets are not all known are left out.
func distinct(inputs []Input) (messages []*codec.Message, positions []string) {
	seen := map[digest]bool{}
	for _, in := range inputs {
		for _, m := range in.Messages {
			if !isWhole(m) {
				continue
			}
			d := digestOf(m.Message)
			if seen[d] {
				continue
			}
			seen[d] = true
			messages = append(messages, m.Message)
			positions = append(positions, in.Name+": "+m.Record.Pos.String())
		}
	}
	return messages, positions
}

func isWhole(m capturetest.Message) bool {
	whole := len(m.Faults()) == 0 && len(m.Missing) == 0
	return whole && m.Protocol() != nil && m.Header().Type >= codec.MinType && !m.BigEndian()
}

// requestOf describes a message.
func requestOf(m *codec.Message) request {
	r := request{Family: familyName(m), Octets: hex.EncodeToString(m.Bytes()), Text: string(form.Pyroute2.Append(nil, m))}
	for _, p := range places(m) {
		var number any
		if !p.framed() {
			number = uint64(p.Type()) | bit(p.Nested())<<15 | bit(p.NetByteOrder())<<14
		}
		r.Places = append(r.Places, []any{p.Offset(), p.size(), number, p.up, p.whole(), p.Path()})
	}
	return r
}

// askPyroute2 fills in the answers for messages.
func askPyroute2(messages []*codec.Message, answers []answer) error {
	requests := make([]request, len(messages))
	for i, m := range messages {
		requests[i] = requestOf(m)
	}
	return runPyroute2(requests, answers)
}

func runPyroute2(requests []request, answers []answer) error {
	var in, stderr bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, r := range requests {
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	cmd := exec.Command(python, "-I", "-c", pyroute2)
	cmd.Stdin = &in
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("pyroute2: %w: %s", err, &stderr)
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	for i := range answers {
		if err := dec.Decode(&answers[i]); err != nil {
			return fmt.Errorf("pyroute2: the answer for message %d of %d: %w", i+1, len(requests), err)
		}
	}
	return nil
}
