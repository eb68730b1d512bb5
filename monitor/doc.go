// Package monitor tells what happens in the network of a machine: each multicast event of netlink, with what it
// changes, where, and by whom.
//
//	m, err := monitor.Open(ctx, monitor.Options{Groups: []string{"link", "route"}})
//	if err != nil {
//		return err
//	}
//	defer m.Close()
//	for e, err := range m.Events(ctx) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(e.Time, e.Group.Word, e.Op, e.Changes)
//	}
//
// It keeps the state it has seen, where there is any, and tells the differences: package follow does that. What the
// kernel removes without an event is told too, with what implied it. A socket overrun is said, and after it what
// changed meanwhile.
//
// # Order
//
// There is a socket for each protocol in each network namespace. Events of one socket come in the order in which the
// kernel sent them; those of several are told as they come.
package monitor
