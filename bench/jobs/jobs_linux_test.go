package jobs

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/jsimonetti/rtnetlink/v2"
	"github.com/mdlayher/netlink"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
	"github.com/nlkit/nlkit/netns"
)

var write = flag.Bool("write", false, "write the table of lines into docs/vishvananda.md")

// jobs are the methods, and what the table calls them.
var jobs = [][2]string{
	{"listLinks", "list links with name, MTU and state"},
	{"vethIntoNamespace", "a veth pair into a namespace, with an address, up"},
	{"addRoutes", "10,000 routes, with an error each"},
	{"followLinks", "follow links, right again after a loss"},
	{"whyRefused", "say why a request was refused"},
}

var libraries = []string{"nlkit", "vishvananda", "jsimonetti", "mdlayher"}

// lines counts the lines of the bodies of the methods of a library, without empty ones and comments.
func lines(t *testing.T, library string) map[string]int {
	t.Helper()
	file := library + "_linux.go"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	all, counts := strings.Split(string(text), "\n"), map[string]int{}
	for _, decl := range parsed.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		for _, line := range all[set.Position(f.Body.Lbrace).Line : set.Position(f.Body.Rbrace).Line-1] {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
				counts[f.Name.Name]++
			}
		}
	}
	return counts
}

// TestLines holds the table of docs/vishvananda.md against the code beside this test, and ours to be the shortest.
func TestLines(t *testing.T) {
	counts := map[string]map[string]int{}
	for _, library := range libraries {
		counts[library] = lines(t, library)
	}
	table := "| job | " + strings.Join(libraries, " | ") + " |\n|---" + strings.Repeat("|---", len(libraries)) + "|\n"
	for _, job := range jobs {
		table += "| " + job[1]
		for _, library := range libraries {
			n := counts[library][job[0]]
			if ours := counts["nlkit"][job[0]]; n == 0 || n < ours {
				t.Errorf("%s: %d lines of %s, %d of ours", job[0], n, library, ours)
			}
			table += fmt.Sprintf(" | %d", n)
		}
		table += " |\n"
	}
	const file, begin, end = "../../docs/vishvananda.md", "<!-- lines, by bench/jobs -->\n", "<!-- end of lines -->"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), begin)
	is, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", file)
	}
	if is == table {
		return
	}
	if !*write {
		t.Fatalf("the table is another one (go test ./jobs -run Lines -write):\n%s", table)
	}
	if err := os.WriteFile(file, []byte(before+begin+table+end+after), 0o600); err != nil {
		t.Fatal(err)
	}
}

// library is what can be tried of each.
type library struct {
	listLinks         func(context.Context) error
	vethIntoNamespace func(context.Context, string) error
	addRoutes         func(context.Context, []*net.IPNet, net.IP) []error
	whyRefused        func(context.Context) error
}

// TestJobs sees that the code of all libraries does what it says.
func TestJobs(t *testing.T) {
	for name, open := range map[string]func(*testing.T) library{
		"nlkit": func(t *testing.T) library {
			ip, err := iproute.Open()
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { ip.Close() })
			x := nlkit{ip}
			add := func(ctx context.Context, dsts []*net.IPNet, gateway net.IP) (errs []error) {
				results, _ := x.addRoutes(ctx, dsts, gateway)
				for _, r := range results {
					errs = append(errs, r.Err)
				}
				return errs
			}
			return library{x.listLinks, x.vethIntoNamespace, add, x.whyRefused}
		},
		"vishvananda": func(*testing.T) library {
			x := vishvananda{}
			return library{x.listLinks, x.vethIntoNamespace, x.addRoutes, x.whyRefused}
		},
		"jsimonetti": func(t *testing.T) library {
			conn, err := rtnetlink.Dial(nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { conn.Close() })
			x := jsimonetti{conn}
			return library{x.listLinks, x.vethIntoNamespace, x.addRoutes, x.whyRefused}
		},
		"mdlayher": func(t *testing.T) library {
			conn, err := netlink.Dial(0, nil)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { conn.Close() })
			x := mdlayher{conn}
			return library{x.listLinks, x.vethIntoNamespace, x.addRoutes, x.whyRefused}
		},
	} {
		t.Run(name, func(t *testing.T) {
			testbed.Require(t, testbed.Root())
			testbed.NetNS(t)
			try(t, open(t))
		})
	}
}

// try has a library do the jobs.
func try(t *testing.T, x library) {
	t.Helper()
	ctx := t.Context()
	if err := netns.Create("blue"); err != nil {
		t.Fatal(err)
	}
	ip, err := iproute.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ip.Close()
	_, err = ip.AddLink(ctx, iproute.Args{"ifname": "br7", "kind": "bridge", "state": "up"})
	if err == nil {
		err = ip.AddAddr(ctx, "br7", "198.51.100.1/24")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := x.listLinks(ctx); err != nil {
		t.Error(err)
	}
	if err := x.vethIntoNamespace(ctx, "blue"); err != nil {
		t.Error(err)
	}
	var dsts []*net.IPNet
	for i := range 100 {
		dsts = append(dsts, &net.IPNet{IP: net.IPv4(10, 0, byte(i%99), 0).To4(), Mask: net.CIDRMask(24, 32)})
	}
	for i, err := range x.addRoutes(ctx, dsts, net.IPv4(198, 51, 100, 2)) {
		if exists := errors.Is(err, syscall.EEXIST); exists != (i == 99) || err != nil && !exists {
			t.Errorf("route %d: %v", i, err)
		}
	}
	if err := x.whyRefused(ctx); err == nil || !strings.Contains(err.Error(), "mtu") {
		t.Errorf("it was refused, but: %v", err)
	}
}
