package iproute

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
	"os"
	"time"
)

// Ping asks an address for an echo (ICMP, ICMPv6) from the namespace of the socket, once a second until it answers, and
// returns how long that took. It ends with ctx at the latest. It needs CAP_NET_RAW, and a socket of this machine's
// kernel.
func (ip *IPRoute) Ping(ctx context.Context, address any) (time.Duration, error) {
	prefix, err := parsePrefix(address)
	if err != nil {
		return 0, &Error{Call: "ping", Err: err}
	}
	e := newEchoes(prefix.Addr())
	var conn net.PacketConn
	err = ip.inNamespace(func() (err error) {
		conn, err = net.ListenPacket(e.network, "")
		return err
	})
	if err == nil {
		defer conn.Close()
		stop := context.AfterFunc(ctx, func() { conn.Close() })
		defer stop()
		var took time.Duration
		if took, err = e.ask(conn); err == nil {
			return took, nil
		}
	}
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return 0, &Error{Call: fmt.Sprintf("ping %v", address), Err: err}
}

// ProbePort connects to a port over TCP ("192.0.2.1:22") from the namespace of the socket, closes the connection, and
// returns how long it took to make it.
func (ip *IPRoute) ProbePort(ctx context.Context, address string) (time.Duration, error) {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return 0, &Error{Call: "probe port", Err: err}
	}
	begin := time.Now()
	var took time.Duration
	err = ip.inNamespace(func() error {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", to.String())
		if err != nil {
			return err
		}
		took = time.Since(begin)
		return conn.Close()
	})
	if err != nil {
		return 0, &Error{Call: "probe port", Err: err}
	}
	return took, nil
}

// inNamespace calls f in the namespace of the socket.
func (ip *IPRoute) inNamespace(f func() error) error {
	ns, err := ip.s.NetNS()
	if err != nil {
		return err
	}
	defer ns.Close()
	return ns.Do(f)
}

// echoes is requests for echoes of one address, and when each was sent.
type echoes struct {
	to             *net.IPAddr
	network        string
	request, reply byte // the types of the messages
	id             uint16
	sent           []time.Time
}

func newEchoes(to netip.Addr) *echoes {
	e := &echoes{
		to:      &net.IPAddr{IP: to.AsSlice(), Zone: to.Zone()},
		network: "ip4:icmp", request: 8, reply: 0, id: uint16(rand.Uint32()), //nolint:gosec // it is no secret
	}
	if to.Is6() {
		e.network, e.request, e.reply = "ip6:ipv6-icmp", 128, 129
	}
	return e
}

// ask sends a request each second until one is answered, or the connection is closed.
func (e *echoes) ask(conn net.PacketConn) (time.Duration, error) {
	for {
		e.sent = append(e.sent, time.Now())
		if _, err := conn.WriteTo(e.next(), e.to); err != nil {
			return 0, err
		}
		if err := conn.SetReadDeadline(time.Now().Add(time.Second)); err != nil {
			return 0, err
		}
		took, err := e.wait(conn)
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			return took, err
		}
	}
}

// wait reads until a request is answered.
func (e *echoes) wait(conn net.PacketConn) (time.Duration, error) {
	var b [64]byte
	for {
		n, _, err := conn.ReadFrom(b[:])
		if err != nil {
			return 0, err
		}
		if n < 8 || b[0] != e.reply || binary.BigEndian.Uint16(b[4:]) != e.id {
			continue
		}
		if of := int(binary.BigEndian.Uint16(b[6:])); of < len(e.sent) {
			return time.Since(e.sent[of]), nil
		}
	}
}

// next is the request that was sent last: type, code, checksum, id and sequence number. Of ICMPv6 the kernel makes the
// checksum.
func (e *echoes) next() []byte {
	b := []byte{e.request, 0, 0, 0}
	b = binary.BigEndian.AppendUint16(b, e.id)
	b = binary.BigEndian.AppendUint16(b, uint16(len(e.sent)-1)) //nolint:gosec // it wraps after a day
	sum := uint32(0)
	for i := 0; i < len(b); i += 2 {
		sum += uint32(binary.BigEndian.Uint16(b[i:]))
	}
	sum = sum&0xffff + sum>>16
	binary.BigEndian.PutUint16(b[2:], ^uint16(sum+sum>>16))
	return b
}
