package jobs

import (
	"go/format"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// TestCalls compiles the calls of docs/vishvananda.md: package calls, which has them all, is to be what the document
// says.
func TestCalls(t *testing.T) {
	text, err := os.ReadFile("../../docs/vishvananda.md")
	if err != nil {
		t.Fatal(err)
	}
	var theirs, ours []string
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(line, "`")
		if strings.HasPrefix(line, "| `") && len(cells) == 5 {
			theirs, ours = append(theirs, cells[1]), append(ours, cells[3])
		}
	}
	if len(ours) < 60 {
		t.Errorf("%d calls", len(ours))
	}
	const file = "calls/calls_linux.go"
	is, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(is), "// The calls")
	made := head + "// The calls of vishvananda/netlink.\nfunc (x Theirs) Calls() {\n" + strings.Join(theirs, "\n") +
		"\n}\n\n// The calls of this project.\nfunc (x Ours) Calls(ctx context.Context, ip *iproute.IPRoute) {\n" +
		"x.Did(" + strings.Join(ours, ")\nx.Did(") + ")\n}\n"
	for _, name := range []string{"attrs", "link", "master", "addr", "neigh", "route", "rule", "qdisc", "class", "filter", "mac",
		"dst", "prefix", "ns", "fd", "links", "addrs", "neighs", "routes", "done"} {
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
