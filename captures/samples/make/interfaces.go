//go:build ignore

// Interfaces asks for the interfaces and addresses from several goroutines at once.
package main

import (
	"net"
	"sync"
)

func main() {
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			links, err := net.Interfaces()
			if err != nil {
				panic(err)
			}
			for _, link := range links {
				if _, err := link.Addrs(); err != nil {
					panic(err)
				}
			}
		})
	}
	group.Wait()
}
