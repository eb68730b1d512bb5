package remote

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"os"
)

func tlsFromFiles(cert, key, ca string) (*tls.Config, error) {
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, fmt.Errorf("certificate %s with key %s: %w", cert, key, err)
	}
	pem, err := os.ReadFile(ca)
	if err != nil {
		return nil, fmt.Errorf("certificates of the authority: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s holds no certificate in PEM form", ca)
	}
	return &tls.Config{Certificates: []tls.Certificate{pair}, RootCAs: pool, ClientCAs: pool}, nil
}

var errNoTLS = errors.New("tls:// needs certificates: give TLSFiles or TLSConfig")

// tlsConfig returns what both sides have in common.
func (o *options) tlsConfig() (*tls.Config, error) {
	if o.tls == nil {
		return nil, errNoTLS
	}
	c, err := o.tls()
	if err != nil {
		return nil, err
	}
	if c.MaxVersion != 0 && c.MaxVersion < tls.VersionTLS13 {
		return nil, fmt.Errorf("the TLS configuration allows %s at most, TLS 1.3 is required",
			tls.VersionName(c.MaxVersion))
	}
	c.MinVersion = tls.VersionTLS13
	return c, nil
}

func (o *options) serverTLS() (*tls.Config, error) {
	c, err := o.tlsConfig()
	if err != nil {
		return nil, err
	}
	switch {
	case c.ClientCAs == nil:
		return nil, errors.New("the TLS configuration has no ClientCAs: clients' certificates cannot be verified")
	case len(c.Certificates) == 0 && c.GetCertificate == nil:
		return nil, errors.New("the TLS configuration has no certificate of the server")
	}
	c.ClientAuth = tls.RequireAndVerifyClientCert
	return c, nil
}

func (o *options) clientTLS(host string) (*tls.Config, error) {
	c, err := o.tlsConfig()
	if err != nil {
		return nil, err
	}
	switch {
	case c.InsecureSkipVerify:
		return nil, errors.New("the TLS configuration does not verify the server: take InsecureSkipVerify away")
	case len(c.Certificates) == 0 && c.GetClientCertificate == nil:
		return nil, errors.New("the TLS configuration has no certificate of the client, which servers require")
	}
	if c.ServerName == "" {
		c.ServerName = host
	}
	return c, nil
}
