// Nlmon shows what happens in the network of a machine as it happens, and who does it.
package main

import (
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/nlkit/nlkit/internal/cli"
)

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(cli.Run(command(), os.Args[1:]))
}

// gcPercent is how much the heap grows from one garbage collection to the next: a monitor has time, and what it knows of
// the network may be much.
const gcPercent = 30

// exitUnmet says that what was waited for did not come in time.
const exitUnmet = 1

// command is the tool.
func command() *cobra.Command {
	o := new(options)
	c := &cobra.Command{
		Use: "nlmon [flags] [GROUP...]", Short: "show what happens in the network, and who does it",
		Long: long, Example: examples, Args: cobra.ArbitraryArgs,
		ValidArgsFunction: completeGroups,
		RunE:              cli.Action(func(c *cobra.Command, args []string) (int, error) { return o.run(c, args) }),
	}
	o.source.define(c)
	o.define(c)
	c.AddCommand(topCommand())
	return cli.Tool(c)
}

// complain writes a one-line reason to standard error.
func complain(err error) { notice(err.Error()) }

func notice(msg string) { cli.Notice("nlmon", msg) }

const long = `nlmon shows what happens in the network of this machine: each event of netlink in a line, with what it changes, where,
and which process did it.

Groups are words (link, addr, route, neigh, rule, tc, nexthop, conntrack, nftables, nl80211, ethtool, uevent, xfrm...),
groups of generic netlink families (nl80211/scan), C names (RTNLGRP_LINK), or all; --list-groups lists them. Without any,
it is what ip monitor shows, for all address families.

A line has the time, the network namespace if several are watched, what happened to which object, what is different, and
by whom. It begins with a list of what there is, which is not shown, and hides what changes nothing. What the kernel
removes without an event is shown as implied by its cause, and what changed while events were lost, after a resync.

Exit status: 0; 1 if --timeout passed before -c or --until was satisfied; 2 if the arguments are wrong, or something
cannot be opened, read or written.`

const examples = `  nlmon
  nlmon link addr --netns all
  nlmon route --table main --prefix 10.0.0.0/8
  nlmon -F 'type == "RTM_NEWLINK" && attr.IFLA_MTU < 1500'
  nlmon -o json | jq .changes
  nlmon link --dev eth0 --until 'attr.operstate == "up"' --timeout 30s
  nlmon link --exec '/usr/local/bin/on-link'
  nlmon --listen 127.0.0.1:9809 -w all.pcapng all
  nlmon -r all.pcapng
  nlmon top --netns all`
