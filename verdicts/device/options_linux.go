package device

import (
	"context"
	"time"

	"github.com/nlkit/nlkit/netns"
	"github.com/nlkit/nlkit/verdicts"
)

// Options are those of all callbacks for links. The zero Options fit a socket of this machine's kernel.
type Options struct {
	// NetNS is the network namespace to act in; nil is that of the socket.
	NetNS *netns.NS
	// Rest is where the attributes go that are left when the link is made; nil is Call.Kernel, past all chains. With
	// the socket itself they pass its chains, so that the callbacks can be combined: a tap device made with an Open
	// vSwitch bridge as its IFLA_MASTER.
	Rest verdicts.Requester
	// Timeout limits each program that is run: 10 s if it is 0. The end of Call.Context limits all together.
	Timeout time.Duration
	// Path is where programs are looked for; nil is the usual directories.
	Path []string
	// Run runs programs; nil does it in the namespace, without a shell and with a clean environment.
	Run Runner
}

// Command is a program to run.
type Command struct {
	Name    string
	Package string // Debian package that has it
	Args    []string
	Noise   []string // lines that say nothing of why it fails
}

// Output is what a program printed that ended well.
type Output struct{ Stdout, Stderr string }

// Runner runs a program until it has ended.
type Runner func(ctx context.Context, c Command) (Output, error)
