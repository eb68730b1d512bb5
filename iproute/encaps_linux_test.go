package iproute_test

import (
	"net/netip"
	"os"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/iproute"
)

// needEncaps has a test run where the kernel has the rarer encapsulations. That it has RPL only its version tells.
func needEncaps(t *testing.T) {
	t.Helper()
	testbed.Require(t, testbed.Root(), testbed.Program("ip"), testbed.Module("ila"), testbed.Module("xfrm_interface"),
		testbed.Kernel(7, 0))
}

// TestEncapsOfIP makes routes with encapsulations as ip does. Of RPL ip turns the segments round: the kernel sends to the
// first one first.
func TestEncapsOfIP(t *testing.T) {
	needEncaps(t)
	compareIP(t, nil, []ipJob{
		{"route add 3333:0:0:1:2000:0:1:87/128 dev e0 encap ila 2001:0:87:0 proto static", []call{{"route", "add",
			args{"dst": "3333:0:0:1:2000:0:1:87/128", "dev": "e0", "encap": args{"type": "ila", "locator": "2001:0:87:0"}}}}},
		{"route add 3333:0:0:1:2000:0:1:87/128 dev e0 encap ila 2001:0:87:0 csum-mode adj-transport ident-type luid " +
			"hook-type output proto static", []call{{"route", "add", args{"dst": "3333:0:0:1:2000:0:1:87/128", "dev": "e0",
			"encap": args{"type": "ila", "locator": uint64(0x2001_0000_0087_0000), "csum_mode": "adj-transport",
				"ident_type": "luid", "hook_type": "output"}}}}},
		{"route add 2001:db8:3::/64 dev e0 encap rpl segs fd00::5,fd00::6 proto static", []call{{"route", "add",
			args{"dst": "2001:db8:3::/64", "dev": "e0", "encap": args{"type": "rpl", "segs": "fd00::6,fd00::5"}}}}},
		{"route add 10.9.0.0/16 proto static dev e0 encap xfrm if_id 7 link_dev e2", []call{{"route", "add",
			args{"dst": "10.9.0.0/16", "dev": "e0", "encap": args{"type": "xfrm", "if_id": 7, "link_dev": "e2"}}}}},
		{"route add 2001:db8:3::/64 proto static dev e0 encap xfrm if_id 8", []call{{"route", "add",
			args{"dst": "2001:db8:3::/64", "dev": "e0", "encap": args{"type": "xfrm", "if_id": 8}}}}},
	})
}

// TestEncapsTyped makes the same by typed specs, and reads them back.
func TestEncapsTyped(t *testing.T) {
	needEncaps(t)
	ip := start(t)
	program := loadProgram(t)
	for dst, c := range map[string]struct {
		encap iproute.RouteEncap
		told  func(iproute.RouteView) bool
	}{
		"3333:0:0:1:2000:0:1:87/128": {iproute.ILAEncap{Locator: iproute.Set(uint64(0x2001_0000_0087_0000)),
			IdentType: iproute.Set(iproute.ILA_ATYPE_LUID)}, func(r iproute.RouteView) bool {
			return r.ILAEncap().Locator() == 0x2001_0000_0087_0000 && r.ILAEncap().IdentType() == iproute.ILA_ATYPE_LUID
		}},
		"2001:db8:3::/64": {iproute.RPLEncap{SRH: &iproute.IPv6RPLSrHdr{Type: 3, Hdrlen: 2, SegmentsLeft: 1,
			Segments: []netip.Addr{address("fd00::5")}}}, func(r iproute.RouteView) bool {
			return r.RPLEncap().SRH().SegmentsLeft() == 1
		}},
		"10.9.0.0/16": {iproute.XFRMEncap{IFID: set(7), Link: "e2"}, func(r iproute.RouteView) bool {
			return r.XFRMEncap().IFID() == 7 && r.XFRMEncap().Link() == e2
		}},
		"10.10.0.0/16": {iproute.BPFEncap{In: &iproute.BPFEncapProg{FD: set(program), Name: iproute.Set("pass")}},
			func(r iproute.RouteView) bool { return r.BPFEncap().In().Name() == "pass" }},
	} {
		if err := ip.AddRoute(t.Context(), dst, iproute.LinkRef("e0"), iproute.Route{Encap: c.encap}); err != nil {
			t.Errorf("%s: %v", dst, err)
			continue
		}
		found := 0
		for r, err := range ip.GetRoutes(t.Context(), args{"dst": dst}) {
			if err != nil {
				t.Fatal(err)
			}
			if found++; !c.told(r) {
				t.Errorf("%s: got back %v", dst, r.Message())
			}
		}
		if found != 1 {
			t.Errorf("%s: there are %d routes", dst, found)
		}
	}
	by := args{"dst": "10.11.0.0/16", "dev": "e0", "encap": args{"type": "bpf", "in": args{"fd": program, "name": "pass"}}}
	succeeds(t)(ip.Route(t.Context(), "add", by))
}

