package iproute

import (
	"strings"

	"github.com/nlkit/nlkit/codec/linux"
)

// sayState says that a link is to go up or down.
func sayState(v *values, value any) error {
	switch x := value.(type) {
	case bool:
		sayFlag(v, linux.IFF_UP, x)
		return nil
	case string:
		switch strings.ToLower(x) {
		case "up":
			sayFlag(v, linux.IFF_UP, true)
			return nil
		case "down":
			sayFlag(v, linux.IFF_UP, false)
			return nil
		}
	}
	return errWant(`"up", "down" or a bool`, value)
}

// sayARP says whether a link asks for its neighbours: "on" says which value means that it does.
func sayARP(v *values, value any, on bool) error {
	said, ok := value.(bool)
	if n, isNumber := integer(value); isNumber && (n == 0 || n == 1) {
		said, ok = n == 1, true
	}
	if !ok {
		return errWant("a bool", value)
	}
	sayFlag(v, linux.IFF_NOARP, said != on)
	return nil
}

// sayFlag says that a flag is to be there, or not to be.
func sayFlag(v *values, flag uint64, on bool) {
	flags, _ := integer(v.fixed["ifi_flags"])
	mask, _ := integer(v.fixed["ifi_change"])
	flags &^= int64(flag)
	if on {
		flags |= int64(flag)
	}
	v.set("ifi_flags", uint32(flags))
	v.set("ifi_change", uint32(uint64(mask)|flag))
}

// sayFlags says which flags are to change: a number says all of them; of names, one with "!" before it is to go, and
// those that are not named stay as they are.
func sayFlags(v *values, value any) error {
	names, ok := namesIn(value)
	if !ok {
		v.set("ifi_flags", value)
		v.setDefault("ifi_change", uint32(1<<32-1))
		return nil
	}
	for _, name := range names {
		bit, err := linux.IfFlagsEnum.Parse(strings.TrimPrefix(name, "!"))
		if err != nil {
			return err
		}
		sayFlag(v, bit, !strings.HasPrefix(name, "!"))
	}
	return nil
}

// namesIn returns the names in a text, joined by "|" or ",", or in a list.
func namesIn(value any) (names []string, ok bool) {
	switch x := value.(type) {
	case string:
		if isNumber(x) {
			return nil, false
		}
		split := func(r rune) bool { return r == '|' || r == ',' || r == ' ' }
		return strings.FieldsFunc(x, split), true
	case []string:
		return x, true
	case []any:
		for _, name := range x {
			s, ok := name.(string)
			if !ok {
				return nil, false
			}
			names = append(names, s)
		}
		return names, true
	}
	return nil, false
}
