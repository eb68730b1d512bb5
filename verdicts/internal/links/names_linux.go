package links

import (
	"errors"
	"fmt"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// maxName is the longest name of a link: IFNAMSIZ without the NUL (linux/if.h). Alternative names may be longer.
const maxName = unix.IFNAMSIZ - 1

// CheckName tells what is wrong with a name for a new link, as the kernel does.
func CheckName(name string) error {
	if name == "" || name == "." || name == ".." || len(name) > maxName {
		return fmt.Errorf("%q is no name for a link: it has 1 to %d octets", name, maxName)
	}
	for _, c := range []byte(name) {
		if c == '/' || c == ':' || c <= ' ' || c == 0x7f {
			return fmt.Errorf("%q is no name for a link: it has %q in it", name, c)
		}
	}
	return nil
}

// maxNumber is how many names a pattern may stand for.
const maxNumber = 4096

// FreeName returns the name of the request, or the first that is free where it has a pattern, "" being the prefix and
// %d. taken, which may be nil, knows of names that are not free though no link has them. An error points at
// IFLA_IFNAME.
func (r *Request) FreeName(prefix string, taken func(name string) bool) (string, error) {
	a, _ := r.Message.Attr("IFLA_IFNAME")
	before, after := prefix, ""
	if r.Name != "" {
		var pattern bool
		if before, after, pattern = strings.Cut(r.Name, "%d"); !pattern {
			if err := errors.Join(CheckName(r.Name), CheckArgument(r.Name)); err != nil {
				return "", FailAt(a, syscall.EINVAL, "%v", err)
			}
			return r.Name, nil
		}
	}
	for i := range maxNumber {
		name := fmt.Sprint(before, i, after)
		if err := errors.Join(CheckName(name), CheckArgument(name)); err != nil {
			return "", FailAt(a, syscall.EINVAL, "%v", err)
		}
		if taken != nil && taken(name) {
			continue
		}
		if l, err := LinkByName(r.Context, r.Kernel, name); err != nil || l == nil {
			return name, err
		}
	}
	return "", FailAt(a, syscall.ENFILE, "all names up to %s%d%s are taken", before, maxNumber-1, after)
}
