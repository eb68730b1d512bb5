package main

import (
	"github.com/nlkit/nlkit/netns"
)

// namespaceNames are values of --netns.
func namespaceNames() []string {
	names := []string{"all"}
	list, _ := netns.List() // without it, no name is suggested
	for _, n := range list {
		names = append(names, n.Name)
	}
	return names
}
