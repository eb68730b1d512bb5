package trace

import (
	"os"
	"regexp"
	"testing"

	"github.com/cilium/ebpf"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/filter/bpf"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/nlgen"
	"github.com/nlkit/nlkit/internal/test/testbed"
)

// TestFilter has programs with filters and expressions judge random messages: what a program rejects, does not hold.
func TestFilter(t *testing.T) {
	testbed.Require(t, testbed.Root())
	n := 200
	if os.Getenv("NLKIT_LONG") != "" {
		n = 100_000
	}
	w, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	g, d := nlgen.New(13), nlgen.Decoder()
	g.Only(regexp.MustCompile(`^NETLINK_(ROUTE|XFRM|NETFILTER|SOCK_DIAG) `))
	scope := catalog.New(d.Registry, "", "")
	rejected, untrue := 0, 0
	for range n {
		made := g.Next()
		if made.BigEndian != host.BigEndian || len(made.Bytes) > 2048 {
			continue // test runs have one page
		}
		var m codec.Message
		d.Decode(&m, made.Context(), made.Bytes)
		if len(m.Bytes()) == 0 {
			continue
		}
		expression := g.Expression(&m, 2)
		program, err := filter.CompileIn(scope, expression)
		if err != nil {
			continue // a name that only the decoder has
		}
		f := bpf.Compile(d.Registry, made.Protocol, program)
		p, err := w.load(f.Instructions(0))
		if err != nil {
			t.Fatalf("%s: %v", expression, err)
		}
		passes := judge(t, p, made.Bytes)
		p.Close()
		holds, err := program.Matcher().Match(&filter.Input{Message: &m})
		switch {
		case !passes && holds && err == nil:
			t.Fatalf("the kernel rejects what holds: %s\n%s %x", expression, m.Name(), made.Bytes)
		case !holds && !passes:
			rejected++
			fallthrough
		case !holds:
			untrue++
		}
	}
	t.Logf("%d of %d that do not hold were rejected", rejected, untrue)
	if rejected < untrue/3 {
		t.Errorf("only %d of %d that do not hold were rejected", rejected, untrue)
	}
}

// judge runs a program, and reports whether it lets a datagram pass. Test runs take the first octets for an Ethernet
// header.
func judge(t *testing.T, p *ebpf.Program, datagram []byte) bool {
	t.Helper()
	got, err := p.Run(&ebpf.RunOptions{Data: append(make([]byte, 14), datagram...)})
	if err != nil {
		t.Fatal(err)
	}
	return got != 0
}
