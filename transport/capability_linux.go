package transport

import "github.com/nlkit/nlkit/netns"

// Namespaced opens the network namespace of a socket, which the caller closes. It is a capability of sockets of this
// machine's kernel.
type Namespaced interface{ NetNS() (*netns.NS, error) }
