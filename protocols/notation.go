package protocols

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// domainNames is names as DNS has them (RFC 1035), one after the other, without compression.
var domainNames = &codec.Notation{Name: "domain names", Split: splitNames,
	Append: func(dst []byte, names []string) ([]byte, error) {
		var err error
		for _, name := range names {
			if dst, err = appendDomain(dst, name); err != nil {
				return nil, err
			}
		}
		return dst, nil
	}}

// compressedNames is names as DNS has them, in which a pointer stands for the rest of a name that was there before (RFC
// 3397). They are compressed as much as can be.
var compressedNames = &codec.Notation{Name: "domain names, compressed", Split: splitNames, Append: appendCompressed}

// paddedNames is names without compression, with zeros up to the next 8 octets, as they end an option of neighbour
// discovery (RFC 8106).
var paddedNames = &codec.Notation{Name: "domain names, padded",
	Split: func(b []byte, yield func([]byte)) bool {
		for len(b) > 1 && b[len(b)-1] == 0 && b[len(b)-2] == 0 {
			b = b[:len(b)-1]
		}
		return splitNames(b, yield)
	},
	Append: func(dst []byte, names []string) ([]byte, error) {
		start := len(dst)
		dst, err := domainNames.Append(dst, names)
		for err == nil && (len(dst)-start)%8 != 0 {
			dst = append(dst, 0)
		}
		return dst, err
	}}

// partialName is a name that may lack its end, as a client's own (RFC 4702). A name with an end has a dot there.
var partialName = &codec.Notation{Name: "domain name, with a dot at the end if it is whole",
	Split: func(b []byte, yield func([]byte)) bool {
		if len(b) == 0 {
			return true
		}
		whole := b[len(b)-1] == 0
		if !whole {
			b = append(b[:len(b):len(b)], 0)
		}
		name, next, ok := readName(b, 0)
		if !ok || next != len(b) {
			return false
		}
		if whole && name[0] != '.' {
			name = append(name, '.')
		}
		yield(name)
		return true
	},
	Append: func(dst []byte, names []string) ([]byte, error) {
		if len(names) == 0 {
			return dst, nil
		}
		dst, err := appendDomain(dst, names[0])
		if err == nil && !strings.HasSuffix(names[0], ".") {
			dst = dst[:len(dst)-1]
		}
		return dst, err
	}}

// maxName is the longest name of DNS in octets.
const maxName = 255

// splitNames reads names one after the other. A pointer counts from the start of them all, and leads backwards.
func splitNames(b []byte, yield func([]byte)) bool {
	for at := 0; at < len(b); {
		name, next, ok := readName(b, at)
		if !ok {
			return false
		}
		yield(name)
		at = next
	}
	return true
}

// readName reads the name at a place; next is where the one after it starts.
func readName(b []byte, at int) (name []byte, next int, ok bool) {
	bound := at // a pointer leads to before it
	for octets := 0; at < len(b); {
		n := int(b[at])
		switch {
		case n == 0:
			if next == 0 {
				next = at + 1
			}
			if len(name) == 0 {
				name = append(name, '.')
			}
			return name, next, true
		case n >= 0xc0 && at+1 < len(b):
			to := (n&0x3f)<<8 | int(b[at+1])
			if next == 0 {
				next = at + 2
			}
			if to >= bound {
				return nil, 0, false
			}
			at, bound = to, to
		case n < 0x40 && at+1+n <= len(b):
			if octets += n + 1; octets >= maxName {
				return nil, 0, false
			}
			if len(name) > 0 {
				name = append(name, '.')
			}
			name = appendLabel(name, b[at+1:at+1+n])
			at += 1 + n
		default:
			return nil, 0, false
		}
	}
	return nil, 0, false
}

