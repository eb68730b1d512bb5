// Package recording records the netlink traffic of sockets, and lets a recording stand for the kernel.
//
// A Recorder writes what passes any number of sockets to one pcapng file, which Wireshark and nldecode read:
//
//	rec, err := recording.Create("session.pcapng")
//	s, err := proxy.Open(proxy.Route, proxy.WithRecorder(rec))
//	…
//	err = rec.Close()
//
// A Replay answers from such a file, or from any other capture: an strace log, a capture of nlmon:
//
//	r, err := recording.Open("session.pcapng", recording.Strict())
//	s, err := proxy.Open(proxy.Route, proxy.WithTransport(r.Transport(proxy.Route)))
//	…
//	unused := r.Unused()
//
// # How requests are matched
//
// A request is the recorded one if type, flags and payload are the same octet by octet. What Ignore names does not
// count, nor do sequence number, port id and NLM_F_ACK: an acknowledgement is made up, or left out, as the request
// wants it.
//
// A lenient Replay, which is what Open makes, takes requests in any order, on any socket of the protocol, any number of
// times: a request that was recorded several times gets the answers one after the other, and the last ones again and
// again. A Strict one takes the requests of each socket as they were recorded, once. Requests for the id of a generic
// netlink family may come or be missing at any time in both, for a socket that knows an id does not ask; ids are those
// of the recording. So may NLMSG_NOOP, by which a socket has the kernel go on.
//
// A recorded socket is stood for by the first socket of its protocol, counted by first use, the next one by the second,
// and so on.
//
// # Answers and events
//
// Answers, and the requests that errors quote, get sequence number and port id of the request and the socket that
// asked. Events come to a socket after the last thing that was recorded before them, on whatever socket: a request, or
// the joining of a group. They come once, and only if the socket has joined the group by then; where a capture does not
// tell the group, any group does. Overflows of the receive buffer, and datagrams that could not be sent, come back too.
// Nothing waits for the clock, unless Paced.
package recording
