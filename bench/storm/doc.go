// Command storm measures how much monitors lose of a storm of route events. For each it makes a network namespace, starts
// the monitor there, has the kernel make routes as fast as it can, and counts what the monitor has told when it has
// nothing more to read.
//
//	go build -C .. -o /tmp/nlmon ./cmd/nlmon && go run ./storm -nlmon /tmp/nlmon [-n 200000]
//
// It prints a line a monitor: events told, events lost, whether the monitor says so, and the most memory that it had.
package main
