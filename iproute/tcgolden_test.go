package iproute_test

import (
	"bufio"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts"
)

// tcOctets reads testdata/tc.txt: what tc of iproute2 6.1 sends, by its command line.
func tcOctets(t *testing.T) map[string][]byte {
	t.Helper()
	f, err := os.Open("testdata/tc.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	octets, line := map[string][]byte{}, ""
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), "== "); ok {
			line = rest
			continue
		}
		b, err := hex.DecodeString(lines.Text())
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		octets[line] = append(octets[line], b...)
	}
	return octets
}

// sender is an IPRoute whose requests go nowhere: sent returns the octets of the one that a call makes.
type sender struct {
	ip   *iproute.IPRoute
	last []byte
}

func newSender(t *testing.T) *sender {
	t.Helper()
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	sent := &sender{ip: iproute.New(s)}
	_, err = s.OnSend(t.Context(), verdicts.Match{}, func(c *verdicts.Call) verdicts.Verdict {
		sent.last = c.Message.Clone().Bytes()
		return verdicts.Error(syscall.EALREADY, "")
	})
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

func (s *sender) sent(call func(ctx context.Context, command string, spec ...iproute.Spec) ([]*codec.Message, error),
	command string, spec ...iproute.Spec,
) ([]byte, error) {
	s.last = nil
	_, err := call(context.Background(), command, spec...)
	if s.last == nil {
		return nil, err
	}
	return s.last, nil
}

// said is what a request says, without what differs from one to the next, its attributes in the order of the tables.
func saidBy(t *testing.T, b []byte) any {
	t.Helper()
	var m codec.Message
	d := codec.Decoder{Registry: tables.Registry()}
	if err := d.Decode(&m, codec.Context{}, b); err != nil {
		t.Fatal(err)
	}
	var v map[string]any
	if err := json.Unmarshal(form.JSON.Append(nil, &m), &v); err != nil {
		t.Fatal(err)
	}
	header := v["header"].(map[string]any)
	for _, name := range []string{"seq", "pid", "len"} {
		delete(header, name)
	}
	return canonical(v)
}

// canonical puts attributes in an order that is always the same, and leaves out whether nests are marked as such.
func canonical(v any) any {
	switch x := v.(type) {
	case map[string]any:
		delete(x, "nested")
		delete(x, "size")
		for name := range x {
			x[name] = canonical(x[name])
		}
	case []any:
		for i := range x {
			x[i] = canonical(x[i])
		}
		x = slices.DeleteFunc(x, isEmptyOptions)
		v = x
		slices.SortStableFunc(x, func(a, b any) int {
			return strings.Compare(nameOfAttr(a), nameOfAttr(b))
		})
	}
	return v
}

// isEmptyOptions reports whether something is options that say nothing, which tc sends for some kinds: the kernel takes
// these as none.
func isEmptyOptions(v any) bool {
	m, _ := v.(map[string]any)
	attrs, _ := m["attrs"].([]any)
	return m["attr"] == "TCA_OPTIONS" && m["value"] == nil && len(attrs) == 0
}

func nameOfAttr(v any) string {
	m, _ := v.(map[string]any)
	if m["attr"] == nil {
		return ""
	}
	return fmt.Sprint(m["attr"])
}

// TestTcRequests makes the requests of tc by the words of Args, and by typed specs: they say the same.
func TestTcRequests(t *testing.T) {
	octets, s := tcOctets(t), newSender(t)
	for _, c := range slices.Concat(tcQdiscs, tcClasses, tcFilters, tcActions, tcAlone) {
		want, ok := octets[c.line]
		if !ok {
			t.Errorf("tc %s: testdata/tc.txt does not have it", c.line)
			continue
		}
		call := s.ip.Tc
		spec := []iproute.Spec{c.spec}
		if strings.HasPrefix(c.line, "actions") {
			call = s.ip.Action
		} else if _, block := c.spec["block"]; !block {
			spec = append(spec, iproute.ByIndex(3))
		}
		got, err := s.sent(call, c.command, spec...)
		if err != nil {
			t.Errorf("tc %s: %v", c.line, err)
			continue
		}
		compareTc(t, c, got, want)
		if c.typed == nil {
			continue
		}
		again, err := s.sent(call, c.command, c.typed, iproute.ByIndex(3))
		if err != nil {
			t.Errorf("tc %s: typed: %v", c.line, err)
		} else if !slices.Equal(again[16:], got[16:]) {
			t.Errorf("tc %s: typed: %s", c.line, cmp.Diff(saidBy(t, got), saidBy(t, again)))
		}
	}
}

// compareTc fails the test where a request differs from that of tc, except in what is known.
func compareTc(t *testing.T, c tcCase, got, want []byte) {
	t.Helper()
	ours, theirs := saidBy(t, got), saidBy(t, want)
	for path := range c.differs {
		differed := false
		for _, v := range []any{ours, theirs} {
			differed = forget(v, splitPath(path)) || differed
		}
		if !differed {
			t.Errorf("tc %s: %s does not differ", c.line, path)
		}
	}
	if diff := cmp.Diff(theirs, ours); diff != "" {
		t.Errorf("tc %s: -tc +ours\n%s", c.line, diff)
	}
}

// forget takes what stands at a path out of a message: "tcmsg/…" of its header, else an attribute of that name, at any
// depth, or a field of it. It reports whether there was something.
func forget(v any, path []string) (found bool) {
	switch x := v.(type) {
	case map[string]any:
		if fixed, ok := x[path[0]].(map[string]any); ok && path[0] == "tcmsg" {
			return forgetIn(fixed, path[1:])
		}
		if x["attr"] == path[0] {
			found = forgetIn(x, path[1:])
		}
		for _, inner := range x {
			found = forget(inner, path) || found
		}
	case []any:
		for _, inner := range x {
			found = forget(inner, path) || found
		}
	}
	return found
}

// forgetIn takes what stands below keys out of a map.
func forgetIn(m map[string]any, keys []string) bool {
	if len(keys) > 1 {
		inner, _ := m[keys[0]].(map[string]any)
		return forgetIn(inner, keys[1:])
	}
	_, found := m[keys[0]]
	delete(m, keys[0])
	return found
}

func splitPath(path string) []string { return strings.Split(path, "/") }
