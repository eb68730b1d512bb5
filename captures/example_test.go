package captures_test

import (
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/nlkit/nlkit/captures"
	"github.com/nlkit/nlkit/captures/formats"
	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
)

// A capture of any format, compressed or not, is read record by record.
func ExampleOpen() {
	f, err := os.Open("samples/ip-link-show.strace.gz")
	if err != nil {
		log.Fatal(err)
	}
	defer f.Close()
	r, format, err := captures.Open(f, f.Name(), captures.Options{
		Formats: formats.All(), Registry: tables.Registry(), Protocol: captures.ProtocolUnknown,
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("a capture of the format", format)
	counts := map[codec.Direction]int{}
	for {
		var rec captures.Record // its octets are valid until the next call of Next
		var fault *captures.Error
		switch err := r.Next(&rec); {
		case err == nil:
			counts[rec.Direction]++
		case errors.Is(err, io.EOF):
			fmt.Println(counts[codec.Sent], "sent,", counts[codec.Received], "received")
			return
		case errors.As(err, &fault) && fault.Skipped: // one place cannot be read: go on
			fmt.Println(err)
		default:
			log.Fatal(err)
		}
	}
	// Output:
	// a capture of the format strace
	// 2 sent, 3 received
}
