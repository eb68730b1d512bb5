// Package follow keeps lists of kernel objects current: it lists them, applies the events of their multicast groups,
// and lists them anew when events were lost, or when the kernel removed objects without telling of it.
//
//	f, err := follow.Open(ctx, socket, follow.Links, follow.Routes)
//	if err != nil {
//		return err
//	}
//	defer f.Close()
//	for change, err := range f.Changes(ctx) {
//		if err != nil {
//			return err
//		}
//		fmt.Println(change.Op, change.Table.Name)
//	}
//
// A Table says what is followed: any object whose tables have keys, and that can be dumped. Those of rtnetlink that
// programs want most are ready-made.
//
// # How it stays right
//
// Groups are joined before the first dump, so that no change falls between. A dump takes the place of what was known,
// the events that came while it ran are applied to it, and only what is different then is told: nothing comes and goes
// that was there all the time. It is the same for the first list, and for each that is read anew, of what a loss, or a
// silent removal, may have made wrong.
//
// The kernel does not tell of everything. With a link that goes down, routes of IPv4 and next hops go; with an address,
// the routes that it is the source of; with a next hop, the routes through it; with a link, its queueing disciplines.
// A Table names the others whose changes may have such effects, and these are followed along with it.
package follow
