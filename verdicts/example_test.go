package verdicts_test

import (
	"context"
	"fmt"
	"log"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/tables"
	"github.com/nlkit/nlkit/verdicts"
)

// A Gate judges the datagrams of any socket, one that is not this module's too.
func ExampleGate() {
	gate := verdicts.Gate{Decoder: &codec.Decoder{Registry: tables.Registry()}}
	match := verdicts.Match{Types: []string{"RTM_NEWLINK"}, Attrs: []codec.A{{Name: "IFLA_MTU"}}}
	_, err := gate.OnSend(context.Background(), match, func(c *verdicts.Call) verdicts.Verdict {
		if err := c.Message.Set(1280, "IFLA_MTU"); err != nil {
			log.Fatal(err)
		}
		return verdicts.Forward()
	})
	if err != nil {
		log.Fatal(err)
	}
	encoder := codec.Encoder{Registry: tables.Registry()}
	datagram, err := encoder.Append(nil, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: codec.FlagRequest | codec.FlagAck, Seq: 1,
		Fixed: map[string]any{"ifi_index": 2}, Attrs: []codec.A{{Name: "IFLA_MTU", Value: 9000}},
	})
	if err != nil {
		log.Fatal(err)
	}
	forward, replies, _ := gate.Outgoing(context.Background(), datagram, verdicts.Passage{PortID: 4711})
	var m codec.Message
	if err := gate.Decoder.Decode(&m, codec.Context{}, forward); err != nil {
		log.Fatal(err)
	}
	mtu, _ := m.Attr("IFLA_MTU")
	fmt.Println(mtu.Value(), len(replies))
	// Output: 1280 0
}
