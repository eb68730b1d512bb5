package jobs

import (
	"go/format"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// rows returns the calls in the two columns of a document's tables. Cells that say more, or less, than a call are left
// out.
func rows(t *testing.T, document string) (theirs, ours []string) {
	t.Helper()
	text, err := os.ReadFile("../../docs/" + document)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "`")
		if strings.HasPrefix(line, "| `") && len(cells) == 5 && cells[4] == " |\n" && !strings.Contains(cells[3], "…") {
			theirs, ours = append(theirs, cells[1]), append(ours, cells[3])
		}
	}
	if len(ours) < 60 {
		t.Errorf("%s: %d calls", document, len(ours))
	}
	return theirs, ours
}

// TestCalls compiles the calls of docs/vishvananda.md, and those in Go of docs/pyroute2.md: package calls is to have
// them all.
func TestCalls(t *testing.T) {
	theirs, ours := rows(t, "vishvananda.md")
	_, python := rows(t, "pyroute2.md")
	const file = "calls/calls_linux.go"
	is, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	did := func(calls []string) string { return "x.Did(" + strings.Join(calls, ")\nx.Did(") + ")\n}\n" }
	made, _, _ := strings.Cut(string(is), "// Calls is")
	made += "// Calls is the calls of vishvananda/netlink.\nfunc (x Theirs) Calls() {\n" +
		strings.Join(theirs, "\n") + "\n}\n\n// Calls is ours in their place.\n" +
		"func (x Ours) Calls(ctx context.Context, ip *iproute.IPRoute) {\n" + did(ours) +
		"\n// CallsOfPyroute2 is ours in the place of those of pyroute2.\n" +
		"func (x Ours) CallsOfPyroute2(ctx context.Context, ip *iproute.IPRoute) {\n" + did(python)
	for _, name := range []string{
		"attrs", "link", "master", "addr", "neigh", "route", "rule", "qdisc", "class", "filter", "mac",
		"dst", "prefix", "ns", "fd",
		"links", "addrs", "neighs", "routes", "done", "match", "file", "registry",
	} {
		for _, before := range []string{"(", " ", "{"} {
			for _, after := range []string{",", ")", "}"} {
				made = strings.ReplaceAll(made, before+name+after, before+"x."+exported(name)+after)
			}
		}
	}
	octets, err := format.Source([]byte(made))
	if err != nil {
		t.Fatal(err)
	}
	if string(octets) != string(is) {
		if !*write {
			t.Fatalf("%s is not what the document says: go test ./jobs -run Calls -write", file)
		}
		if err := os.WriteFile(file, octets, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command("go", "vet", "./calls").CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// exported returns a name with its first letters as Go exports it.
func exported(name string) string {
	if name == "fd" || name == "ns" {
		return strings.ToUpper(name)
	}
	return strings.ToUpper(name[:1]) + name[1:]
}
