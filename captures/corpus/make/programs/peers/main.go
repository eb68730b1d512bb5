// Command peers asks and sets the same things with several netlink packages for Go, in a network namespace of its own.
package main

import (
	"fmt"
	"os"
)

func main() {
	parts := []struct {
		name string
		run  func() error
	}{
		{"vishvananda", links},
		{"vishvananda, routes", routes},
		{"vishvananda, traffic control", control},
		{"jsimonetti", rtnetlinkCalls},
		{"mdlayher", sockets},
		{"mdlayher, families", families},
		{"nftables", rules},
	}
	for _, part := range parts {
		if err := part.run(); err != nil {
			fmt.Fprintln(os.Stderr, part.name+":", err)
			os.Exit(1)
		}
	}
}

// steps runs calls until one fails.
func steps(calls ...func() error) error {
	for i, call := range calls {
		if err := call(); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	return nil
}