// TestTracesOfIP says what ip 6.1 sends of traces (IOAM), which no kernel of Debian takes.
func TestTracesOfIP(t *testing.T) {
	for _, c := range []struct {
		encap args
		sent  string // by ip route add 2001:db8:3::/64 dev v0 encap … proto static
	}{
		{args{"type": "ioam6", "freq": "1/1", "mode": "inline", "trace": args{"type": 0x800000, "ns": 1,
			"size": 12}}, // trace prealloc type 0x800000 ns 1 size 12
			"680000001800050600000000000000000a400000fe040001000000001400010020010db80003000000000000000000002800168008000400" +
				"01000000080005000100000005000100010000000c000300000100038000000006001500090001000800040003000000"},
		{args{"type": "ioam6", "freq": "1/5", "mode": "encap", "tundst": "2001:db8::9", "trace": args{"type": 0xf00000,
			"size": 64}}, // freq 1/5 mode encap tundst 2001:db8::9 trace prealloc type 0xf00000 ns 0 size 64
			"7c0000001800050600000000000000000a400000fe040001000000001400010020010db80003000000000000000000003c00168008000400" +
				"01000000080005000500000005000100020000001400020020010db80000000000000000000000090c00030000000010f000000006001500090000000800040003000000"},
	} {
		ours := requestsOf(t, func(ip *iproute.IPRoute) error {
			_, err := ip.Route(t.Context(), "add", args{"dst": "2001:db8:3::/64", "oif": 3, "encap": c.encap})
			return err
		})
		theirs := decode(t, unhex(t, c.sent))
		if d := differencesOf(theirs, decode(t, ours[0])); len(d) > 0 {
			t.Errorf("the requests differ in %s: theirs %v, ours %v", d, partsOf(theirs), partsOf(decode(t, ours[0])))
		}
	}
}

// loadProgram loads a program that lets packets pass, and returns its descriptor.
func loadProgram(t *testing.T) int {
	t.Helper()
	const load, lwtIn = 5, 10             // BPF_PROG_LOAD, BPF_PROG_TYPE_LWT_IN (linux/bpf.h)
	program := [16]byte{0: 0xb7, 8: 0x95} // r0 = 0; exit
	license := []byte("GPL\x00")
	attr := struct { // union bpf_attr
		typ, instructions uint32
		program, license  unsafe.Pointer
		_                 [13]uint64
	}{lwtIn, 2, unsafe.Pointer(&program[0]), unsafe.Pointer(&license[0]), [13]uint64{}}
	fd, _, errno := unix.Syscall(unix.SYS_BPF, load, uintptr(unsafe.Pointer(&attr)), unsafe.Sizeof(attr))
	if errno != 0 {
		t.Fatal(os.NewSyscallError("bpf", errno))
	}
	t.Cleanup(func() { unix.Close(int(fd)) })
	return int(fd)
}
