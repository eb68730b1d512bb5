package monitor

// Stats counts what a Monitor has received, a row for each socket: a protocol in a network namespace. The rows of
// namespaces that are gone stay, summed up by their labels.
type Stats struct{ Sockets []SocketStats }

// SocketStats is what came to a socket.
type SocketStats struct {
	NetNS    string
	Protocol int
	Dropped  uint64 // datagrams that were lost
	Resyncs  uint64 // lists that were read anew because of that
	Groups   []GroupStats
}

// GroupStats is what came to a group.
type GroupStats struct {
	Group    Group
	Received uint64 // messages
	Filtered uint64 // of these, which the Filter did not want
}
