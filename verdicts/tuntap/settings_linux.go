package tuntap

import (
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/verdicts/internal/links"
)

// settings are what the ioctls take.
type settings struct {
	flags        uint16
	owner, group *uint32 // nil: as it is
	persist      bool    // else as it is
}

// flagNames are the members of IFTUN_IFR that are flags of TUNSETIFF (linux/if_tun.h).
var flagNames = []struct {
	member string
	flag   uint16
}{
	{"no_pi", unix.IFF_NO_PI},
	{"one_queue", unix.IFF_ONE_QUEUE},
	{"vnet_hdr", unix.IFF_VNET_HDR},
	{"multi_queue", unix.IFF_MULTI_QUEUE},
	{"tun_excl", unix.IFF_TUN_EXCL},
}

// parse reads the settings of a request. base are the flags of a device that is there, 0 for a new one.
func parse(r *links.Request, base uint16) (settings, error) {
	if r.Kind == "tuntap" {
		return parsePyroute2(r, base)
	}
	return parseKernel(r, base)
}

func parsePyroute2(r *links.Request, base uint16) (settings, error) {
	s := settings{flags: base, persist: base == 0}
	mode, given := r.Data("IFTUN_MODE")
	switch word := mode.Text(); {
	case word == "tun":
		s.flags = s.flags&^unix.IFF_TAP | unix.IFF_TUN
	case word == "tap":
		s.flags = s.flags&^unix.IFF_TUN | unix.IFF_TAP
	case given:
		return s, links.FailAt(mode, syscall.EINVAL, "IFTUN_MODE %q is neither tun nor tap", word)
	case base == 0:
		return s, links.Fail(syscall.EINVAL, "IFTUN_MODE is missing: tun or tap")
	}
	ifr, _ := r.Data("IFTUN_IFR")
	if v, _ := ifr.Field("persist"); v != 0 {
		s.persist = true
	}
	for _, n := range flagNames {
		if v, _ := ifr.Field(n.member); v != 0 {
			s.flags |= n.flag
		}
	}
	if v, _ := ifr.Field("nofilter"); v != 0 {
		return s, links.FailAt(ifr, syscall.EINVAL, "nofilter is what the kernel tells of itself, it cannot be set")
	}
	s.owner, s.group = id(r, "IFTUN_UID"), id(r, "IFTUN_GID")
	return s, nil
}

func parseKernel(r *links.Request, base uint16) (settings, error) {
	s := settings{flags: base, persist: base == 0}
	if base == 0 {
		s.flags = unix.IFF_TUN | unix.IFF_NO_PI
		if r.Kind == "tap" {
			s.flags = unix.IFF_TAP | unix.IFF_NO_PI
		}
	}
	if typ, ok := r.Data("IFLA_TUN_TYPE"); ok {
		v, _ := typ.Uint()
		if v != unix.IFF_TUN && v != unix.IFF_TAP || r.Kind == "tap" && v != unix.IFF_TAP {
			return s, links.FailAt(typ, syscall.EINVAL, "IFLA_TUN_TYPE %d does not fit the kind %s", v, r.Kind)
		}
		s.flags = s.flags&^(unix.IFF_TUN|unix.IFF_TAP) | uint16(v)
	}
	s.set(r, "IFLA_TUN_PI", unix.IFF_NO_PI, false)
	s.set(r, "IFLA_TUN_VNET_HDR", unix.IFF_VNET_HDR, true)
	s.set(r, "IFLA_TUN_MULTI_QUEUE", unix.IFF_MULTI_QUEUE, true)
	if a, ok := r.Data("IFLA_TUN_PERSIST"); ok {
		if !isOn(a) {
			return s, links.FailAt(a, syscall.EINVAL,
				"a device that is not persistent ends at once: nobody has it open")
		}
		s.persist = true
	}
	for _, name := range []string{"IFLA_TUN_NUM_QUEUES", "IFLA_TUN_NUM_DISABLED_QUEUES"} {
		if a, ok := r.Data(name); ok {
			return s, links.FailAt(a, syscall.EINVAL, "%s cannot be set: the queues are those that programs open",
				name)
		}
	}
	s.owner, s.group = id(r, "IFLA_TUN_OWNER"), id(r, "IFLA_TUN_GROUP")
	return s, nil
}

// set changes a flag as an attribute says, if it is there.
func (s *settings) set(r *links.Request, name string, flag uint16, when bool) {
	a, ok := r.Data(name)
	switch {
	case !ok:
	case isOn(a) == when:
		s.flags |= flag
	default:
		s.flags &^= flag
	}
}

func isOn(a codec.Attr) bool {
	v, _ := a.Uint()
	return v != 0
}

func id(r *links.Request, name string) *uint32 {
	a, ok := r.Data(name)
	if !ok {
		return nil
	}
	v, _ := a.Uint()
	n := uint32(v)
	return &n
}

// flagsOf returns the flags of a device as the kernel describes it.
func flagsOf(l *links.Link) uint16 {
	value := func(name string) uint64 {
		a, _ := l.Message.Attr("IFLA_LINKINFO", "IFLA_INFO_DATA", name)
		v, _ := a.Uint()
		return v
	}
	flags := uint16(value("IFLA_TUN_TYPE"))
	if value("IFLA_TUN_VNET_HDR") != 0 {
		flags |= unix.IFF_VNET_HDR
	}
	if value("IFLA_TUN_MULTI_QUEUE") != 0 {
		flags |= unix.IFF_MULTI_QUEUE
	}
	if value("IFLA_TUN_PI") == 0 {
		flags |= unix.IFF_NO_PI
	}
	return flags
}
