// Package remote carries netlink sockets of one host to another process or machine: Serve on the one side, Dial on the
// other, over a unix socket, or TLS 1.3 with certificates on both sides.
//
//	listener, err := remote.Listen(ctx, "unix:/run/nlkit.sock")
//	…
//	err = remote.Serve(ctx, listener, remote.ReadOnly)
//
// and
//
//	client, err := remote.Dial(ctx, "unix:/run/nlkit.sock")
//	…
//	s, err := client.Open(ctx, proxy.Route)
//
// gives a proxy.Socket that is used as any other. What a client may do is said by its Permissions, which a Policy
// chooses when it connects.
package remote
