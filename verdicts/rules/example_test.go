package rules_test

import (
	"context"
	"fmt"
	"log"

	"github.com/nlkit/nlkit/codec"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/transport/fake"
	"github.com/nlkit/nlkit/verdicts/rules"
)

func ExampleSet_Attach() {
	set, err := rules.Parse("example.yaml", []byte(`
version: 1
rules:
  - name: no-bridges
    match: {types: newlink, attrs: {IFLA_LINKINFO/IFLA_INFO_KIND: bridge}}
    do: error EPERM "no bridges here"
  - name: all
    do: count
`), rules.Options{})
	if err != nil {
		log.Fatal(err)
	}
	s, err := proxy.Open(proxy.Route, proxy.WithTransport(fake.New(fake.Options{}).Socket()))
	if err != nil {
		log.Fatal(err)
	}
	defer s.Close()
	if _, err := set.Attach(s); err != nil {
		log.Fatal(err)
	}
	for _, kind := range []string{"bridge", "dummy"} {
		_, err = s.Request(context.Background(), &codec.Request{
			Protocol: "NETLINK_ROUTE", Type: "RTM_NEWLINK", Flags: codec.FlagCreate,
			Attrs: []codec.A{{Name: "IFLA_LINKINFO", Value: []codec.A{{Name: "IFLA_INFO_KIND", Value: kind}}}},
		})
		fmt.Println(kind, err)
	}
	fmt.Println(set.Counts())
	// Output:
	// bridge RTM_NEWLINK: no bridges here (EPERM)
	// dummy <nil>
	// map[all:1]
}

// What is wrong with a file is told with its place.
func ExampleParse() {
	_, err := rules.Parse("example.yaml", []byte(`
version: 1
rules:
  - match: {types: RTM_NEWLNK}
    do: drop
`), rules.Options{})
	fmt.Println(err)
	// Output: example.yaml:4:20: unknown message type "RTM_NEWLNK"; did you mean RTM_NEWLINK?
}
