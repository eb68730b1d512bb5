package bpf_test

import (
	"fmt"
	"log"

	"github.com/nlkit/nlkit/codec/filter"
	"github.com/nlkit/nlkit/codec/filter/bpf"
	"github.com/nlkit/nlkit/codec/linux"
	"github.com/nlkit/nlkit/codec/tables"
)

// What a kernel can decide for a socket, and what is left to the expression.
func ExampleFilter_Explain() {
	reg := tables.Registry()
	p, err := filter.Compile(reg, `type == "RTM_NEWROUTE" && attr.RTA_OIF == 3 && comm startsWith "ip"`)
	if err != nil {
		log.Fatal(err)
	}
	f := bpf.Compile(reg, linux.NETLINK_ROUTE, p) // f.Attach makes it the filter of a socket
	kernel, left := f.Explain()
	fmt.Println(kernel)
	fmt.Println(left)
	// Output:
	// [type == "RTM_NEWROUTE" attr.RTA_OIF == 3]
	// [what is calculated of comm]
}
