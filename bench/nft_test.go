package bench

import (
	"encoding/binary"
	"testing"
	_ "unsafe" // for go:linkname

	"github.com/google/nftables"
	"github.com/mdlayher/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// ruleFromMsg is what google/nftables reads the rules of a dump with; it is not exported.
//
//go:linkname ruleFromMsg github.com/google/nftables.ruleFromMsg
func ruleFromMsg(fam nftables.TableFamily, msg netlink.Message) (*nftables.Rule, error)

// rules returns the messages of a dump of rules.
func rules(b *testing.B) (all [][]byte) {
	b.Helper()
	for data := sample(b, "nft-rules"); len(data) > unix.SizeofNlMsghdr; {
		n := int(binary.NativeEndian.Uint32(data))
		all = append(all, data[:n])
		data = data[(n+3)&^3:]
	}
	return all
}

// BenchmarkNftRules decodes a dump of rules, nine of them.
func BenchmarkNftRules(b *testing.B) {
	all := rules(b)
	octets := 0
	for _, data := range all {
		octets += len(data)
	}
	b.Run("nlkit", func(b *testing.B) {
		d := codec.Decoder{Registry: tables.Registry()}
		var m codec.Message
		b.SetBytes(int64(octets))
		b.ReportAllocs()
		for b.Loop() {
			for _, data := range all {
				if err := d.Decode(&m, codec.Context{Protocol: unix.NETLINK_NETFILTER}, data); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("text", func(b *testing.B) {
		d := codec.Decoder{Registry: tables.Registry()}
		var m codec.Message
		out := make([]byte, 0, 64<<10)
		b.SetBytes(int64(octets))
		b.ReportAllocs()
		for b.Loop() {
			out = out[:0]
			for _, data := range all {
				if err := d.Decode(&m, codec.Context{Protocol: unix.NETLINK_NETFILTER}, data); err != nil {
					b.Fatal(err)
				}
				out = form.Text.Append(out, &m)
			}
		}
	})
	b.Run("google", func(b *testing.B) {
		var messages []netlink.Message
		for _, data := range all {
			messages = append(messages, netlink.Message{Data: data[unix.SizeofNlMsghdr:],
				Header: netlink.Header{Type: netlink.HeaderType(binary.NativeEndian.Uint16(data[4:]))}})
		}
		b.SetBytes(int64(octets))
		b.ReportAllocs()
		for b.Loop() {
			for _, m := range messages {
				if _, err := ruleFromMsg(nftables.TableFamilyINet, m); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
