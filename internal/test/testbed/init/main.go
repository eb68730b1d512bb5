//go:build linux

// Init is the first process of a guest of internal/test/testbed/guest and, outside of it, what holds the guest's machine.
package main

import (
	"fmt"
	"os"
)

func main() {
	if os.Getpid() == 1 {
		guest()
	}
	if len(os.Args) < 4 || os.Args[1] != "hold" {
		fmt.Fprintln(os.Stderr, "init: usage: init hold DIRECTORY PROGRAM [ARGUMENT...]")
		os.Exit(2)
	}
	os.Exit(hold(os.Args[2], os.Args[3:]))
}