// appendLabel writes a label as DNS does in its files: what is not printed, and dots, as \DDD.
func appendLabel(dst, label []byte) []byte {
	for _, c := range label {
		switch {
		case c == '.' || c == '\\':
			dst = append(dst, '\\', c)
		case c <= ' ' || c >= 0x7f:
			dst = fmt.Appendf(dst, `\%03d`, c)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// labelsOf reads the labels of a name.
func labelsOf(name string) (labels [][]byte, err error) {
	if name == "." || name == "" {
		return nil, nil
	}
	octets, label := 1, []byte{}
	end := func() error {
		if len(label) == 0 || len(label) > 63 {
			return fmt.Errorf("%q has a label of %d octets, want 1 to 63", name, len(label))
		}
		octets += len(label) + 1
		labels, label = append(labels, label), []byte{}
		return nil
	}
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '.':
			if err := end(); err != nil {
				return nil, err
			}
		case c != '\\':
			label = append(label, c)
		case i+3 < len(name) && name[i+1] >= '0' && name[i+1] <= '9':
			n, err := strconv.ParseUint(name[i+1:i+4], 10, 8)
			if err != nil {
				return nil, fmt.Errorf("%q: %s is no octet", name, name[i:i+4])
			}
			label = append(label, byte(n))
			i += 3
		case i+1 < len(name):
			i++
			label = append(label, name[i])
		default:
			return nil, fmt.Errorf("%q ends in a backslash", name)
		}
	}
	if len(label) > 0 {
		if err := end(); err != nil {
			return nil, err
		}
	}
	if octets > maxName {
		return nil, fmt.Errorf("%q has %d octets, more than the %d of a name", name, octets, maxName)
	}
	return labels, nil
}

func appendDomain(dst []byte, name string) ([]byte, error) {
	labels, err := labelsOf(name)
	if err != nil {
		return nil, err
	}
	for _, label := range labels {
		dst = append(append(dst, byte(len(label))), label...)
	}
	return append(dst, 0), nil
}

func appendCompressed(dst []byte, names []string) ([]byte, error) {
	start, seen := len(dst), map[string]int{}
	for _, name := range names {
		labels, err := labelsOf(name)
		if err != nil {
			return nil, err
		}
		pointed := false
		for i := range labels {
			rest := suffix(labels[i:])
			if at, known := seen[rest]; known {
				dst = append(dst, 0xc0|byte(at>>8), byte(at))
				pointed = true
				break
			}
			if at := len(dst) - start; at < 1<<14 {
				seen[rest] = at
			}
			dst = append(append(dst, byte(len(labels[i]))), labels[i]...)
		}
		if !pointed {
			dst = append(dst, 0)
		}
	}
	return dst, nil
}

// suffix is labels as they stand in a name, to be compared.
func suffix(labels [][]byte) string {
	var b []byte
	for _, label := range labels {
		b = append(append(b, byte(len(label))), label...)
	}
	return string(b)
}

// classlessRoutes is the routes of RFC 3442: "192.0.2.0/24 via 198.51.100.1".
var classlessRoutes = &codec.Notation{Name: "PREFIX via ROUTER", Split: splitRoutes,
	Append: func(dst []byte, routes []string) ([]byte, error) {
		for _, route := range routes {
			to, via, ok := strings.Cut(route, " via ")
			prefix, err := netip.ParsePrefix(strings.TrimSpace(to))
			router, routerErr := netip.ParseAddr(strings.TrimSpace(via))
			if !ok || err != nil || routerErr != nil || !prefix.Addr().Is4() || !router.Is4() {
				return nil, fmt.Errorf("%q is no route: want PREFIX via ROUTER, as 192.0.2.0/24 via 198.51.100.1",
					route)
			}
			address, gateway := prefix.Addr().As4(), router.As4()
			dst = append(dst, byte(prefix.Bits()))
			dst = append(dst, address[:(prefix.Bits()+7)/8]...)
			dst = append(dst, gateway[:]...)
		}
		return dst, nil
	}}

func splitRoutes(b []byte, yield func([]byte)) bool {
	for len(b) > 0 {
		bits := int(b[0])
		n := (bits + 7) / 8
		if bits > 32 || len(b) < 1+n+4 {
			return false
		}
		var address [4]byte
		copy(address[:], b[1:1+n])
		text := netip.PrefixFrom(netip.AddrFrom4(address), bits).AppendTo(nil)
		text = append(text, " via "...)
		yield(netip.AddrFrom4([4]byte(b[1+n : 1+n+4])).AppendTo(text))
		b = b[1+n+4:]
	}
	return true
}

// counted makes a Notation of texts with their length before each, of one octet or two.
func counted(name string, size int) *codec.Notation {
	return &codec.Notation{Name: name,
		Split: func(b []byte, yield func([]byte)) bool {
			for len(b) > 0 {
				if len(b) < size {
					return false
				}
				n := int(b[0])
				if size == 2 {
					n = n<<8 | int(b[1])
				}
				if b = b[size:]; n > len(b) || !slices.ContainsFunc(b[:n], printed) && n > 0 {
					return false
				}
				yield(b[:n])
				b = b[n:]
			}
			return true
		},
		Append: func(dst []byte, texts []string) ([]byte, error) {
			for _, text := range texts {
				if len(text) >= 1<<(8*size) {
					return nil, errors.New("a text is too long for its length")
				}
				if size == 2 {
					dst = append(dst, byte(len(text)>>8))
				}
				dst = append(append(dst, byte(len(text))), text...)
			}
			return dst, nil
		}}
}

func printed(c byte) bool { return c >= ' ' && c < 0x7f }

// userClasses is the classes of RFC 3004, uris the addresses of RFC 8572.
var (
	userClasses = counted("classes of users", 1)
	uris        = counted("URIs", 2)
)
