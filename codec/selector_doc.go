package codec

import "strconv"

// String says what the Selector goes by: "by IFLA_INFO_KIND".
func (s *Selector) String() string {
	if s.or != nil {
		return s.first() + ", else " + s.or.String()
	}
	return s.first()
}

func (s *Selector) first() string {
	switch s.by {
	case SelectByMessage:
		return "by the type of the message"
	case SelectByLength:
		return "by its length"
	case SelectByLeading:
		return "by its first " + strconv.Itoa(s.size) + " octets"
	case SelectByNested:
		return "by NLA_F_NESTED"
	case SelectByRecords:
		return "if it is a chain of " + s.cases[0].Spec.Set.Framing.Name
	}
	if s.path != "" {
		return "by " + s.name + "." + s.path
	}
	if s.head != nil {
		return "by " + s.head.Name + "." + s.name
	}
	return "by " + s.name
}

var unitNames = [...]string{"", "ticks of 1/100 s", "seconds", "milliseconds", "microseconds",
	"nanoseconds", "ticks of 64 ns", "octets per second", "shares of 2^32", "a negated errno", "interface index",
	"namespace descriptor", "hexadecimal digits", "major:minor", "table:bucket:node"}

// String says what is counted.
func (u Unit) String() string {
	if int(u) < len(unitNames) {
		return unitNames[u]
	}
	return ""
}
