// Command mdlayher makes requests through mdlayher/netlink, so that NLDEBUG has something to print: a dump of links, a
// link that may not be made twice, a family that is not there.
package main

import (
	"fmt"
	"os"

	"github.com/mdlayher/netlink"
)

func attributes(fill func(*netlink.AttributeEncoder)) []byte {
	e := netlink.NewAttributeEncoder()
	fill(e)
	b, err := e.Encode()
	if err != nil {
		panic(err)
	}
	return b
}

func main() {
	execute := func(protocol int, typ netlink.HeaderType, flags netlink.HeaderFlags, data []byte) {
		c, err := netlink.Dial(protocol, nil)
		if err != nil {
			panic(err)
		}
		defer c.Close()
		h := netlink.Header{Type: typ, Flags: netlink.Request | flags}
		_, err = c.Execute(netlink.Message{Header: h, Data: data})
		fmt.Fprintln(os.Stderr, "type", typ, "error", err)
	}
	execute(0, 18, netlink.Dump, make([]byte, 16))
	link := attributes(func(e *netlink.AttributeEncoder) {
		e.String(3, "lo")
		e.Nested(18, func(e *netlink.AttributeEncoder) error { e.String(1, "bridge"); return nil })
	})
	execute(0, 16, netlink.Acknowledge|netlink.Create|netlink.Excl, append(make([]byte, 16), link...))
	name := attributes(func(e *netlink.AttributeEncoder) { e.String(2, "nl80211x") })
	execute(16, 16, netlink.Acknowledge, append([]byte{3, 1, 0, 0}, name...))
}
