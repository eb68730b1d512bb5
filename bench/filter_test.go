package bench

import (
	"syscall"
	"testing"
	_ "unsafe" // for go:linkname

	gotc "github.com/florianl/go-tc"
	vishvananda "github.com/vishvananda/netlink"
	"github.com/vishvananda/netlink/nl"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// parseFlowerData and parseU32Data are what vishvananda/netlink reads the options of filters with; they are not
// exported.
//
//go:linkname parseFlowerData github.com/vishvananda/netlink.parseFlowerData
func parseFlowerData(filter vishvananda.Filter, data []syscall.NetlinkRouteAttr) (bool, error)

//go:linkname parseU32Data github.com/vishvananda/netlink.parseU32Data
func parseU32Data(filter vishvananda.Filter, data []syscall.NetlinkRouteAttr) (bool, error)

// extractTcmsgAttributes is what florianl/go-tc reads the attributes of a filter with; it is not exported.
//
//go:linkname extractTcmsgAttributes github.com/florianl/go-tc.extractTcmsgAttributes
func extractTcmsgAttributes(action int, data []byte, info *gotc.Attribute) error

// BenchmarkFilter decodes a filter of a dump: one of flower with eight keys and an action, one of u32 with a key and an
// action. The messages are of captures/samples/tc-filters-show.strace.gz.
func BenchmarkFilter(b *testing.B) {
	for _, kind := range []string{"flower", "u32"} {
		data := sample(b, "newtfilter-"+kind)
		body := data[unix.SizeofNlMsghdr:]
		b.Run(kind+"/nlkit", func(b *testing.B) {
			d := codec.Decoder{Registry: tables.Registry()}
			var m codec.Message
			b.ReportAllocs()
			for b.Loop() {
				check(b, d.Decode(&m, codec.Context{Protocol: unix.NETLINK_ROUTE}, data))
			}
		})
		b.Run(kind+"/vishvananda", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				check(b, vishvanandaFilter(body))
			}
		})
		b.Run(kind+"/florianl", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var object gotc.Object
				check(b, extractTcmsgAttributes(unix.RTM_GETTFILTER, body[nl.SizeofTcMsg:], &object.Attribute))
			}
		})
	}
}

// vishvanandaFilter reads a filter as FilterList of vishvananda/netlink does.
func vishvanandaFilter(body []byte) error {
	attrs, err := nl.ParseRouteAttr(body[nl.SizeofTcMsg:])
	if err != nil {
		return err
	}
	kind := ""
	for _, a := range attrs {
		switch a.Attr.Type {
		case nl.TCA_KIND:
			kind = string(a.Value[:len(a.Value)-1])
		case nl.TCA_OPTIONS:
			options, err := nl.ParseRouteAttr(a.Value)
			if err != nil {
				return err
			}
			if kind == "u32" {
				_, err = parseU32Data(&vishvananda.U32{}, options)
			} else {
				_, err = parseFlowerData(&vishvananda.Flower{}, options)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
