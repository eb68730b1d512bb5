// Package verdicts judges netlink messages on their way: callbacks that see a message and answer whether it goes on as
// it is, goes on changed, is answered in the kernel's place, or fails.
//
// A Chain holds callbacks, each with a Match that says which messages it wants. The chain asks them in order; the first
// verdict other than plain Forward ends it. A callback may edit Call.Message in place: what it left is what the
// callbacks after it see and what goes on.
//
// The packages below this one are ready-made callbacks: tuntap, team, ovs and compat make links that rtnetlink alone
// refuses, rules runs a file of rules, faults makes things go wrong on purpose.
package verdicts
