package codec_test

import (
	"os"
	"testing"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/rtnl"
)

func BenchmarkDecode(b *testing.B) {
	reg := codec.NewRegistry(rtnl.Protocol)
	for _, name := range []string{"newlink", "newroute"} {
		data, err := os.ReadFile("/tmp/" + name + ".bin")
		if err != nil {
			b.Fatal(err)
		}
		d := codec.Decoder{Registry: reg}
		var m codec.Message
		b.Run(name+"/decode", func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				d.Decode(&m, codec.Context{}, data)
			}
		})
		buf := make([]byte, 0, 1<<16)
		b.Run(name+"/text", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				buf = m.AppendText(buf[:0], codec.TextStyle{})
			}
		})
		b.Run(name+"/json", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				buf = m.AppendJSON(buf[:0])
			}
		})
	}
}
