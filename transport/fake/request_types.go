package fake

import "github.com/nlkit/nlkit/codec"

// requestType is what the kernel does with messages of a type.
type requestType struct {
	name      string
	deletes   bool
	header    int              // size of the fixed struct
	short     string           // what is said if it is not there
	shortIn   map[uint8]string // and by families that say something else
	families  []uint8          // that do is for; nil: all
	refusal   string           // of attributes that are too short; "": the kernel's usual one
	unchecked bool             // attributes may be as short as they like
	strict    bool             // nothing may follow the attributes
	do        func(*Kernel, *request) error
	dump      func(*Kernel, *request) ([]*codec.Request, error)
}

const (
	errInvalid = "Invalid header length"
	errParsing = "Error parsing msg"
)

var (
	invalidIn6      = map[uint8]string{afInet6: errInvalid}
	invalidInBridge = map[uint8]string{afBridge: errInvalid}
	silentBridge    = map[uint8]string{afBridge: ""}
)

// types is what is served (linux/rtnetlink.h). It is filled in init because what serves requests looks types up itself.
var types map[uint16]*requestType

func init() {
	types = map[uint16]*requestType{
		16: {name: "RTM_NEWLINK", header: 16, short: errInvalid, do: (*Kernel).changeOrMakeLink},
		17: {name: "RTM_DELLINK", header: 16, short: errInvalid, shortIn: silentBridge, deletes: true,
			do: (*Kernel).delLink},
		18: {name: "RTM_GETLINK", header: 16, short: "Invalid header for get link", strict: true,
			do: (*Kernel).getLink, dump: (*Kernel).dumpLinks},
		19: {name: "RTM_SETLINK", header: 16, short: errInvalid, shortIn: silentBridge, do: (*Kernel).setLink},
		20: {name: "RTM_NEWADDR", header: 8, short: errInvalid, families: families, do: (*Kernel).newAddr},
		21: {name: "RTM_DELADDR", header: 8, short: errInvalid, families: families, deletes: true,
			do: (*Kernel).delAddr},
		22: {name: "RTM_GETADDR", header: 8, short: "ipv6: Invalid header for get address request",
			families: []uint8{afInet6}, strict: true,
			do: (*Kernel).getAddr, dump: (*Kernel).dumpAddrs},
		24: {name: "RTM_NEWROUTE", header: 12, shortIn: invalidIn6, families: families, do: (*Kernel).newRoute},
		25: {name: "RTM_DELROUTE", header: 12, shortIn: invalidIn6, families: families, deletes: true,
			do: (*Kernel).delRoute},
		26: {name: "RTM_GETROUTE", header: 12, short: "ipv4: Invalid header for route get request",
			shortIn:  map[uint8]string{afInet6: "ipv6: Invalid header for get route request"},
			families: families, strict: true,
			do: (*Kernel).getRoute, dump: (*Kernel).dumpRoutes},
		28: {name: "RTM_NEWNEIGH", header: 12, short: errInvalid, do: (*Kernel).newNeigh},
		29: {name: "RTM_DELNEIGH", header: 12, shortIn: invalidInBridge, deletes: true, unchecked: true,
			do: (*Kernel).delNeigh},
		30: {name: "RTM_GETNEIGH", header: 12, short: "Invalid header for neighbor get request",
			shortIn: map[uint8]string{afBridge: "Invalid header for fdb get request"}, strict: true,
			do: (*Kernel).getNeigh, dump: (*Kernel).dumpNeighs},
		32: {name: "RTM_NEWRULE", header: 12, short: "Invalid msg length", refusal: errParsing,
			do: (*Kernel).newRule},
		33: {name: "RTM_DELRULE", header: 12, short: "Invalid msg length", refusal: errParsing, deletes: true,
			do: (*Kernel).delRule},
		34: {name: "RTM_GETRULE", header: 12, short: errInvalid, strict: true, dump: (*Kernel).dumpRules},
		108: {name: "RTM_NEWLINKPROP", header: 16, short: errInvalid, strict: true,
			do: (*Kernel).newLinkProp},
		109: {name: "RTM_DELLINKPROP", header: 16, short: errInvalid, deletes: true, strict: true,
			do: (*Kernel).delLinkProp},
	}
}
