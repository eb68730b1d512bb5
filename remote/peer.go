package remote

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
)

// Peer is the client of a server.
type Peer struct {
	Address net.Addr
	// Credentials are those of the process when it connected, over a unix socket; else nil.
	Credentials *Credentials
	// Certificate is the verified one of the client, over TLS; else nil. Its Subject, DNSNames, IPAddresses, URIs… say
	// who it is.
	Certificate *x509.Certificate
}

// Credentials say who a process is.
type Credentials struct {
	PID      int
	UID, GID uint32
}

// String says who it is, on one line.
func (p *Peer) String() string {
	switch {
	case p.Credentials != nil:
		c := p.Credentials
		return fmt.Sprintf("process %d of user %d, group %d", c.PID, c.UID, c.GID)
	case p.Certificate != nil:
		return fmt.Sprintf("%s (%s)", p.Certificate.Subject, p.Address)
	}
	return fmt.Sprint(p.Address)
}

// pid is the process id of a client on this machine, or 0.
func (p *Peer) pid() int {
	if p.Credentials == nil {
		return 0
	}
	return p.Credentials.PID
}

// identify finds out who is at the other end of a connection, whose TLS handshake is done.
func identify(conn net.Conn) (*Peer, error) {
	p := &Peer{Address: conn.RemoteAddr()}
	switch c := conn.(type) {
	case *net.UnixConn:
		creds, err := credentialsOf(c)
		if err != nil {
			return nil, fmt.Errorf("credentials of the process: %w", err)
		}
		p.Credentials = creds
	case *tls.Conn:
		state := c.ConnectionState()
		if state.Version < tls.VersionTLS13 || len(state.VerifiedChains) == 0 {
			return nil, errors.New("TLS 1.3 and a verified certificate of the client are required: make the listener " +
				"with Listen")
		}
		p.Certificate = state.VerifiedChains[0][0]
	case *net.TCPConn:
		return nil, errors.New("plain TCP tells nobody apart: listen on tls:// or unix: instead")
	}
	return p, nil
}
