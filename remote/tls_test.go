package remote_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/nlkit/nlkit/internal/test/testbed"
	"github.com/nlkit/nlkit/proxy"
	"github.com/nlkit/nlkit/remote"
)

// authority signs certificates in a directory.
type authority struct {
	dir  string
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	a := &authority{dir: t.TempDir()}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "authority"}, IsCA: true,
		BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign, NotAfter: time.Now().Add(time.Hour)}
	a.key, a.cert = a.sign(t, "ca", template)
	return a
}

// sign writes NAME.pem and NAME.key.
func (a *authority) sign(t *testing.T, name string, template *x509.Certificate) (*ecdsa.PrivateKey, *x509.Certificate) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	parent, signer := a.cert, a.key
	if parent == nil {
		parent, signer = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	for suffix, block := range map[string]*pem.Block{".pem": {Type: "CERTIFICATE", Bytes: der},
		".key": {Type: "EC PRIVATE KEY", Bytes: keyDER}} {
		if err := os.WriteFile(a.file(name+suffix), pem.EncodeToMemory(block), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return key, cert
}

func (a *authority) file(name string) string { return filepath.Join(a.dir, name) }

// issue makes a certificate of a server or a client.
func (a *authority) issue(t *testing.T, name string, usage x509.ExtKeyUsage, until time.Duration) {
	a.sign(t, name, &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: name},
		DNSNames:    []string{name + ".example"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{usage},
		NotAfter: time.Now().Add(until)})
}

// newServerAuthority has signed certificates of a server and a client.
func newServerAuthority(t *testing.T) *authority {
	a := newAuthority(t)
	a.issue(t, "server", x509.ExtKeyUsageServerAuth, time.Hour)
	a.issue(t, "client", x509.ExtKeyUsageClientAuth, time.Hour)
	return a
}

func (a *authority) option(name string) remote.Option {
	return remote.TLSFiles(a.file(name+".pem"), a.file(name+".key"), a.file("ca.pem"))
}

// TestTLS lets in who has the right certificate, and tells both sides what is wrong with the others.
func TestTLS(t *testing.T) {
	leakCheck(t)
	ours, theirs := newServerAuthority(t), newAuthority(t)
	ours.issue(t, "late", x509.ExtKeyUsageClientAuth, -time.Hour)
	theirs.issue(t, "client", x509.ExtKeyUsageClientAuth, time.Hour)
	open := inNamespace(t, testbed.QuickNetNS(t))
	l, err := remote.Listen(t.Context(), "tls://127.0.0.1:0", ours.option("server"))
	if err != nil {
		t.Fatal(err)
	}
	peers := make(chan *remote.Peer, 1)
	s := serveOn(t, l, "tls://"+l.Addr().String(), func(_ context.Context, p *remote.Peer) (*remote.Permissions, error) {
		peers <- p
		return &remote.Permissions{Open: open}, nil
	})
	r := dial(t, s, ours.option("client"))
	if got := linkNames(t, openRemote(t, r, proxy.Route)); len(got) != 1 {
		t.Errorf("links: %v", got)
	}
	if c := (<-peers).Certificate; c == nil || c.Subject.CommonName != "client" || c.DNSNames[0] != "client.example" {
		t.Errorf("certificate: %+v", c)
	}
	strangers := func(o *authority, name string) remote.Option {
		return remote.TLSFiles(o.file(name+".pem"), o.file(name+".key"), ours.file("ca.pem"))
	}
	for name, c := range map[string]struct {
		option         remote.Option
		client, server string
	}{
		"another authority": {strangers(theirs, "client"), "unknown certificate authority",
			"certificate signed by unknown authority"},
		"expired":    {ours.option("late"), "expired certificate", "certificate has expired"},
		"a server's": {ours.option("server"), "bad certificate", "incompatible key usage"},
		"empty": {remote.TLSConfig(&tls.Config{RootCAs: pool(ours), GetClientCertificate: noCertificate}),
			"certificate required", "didn't provide a certificate"},
		"old TLS":    {remote.TLSConfig(&tls.Config{MaxVersion: tls.VersionTLS12}), "TLS 1.3 is required", ""},
		"unverified": {remote.TLSConfig(&tls.Config{InsecureSkipVerify: true}), "does not verify", ""},
		"none":       {remote.TLSConfig(&tls.Config{RootCAs: pool(ours)}), "no certificate of the client", ""},
		"unknown server": {remote.TLSFiles(theirs.file("client.pem"), theirs.file("client.key"), theirs.file("ca.pem")),
			"certificate signed by unknown authority", "bad certificate"},
		"no file":   {remote.TLSFiles("/none.pem", "/none.key", "/none.ca"), "/none.pem", ""},
		"no option": {func() remote.Option { return remote.WithLimits(remote.Limits{}) }(), "TLSFiles", ""},
	} {
		_, err := remote.Dial(t.Context(), s.Address, c.option)
		if !contains(err, c.client) {
			t.Errorf("%s, the client: %v", name, err)
		}
		if c.server != "" {
			s.Log.Wait(t, c.server)
		}
	}
}

func noCertificate(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
	return &tls.Certificate{}, nil
}

func pool(a *authority) *x509.CertPool {
	p := x509.NewCertPool()
	p.AddCert(a.cert)
	return p
}

// TestTLSOldClient refuses who speaks an older TLS, and connections that are not TLS.
func TestTLSOldClient(t *testing.T) {
	a := newServerAuthority(t)
	l, err := remote.Listen(t.Context(), "tls://127.0.0.1:0", a.option("server"))
	if err != nil {
		t.Fatal(err)
	}
	s := serveOn(t, l, "", remote.Everything)
	_, err = tls.Dial("tcp", l.Addr().String(), &tls.Config{RootCAs: pool(a), MaxVersion: tls.VersionTLS12})
	if !contains(err, "protocol version") {
		t.Error(err)
	}
	plain, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer plain.Close()
	if _, err := plain.Write([]byte("GET / HTTP/1.0\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	s.Log.Wait(t, "does not look like a TLS handshake")
}

// TestPlainTCP refuses a listener that tells nobody apart.
func TestPlainTCP(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := serveOn(t, l, "", remote.Everything)
	conn, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	s.Log.Wait(t, "plain TCP")
}

// TestTLSListens says what a server's TLS lacks.
func TestTLSListens(t *testing.T) {
	a := newServerAuthority(t)
	pair, err := tls.LoadX509KeyPair(a.file("server.pem"), a.file("server.key"))
	if err != nil {
		t.Fatal(err)
	}
	cert, key := a.file("server.pem"), a.file("server.key")
	for want, opt := range map[string]remote.Option{
		"has no ClientCAs":                 remote.TLSConfig(&tls.Config{Certificates: []tls.Certificate{pair}}),
		"has no certificate of the server": remote.TLSConfig(&tls.Config{ClientCAs: pool(a)}),
		"certificates of the authority: ":  remote.TLSFiles(cert, key, "/none.ca"),
		"holds no certificate in PEM form": remote.TLSFiles(cert, key, key),
		"allows TLS 1.2 at most":           remote.TLSConfig(&tls.Config{MaxVersion: tls.VersionTLS12}),
	} {
		if l, err := remote.Listen(t.Context(), "tls://127.0.0.1:0", opt); l != nil || !contains(err, want) {
			t.Errorf("%v; want %q", err, want)
		}
	}
	get := func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return &pair, nil }
	l, err := remote.Listen(t.Context(), "tls://127.0.0.1:0",
		remote.TLSConfig(&tls.Config{ClientCAs: pool(a), GetCertificate: get}))
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
}
