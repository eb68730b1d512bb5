// Package rules runs a file of rules over netlink messages: which messages, how often, and what is to become of them.
// The tools that stand between a program and the kernel share it; docs/rules.md describes the file.
//
//	set, err := rules.Load("rules.yaml", rules.Options{})
//	detach, err := set.Attach(socket) // a proxy.Socket
//
// A Set needs no socket: Judge judges one message, and a verdicts.Gate is attached to like a socket. All that can be
// known to be wrong is wrong when the file is loaded, and the error says where; what only a message can show, an
// attribute that does not fit into it, is answered to the program as an error that names the rule.
package rules
