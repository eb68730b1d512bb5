package netns_test

import (
	"context"
	"fmt"
	"log"
	"net"

	"github.com/nlkit/nlkit/netns"
)

// What is opened inside belongs to the namespace. It needs CAP_SYS_ADMIN.
func ExampleNS_Do() {
	ns, err := netns.Open("blue") // or a path, "/proc/42/ns/net"
	if err != nil {
		log.Fatal(err)
	}
	defer ns.Close()
	var l net.Listener
	err = ns.Do(func() (err error) {
		l, err = net.Listen("tcp", "127.0.0.1:80")
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(l.Addr()) // of blue, wherever it is used
}

// A program that runs in a namespace is an exec.Cmd as others are.
func ExampleCommand() {
	out, err := netns.Command(context.Background(), "blue", "ip", "-br", "address").Output()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s", out)
}

// The namespace of a process has no name as a rule; its number is the same for whoever looks at it.
func ExampleByInode() {
	ns, err := netns.Current()
	if err != nil {
		log.Fatal(err)
	}
	defer ns.Close()
	inode, err := ns.Inode()
	if err != nil {
		log.Fatal(err)
	}
	found, ok, err := netns.ByInode(inode)
	fmt.Println(found.Inode == inode, ok, err)
	// Output: true true <nil>
}
