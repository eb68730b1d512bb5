// Package bench compares nlkit with its peers. It is a module of its own, so that they are no dependencies.
package bench

import (
	"os"
	"path/filepath"
	"testing"
	_ "unsafe" // for go:linkname

	"github.com/mdlayher/netlink"
	vishvananda "github.com/vishvananda/netlink"
	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/tables"
)

// deserializeRoute is what vishvananda/netlink's dumps and subscriptions decode routes with; it is not exported.
//
//go:linkname deserializeRoute github.com/vishvananda/netlink.deserializeRoute
func deserializeRoute(m []byte) (vishvananda.Route, error)

func sample(b *testing.B, name string) []byte {
	b.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".bin"))
	if err != nil {
		b.Fatal(err)
	}
	return data
}

var messages = []string{"newlink-veth", "newlink-port", "newlink-bridge", "newroute"}

// BenchmarkDecode decodes one message whole into a reused Message.
func BenchmarkDecode(b *testing.B) {
	for _, name := range messages {
		b.Run(name, func(b *testing.B) {
			data := sample(b, name)
			d := codec.Decoder{Registry: tables.Registry()}
			var m codec.Message
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if err := d.Decode(&m, codec.Context{Protocol: 0}, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkRender writes a decoded message out.
func BenchmarkRender(b *testing.B) {
	forms := map[string]func(m *codec.Message, dst []byte) []byte{
		"text":     func(m *codec.Message, dst []byte) []byte { return form.Text.Append(dst, m) },
		"brief":    func(m *codec.Message, dst []byte) []byte { return form.Brief.Append(dst, m) },
		"json":     func(m *codec.Message, dst []byte) []byte { return form.JSON.Append(dst, m) },
		"pyroute2": func(m *codec.Message, dst []byte) []byte { return form.Pyroute2.Append(dst, m) },
	}
	for _, name := range messages {
		for form, render := range forms {
			b.Run(name+"/"+form, func(b *testing.B) {
				d := codec.Decoder{Registry: tables.Registry()}
				var m codec.Message
				if err := d.Decode(&m, codec.Context{Protocol: 0}, sample(b, name)); err != nil {
					b.Fatal(err)
				}
				out := make([]byte, 0, 64<<10)
				b.ReportAllocs()
				for b.Loop() {
					out = render(&m, out[:0])
				}
			})
		}
	}
}

// BenchmarkEncodeJSON turns the JSON form of a message back into octets.
func BenchmarkEncodeJSON(b *testing.B) {
	for _, name := range messages {
		b.Run(name, func(b *testing.B) {
			reg := tables.Registry()
			d := codec.Decoder{Registry: reg}
			var m codec.Message
			if err := d.Decode(&m, codec.Context{Protocol: 0}, sample(b, name)); err != nil {
				b.Fatal(err)
			}
			object := form.JSON.Append(nil, &m)
			enc := codec.Encoder{Registry: reg}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := form.JSON.Parse(&enc, object); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkVishvananda is the same messages through vishvananda/netlink, which reads a part of their attributes.
func BenchmarkVishvananda(b *testing.B) {
	for _, name := range messages {
		b.Run(name, func(b *testing.B) {
			payload := sample(b, name)[unix.SizeofNlMsghdr:]
			hdr := unix.NlMsghdr{Type: unix.RTM_NEWLINK}
			b.ReportAllocs()
			for b.Loop() {
				var err error
				if name == "newroute" {
					_, err = deserializeRoute(payload)
				} else {
					_, err = vishvananda.LinkDeserialize(&hdr, payload)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMdlayher walks the top-level attributes with mdlayher/netlink's decoder and reads none of them further.
func BenchmarkMdlayher(b *testing.B) {
	for _, name := range messages {
		b.Run(name, func(b *testing.B) {
			fixed := unix.SizeofIfInfomsg
			if name == "newroute" {
				fixed = unix.SizeofRtMsg
			}
			payload := sample(b, name)[unix.SizeofNlMsghdr+fixed:]
			b.ReportAllocs()
			for b.Loop() {
				ad, err := netlink.NewAttributeDecoder(payload)
				if err != nil {
					b.Fatal(err)
				}
				for ad.Next() {
					_ = ad.Bytes()
				}
				if ad.Err() != nil {
					b.Fatal(ad.Err())
				}
			}
		})
	}
}
