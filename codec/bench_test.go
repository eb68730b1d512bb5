package codec_test

import (
	"os"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// The peers that these stand next to are in the bench module.
func BenchmarkMessage(b *testing.B) {
	decoder := codec.Decoder{Registry: codec.NewRegistry(rtnl.Protocol)}
	encoder := codec.Encoder{Registry: decoder.Registry}
	for _, name := range []string{"newlink-veth", "newlink-bridge", "newroute"} {
		octets, err := os.ReadFile("../bench/testdata/" + name + ".bin")
		if err != nil {
			b.Fatal(err)
		}
		var m codec.Message
		if err := decoder.Decode(&m, codec.Context{}, octets); err != nil {
			b.Fatal(err)
		}
		object := form.JSON.Append(nil, &m)
		buf := make([]byte, 0, 64<<10)
		for _, step := range []struct {
			name string
			run  func()
		}{
			{"decode", func() { _ = decoder.Decode(&m, codec.Context{}, octets) }},
			{"lookup", func() { m.Attr("IFLA_LINKINFO", "IFLA_INFO_KIND") }},
			{"text", func() { buf = form.Text.Append(buf[:0], &m) }},
			{"brief", func() { buf = form.Brief.Append(buf[:0], &m) }},
			{"json", func() { buf = form.JSON.Append(buf[:0], &m) }},
			{"pyroute2", func() { buf = form.Pyroute2.Append(buf[:0], &m) }},
			{"encode", func() { _, _ = form.JSON.Parse(&encoder, object) }},
		} {
			b.Run(name+"/"+step.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					step.run()
				}
			})
		}
	}
}

// BenchmarkRoute decodes a route of a dump and reads of it what a user wants, by names and by numbers.
func BenchmarkRoute(b *testing.B) {
	decoder := codec.Decoder{Registry: codec.NewRegistry(rtnl.Protocol)}
	octets, err := os.ReadFile("../bench/testdata/newroute.bin")
	if err != nil {
		b.Fatal(err)
	}
	var m codec.Message
	b.Run("names", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = decoder.Decode(&m, codec.Context{}, octets)
			for _, name := range []string{"RTA_DST", "RTA_GATEWAY", "RTA_OIF"} {
				a, _ := m.Attr(name)
				a.Payload()
			}
		}
	})
	b.Run("numbers", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_ = decoder.Decode(&m, codec.Context{}, octets)
			for _, number := range []uint16{1, 5, 4} {
				a, _ := m.At(number)
				a.Payload()
			}
		}
	})
}
