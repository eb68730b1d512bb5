package codec_test

import (
	"encoding/hex"
	"fmt"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/codec/form"
	"github.com/nlkit/nlkit/codec/rtnl"
)

// RTM_DELLINK of the link with index 7, as `ip link del d0` sends it.
const delLink = "20000000110005000100000000000000" + "00000000070000000000000000000000"

func Example() {
	octets, _ := hex.DecodeString(delLink)
	decoder := codec.Decoder{Registry: codec.NewRegistry(rtnl.Protocol)}
	var m codec.Message // used again for every message
	if err := decoder.Decode(&m, codec.Context{Protocol: 0}, octets); err != nil {
		fmt.Println(err) // what could be read is in m all the same
	}
	index, _ := m.Field("ifi_index")
	fmt.Println(m.Name(), index)
	fmt.Printf("%s\n", form.Text.Append(nil, &m))
	// Output:
	// RTM_DELLINK 7
	// RTM_DELLINK len=32 flags=NLM_F_REQUEST|NLM_F_ACK seq=1 pid=0
	//   ifinfomsg ifi_family=AF_UNSPEC ifi_type=0 ifi_index=7 ifi_flags=0 ifi_change=0
}

func ExampleEncoder_Append() {
	encoder := codec.Encoder{Registry: codec.NewRegistry(rtnl.Protocol)}
	octets, err := encoder.Append(nil, &codec.Request{
		Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: codec.FlagRequest | codec.FlagAck, Seq: 1,
		Attrs: []codec.A{
			{Name: "ifname", Value: "vlan5"},
			{Name: "link", Value: 2},
			{Name: "linkinfo", Value: []codec.A{
				{Name: "kind", Value: "vlan"},
				{Name: "data", Value: []codec.A{{Name: "id", Value: 5}}},
			}},
		},
	})
	fmt.Println(len(octets), err)

	_, err = encoder.Append(nil, &codec.Request{Protocol: "route", Type: "RTM_NEWLINK",
		Attrs: []codec.A{{Name: "mtuu", Value: 1500}}})
	fmt.Println(err)
	// Output:
	// 80 <nil>
	// RTM_NEWLINK/mtuu: unknown attribute "mtuu"; did you mean IFLA_MTU?
}

func ExampleMessage_Set() {
	octets, _ := hex.DecodeString(delLink)
	decoder := codec.Decoder{Registry: codec.NewRegistry(rtnl.Protocol)}
	var m codec.Message
	_ = decoder.Decode(&m, codec.Context{Protocol: 0}, octets)
	if err := m.Set("dummy0", "IFLA_IFNAME"); err != nil {
		fmt.Println(err)
	}
	fmt.Println(m.Header().Len, hex.EncodeToString(m.Bytes()[32:]))
	// Output:
	// 44 0b00030064756d6d79300000
}
