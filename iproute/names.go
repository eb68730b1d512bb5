package iproute

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/nlkit/nlkit/codec"
)

// nameFiles is iproute2's files of names, of which the first directory that has a name counts.
type nameFiles struct{ dirs []fs.FS }

var systemNames = &nameFiles{[]fs.FS{os.DirFS("/etc/iproute2"), os.DirFS("/usr/share/iproute2")}}

// nameFileOf is the file that names the values of an attribute, or of a member of a header.
var nameFileOf = map[string]string{
	"RTA_TABLE": "rt_tables", "FRA_TABLE": "rt_tables", "IFLA_VRF_TABLE": "rt_tables",
	"rtm_table": "rt_tables", "table": "rt_tables",
	"rtm_protocol": "rt_protos", "nh_protocol": "rt_protos", "FRA_PROTOCOL": "rt_protos", "NDA_PROTOCOL": "rt_protos",
	"IFA_PROTO": "rt_addrprotos",
	"rtm_scope": "rt_scopes", "ifa_scope": "rt_scopes", "nh_scope": "rt_scopes",
	"rtm_tos": "rt_dsfield", "tos": "rt_dsfield",
	"RTA_FLOW": "rt_realms", "FRA_FLOW": "rt_realms",
	"IFLA_GROUP": "group", "FRA_SUPPRESS_IFGROUP": "group",
	"SEG6_IPTUNNEL_TABLE": "rt_tables", "SEG6_LOCAL_TABLE": "rt_tables", "SEG6_LOCAL_VRFTABLE": "rt_tables",
}

// number returns the number of a name in a file.
func (n *nameFiles) number(file, name string) (number uint64, ok bool) {
	for _, dir := range n.dirs {
		more, _ := fs.Glob(dir, file+".d/*.conf")
		for _, f := range append([]string{file}, more...) {
			if number, ok := find(dir, f, name); ok {
				return number, true
			}
		}
	}
	return 0, false
}

// find looks for a name in a file of lines of a number and a name.
func find(dir fs.FS, file, name string) (number uint64, ok bool) {
	f, err := dir.Open(path.Clean(file))
	if err != nil {
		return 0, false
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		words := strings.Fields(strings.SplitN(lines.Text(), "#", 2)[0])
		if len(words) < 2 || words[1] != name {
			continue
		}
		if n, err := strconv.ParseUint(words[0], 0, 32); err == nil {
			return n, true
		}
	}
	return 0, false
}

// named returns the number that a value is where a file may name it: what the tables have a name for, and what is no
// name, stays as it is.
func (n *nameFiles) named(name string, enum *codec.Enum, value any) (any, error) {
	file, text := nameFileOf[name], ""
	if s, ok := value.(string); ok {
		text = s
	}
	if file == "" || text == "" || isNumber(text) {
		return value, nil
	}
	if enum != nil {
		if _, err := enum.Parse(text); err == nil {
			return value, nil
		}
	}
	if file == "rt_realms" && strings.Contains(text, "/") {
		return n.realms(text)
	}
	if number, ok := n.number(file, text); ok {
		return number, nil
	}
	if enum == nil {
		return nil, fmt.Errorf("%q is neither a number nor a name in /etc/iproute2/%s", text, file)
	}
	return nil, fmt.Errorf("%q is no name, neither of %s nor in /etc/iproute2/%s%s", text, name, file,
		codec.DidYouMean(text, slices.Collect(namesOf(enum))))
}

// realms returns a pair "source/destination" of realms as one number.
func (n *nameFiles) realms(text string) (any, error) {
	var number uint64
	for part := range strings.SplitSeq(text, "/") {
		realm, err := strconv.ParseUint(part, 0, 16)
		if err != nil {
			var ok bool
			if realm, ok = n.number("rt_realms", part); !ok {
				return nil, fmt.Errorf("%q is neither a number nor a name in /etc/iproute2/rt_realms", part)
			}
		}
		number = number<<16 | realm
	}
	return number, nil
}

// namesOf yields the names of an enumeration, without their prefix.
func namesOf(e *codec.Enum) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for _, name := range e.All {
			if !yield(strings.ToLower(strings.TrimPrefix(name, e.Prefix))) {
				return
			}
		}
	}
}

// isNumber reports whether a text is a number as strconv takes it.
func isNumber(text string) bool {
	_, err := strconv.ParseInt(text, 0, 64)
	return err == nil
}
