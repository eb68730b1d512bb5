package bpf_test

import (
	"os"
	"regexp"
	"strconv"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/catalog"
	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/filter/bpf"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/internal/host"
	"github.com/nlkit/nlkit/internal/test/nlgen"
)

// pipe is two sockets: what is sent to the second passes a filter of the kernel's.
type pipe struct {
	t        *testing.T
	from, to *os.File
	port     uint32
	buffer   [1 << 16]byte
}

func newPipe(t *testing.T) *pipe {
	p := &pipe{t: t}
	for _, f := range []**os.File{&p.from, &p.to} {
		const flags = unix.SOCK_RAW | unix.SOCK_CLOEXEC | unix.SOCK_NONBLOCK
		fd, err := unix.Socket(unix.AF_NETLINK, flags, unix.NETLINK_USERSOCK)
		if err != nil {
			t.Fatal(err)
		}
		*f = os.NewFile(uintptr(fd), "netlink")
		t.Cleanup(func() { (*f).Close() })
		if err := unix.Bind(fd, &unix.SockaddrNetlink{Family: unix.AF_NETLINK}); err != nil {
			t.Fatal(err)
		}
	}
	name, err := unix.Getsockname(int(p.to.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	p.port = name.(*unix.SockaddrNetlink).Pid
	return p
}

func (p *pipe) attach(f *bpf.Filter) {
	conn, err := p.to.SyscallConn()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := f.Attach(conn, 0); err != nil {
		p.t.Fatal(err)
	}
}

// passes sends a datagram, and reports whether it arrives.
func (p *pipe) passes(b []byte) bool {
	to := &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Pid: p.port}
	if err := unix.Sendto(int(p.from.Fd()), b, 0, to); err != nil {
		p.t.Fatal(err)
	}
	_, _, err := unix.Recvfrom(int(p.to.Fd()), p.buffer[:], unix.MSG_DONTWAIT)
	if err != nil && err != unix.EAGAIN {
		p.t.Fatal(err)
	}
	return err == nil
}

// TestKernelAgrees has the kernel and expressions judge random messages: what the kernel rejects, does not hold. It
// prints how many of those that do not hold it rejected.
func TestKernelAgrees(t *testing.T) {
	n := 1000
	if os.Getenv("NLKIT_LONG") != "" {
		n = 300_000
	}
	p := newPipe(t)
	seed := uint64(12)
	if s := os.Getenv("NLKIT_SEED"); s != "" {
		seed, _ = strconv.ParseUint(s, 10, 64)
	}
	g := nlgen.New(seed)
	g.Only(regexp.MustCompile(`^NETLINK_(ROUTE|XFRM|NETFILTER|SOCK_DIAG) `))
	d := nlgen.Decoder()
	scope := catalog.New(d.Registry, "", "")
	rejected, untrue := 0, 0
	for i := range n {
		made := g.Next()
		if made.BigEndian != host.BigEndian || len(made.Bytes) > 1<<15 {
			continue
		}
		if i%8 == 0 {
			made.Bytes = g.Damage(made.Bytes, made.BigEndian)
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
		p.attach(f)
		for range 3 { // the message, and others of the kind
			holds, err := program.Matcher().Match(&filter.Input{Message: &m})
			if passes := p.passes(made.Bytes); !passes && holds && err == nil {
				t.Fatalf("the kernel rejects what holds: %s\n%s %x", expression, m.Name(), made.Bytes)
			} else if !holds {
				untrue++
				if !passes {
					rejected++
				}
			}
			if made.Type == nil || made.Type.Name == "" || made.Protocol < 0 {
				break
			}
			next := g.Of(made.Type.Name)
			if next.BigEndian != host.BigEndian || next.Protocol != made.Protocol || len(next.Bytes) > 1<<15 {
				break
			}
			made = next
			d.Decode(&m, made.Context(), made.Bytes)
		}
	}
	t.Logf("%d of %d that do not hold were rejected", rejected, untrue)
	if rejected < untrue/3 {
		t.Errorf("only %d of %d that do not hold were rejected", rejected, untrue)
	}
}

// TestAttributes judges links and routes by their attributes.
func TestAttributes(t *testing.T) {
	p := newPipe(t)
	eth0 := link(t, "RTM_NEWLINK", codec.A{Name: "IFLA_IFNAME", Value: "eth0"}, codec.A{Name: "IFLA_MTU", Value: 1500},
		codec.A{Name: "IFLA_ADDRESS", Value: "02:00:00:00:00:01"},
		codec.A{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: "veth"}}})
	plain := link(t, "RTM_NEWLINK", codec.A{Name: "IFLA_IFNAME", Value: "eth0"})
	enc := codec.Encoder{Registry: tables.Registry(), BigEndian: host.BigEndian, Protocol: "NETLINK_ROUTE"}
	route, err := enc.Append(nil, &codec.Request{Type: "RTM_NEWROUTE", Fixed: map[string]any{"rtm_family": "AF_INET"},
		Attrs: []codec.A{{Name: "RTA_DST", Value: "10.0.0.0"}, {Name: "RTA_TABLE", Value: 1000}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		expression string
		datagram   []byte
		want       bool
	}{
		{`attr.IFLA_IFNAME == "eth0"`, eth0, true},
		{`attr.IFLA_IFNAME == "eth"`, eth0, false},
		{`attr.IFLA_IFNAME == "eth00"`, eth0, false},
		{`attr.IFLA_IFNAME != "eth0"`, eth0, false},
		{`attr.IFLA_MTU < 1500`, eth0, false},
		{`attr.IFLA_MTU <= 1500`, eth0, true},
		{`1500 > attr.IFLA_MTU`, eth0, false},
		{`attr.IFLA_ADDRESS == "02:00:00:00:00:01"`, eth0, true},
		{`attr.IFLA_ADDRESS == "02:00:00:00:00:02"`, eth0, false},
		{`attr.IFLA_LINKINFO.IFLA_INFO_KIND == "veth"`, eth0, true},
		{`attr.IFLA_LINKINFO.IFLA_INFO_KIND == "bridge"`, eth0, false},
		{`attr.IFLA_MTU == 1500`, plain, false}, // there is none, and nothing that could hold one
		{`attr.IFLA_MTU != 1500`, plain, true},
		{`"IFLA_MTU" in attr`, plain, false},
		{`attr.IFLA_MASTER == 2`, plain, false},
		{`attr.RTA_DST == "10.0.0.0"`, route, true},
		{`attr.RTA_DST == "10.0.1.0"`, route, false},
		{`attr.RTA_DST == "fe80::"`, route, false},
		{`attr.RTA_TABLE == 1000 && attr.RTA_DST == "10.0.0.0"`, route, true},
		{`attr.RTA_TABLE == 1001`, route, false},
		{`attr.RTA_TABLE == 1000`, eth0, false},
	} {
		p.attach(compile(t, tc.expression))
		if got := p.passes(tc.datagram); got != tc.want {
			t.Errorf("%s: passes %v, want %v", tc.expression, got, tc.want)
		}
	}
}
