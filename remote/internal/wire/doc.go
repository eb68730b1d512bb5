// Package wire is the format in which netlink sockets of one host are used from another process or machine:
// what remote.Serve and remote.Dial say to each other over a unix socket or TLS.
//
// # Frames
//
// A connection carries frames both ways. All numbers are big-endian.
//
//	octets  member
//	0–1     magic: 4e 4b, "NK"
//	2       version of the format: 1
//	3       type
//	4–7     stream: the socket that the frame is about, 0 for the connection
//	8–11    length of the payload, without these 12 octets
//	12–     payload
//
// Payloads may become longer at the end within a version; what a reader does not know there, it ignores.
//
//	type              from    payload
//	 1 Hello          both    versions from u8, to u8; byte order of the kernel u8 (1 little, 2 big); 0 u8; largest
//	                          datagram taken u32; window u32; longest silence in ms u32; sockets allowed u32
//	 2 Goodbye        both    errno u32, text: the connection ends
//	 3 Ping           both    none
//	 4 Open           client  protocol u32, port id wanted u32, receive buffer u32, send buffer u32, flags u32
//	 5 Opened         server  port id u32, receive buffer u32
//	 6 Closed         both    errno u32, text: the socket ends, or was not opened
//	 7 Datagram       both    a datagram; to the client: of the kernel, to no group, from the socket's namespace
//	 8 DatagramFrom   server  sender's port id u32, group u32, nsid s32, pid s32, uid s32, gid s32, datagram
//	 9 Credit         both    octets u32
//	10 Overrun        server  datagrams lost since the socket was opened u32
//	11 Join           client  group u32
//	12 Leave          client  group u32
//	13 Result         server  errno u32, text: of the Join or Leave before
//	14 Sync           client  token u32
//	15 Synced         server  token u32: all that was in the socket when the Sync came has been sent; of several
//	                          Syncs the last may be answered for all
//
// # Conversation
//
// The client says Hello, and the server says Hello or Goodbye. The client numbers the sockets it opens, upwards, and
// never uses a number again. Datagrams are in the byte order of the server's host: a client of the other order ends the
// connection. Sequence numbers and port ids are those of the server's socket; nothing rewrites them.
//
// # Windows
//
// Datagrams, Overrun, Join, Leave, Sync and Synced wait with their receiver until they are taken. Each costs the length
// of its payload and 64 octets. A sender starts a socket with the window of the other side's Hello as its credit, may
// send as long as the credit is above 0, and gets more by Credit frames. Who sends without credit is cut off.
//
// # Silence
//
// Each side sends something, a Ping if it has nothing to say, before the silence that it announced has passed. Who is
// silent three times as long is gone.
package wire
