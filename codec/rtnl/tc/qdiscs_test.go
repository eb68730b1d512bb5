package tc_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// golden is a message of a real tool, and what it says.
type golden struct {
	command string
	octets  []byte
	facts   [][2]string // path and value, as JSON has it
}

// readGolden reads a file of messages: after a line of what it is, each is "tc COMMAND", lines of octets after spaces, and
// lines of a path and a value.
func readGolden(t *testing.T, file string) (all []golden) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(text), "\n\n")[1:]
	for _, block := range blocks {
		lines := strings.Split(strings.TrimSpace(block), "\n")
		g := golden{command: lines[0]}
		for _, line := range lines[1:] {
			if digits, ok := strings.CutPrefix(line, "    "); ok {
				b, err := hex.DecodeString(digits)
				if err != nil {
					t.Fatalf("%s: %v", g.command, err)
				}
				g.octets = append(g.octets, b...)
				continue
			}
			path, value, _ := strings.Cut(line, " ")
			g.facts = append(g.facts, [2]string{path, value})
		}
		all = append(all, g)
	}
	return all
}

// at returns what the JSON of a message has at a path of attributes, members and indices, as people read it.
func at(text []byte, path string) string {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	var found any
	if err := dec.Decode(&found); err != nil {
		return err.Error()
	}
	for name := range strings.SplitSeq(path, "/") {
		found = step(found, name)
	}
	switch found := found.(type) {
	case string:
		return found
	default:
		b, err := json.Marshal(found)
		if err != nil {
			return err.Error()
		}
		return string(b)
	}
}

func step(in any, name string) any {
	if list, ok := in.([]any); ok {
		if i, err := strconv.Atoi(name); err == nil && i < len(list) {
			return list[i]
		}
		return nil
	}
	in0, _ := in.(map[string]any)
	attrs, _ := in0["attrs"].([]any)
	for _, a := range attrs {
		if a := a.(map[string]any); fmt.Sprint(a["attr"]) == name {
			if a["attrs"] != nil {
				return a
			}
			return a["value"]
		}
	}
	return in0[name]
}

// checkGolden decodes messages of a file: nothing is unknown, opaque or damaged, the facts are as told, and JSON leads back
// to the octets.
func checkGolden(t *testing.T, file string) {
	reg := codec.NewRegistry(rtnl.Protocol)
	for _, g := range readGolden(t, file) {
		var m codec.Message
		if err := (&codec.Decoder{Registry: reg}).Decode(&m, codec.Context{}, g.octets); err != nil {
			t.Errorf("%s: %v", g.command, err)
		}
		if _, unknown, opaque := m.Tally(); unknown+opaque > 0 {
			t.Errorf("%s: %d attributes are unknown, %d opaque", g.command, unknown, opaque)
		}
		text := form.JSON.Append(nil, &m)
		for _, fact := range g.facts {
			if got := at(text, fact[0]); got != fact[1] {
				t.Errorf("%s: %s is %s, want %s", g.command, fact[0], got, fact[1])
			}
		}
		back, err := form.JSON.Parse(&codec.Encoder{Registry: reg}, text)
		if err != nil || !bytes.Equal(back, g.octets) {
			t.Errorf("%s: JSON leads to %x, %v, want %x", g.command, back, err, g.octets)
		}
	}
}

func TestQdiscs(t *testing.T) { checkGolden(t, "testdata/qdiscs.txt") }
