//go:build !linux

package remote

import (
	"errors"
	"net"
)

// credentialsOf says that there are none: servers run on Linux.
func credentialsOf(*net.UnixConn) (*Credentials, error) {
	return nil, errors.New("the credentials of unix sockets need Linux")
}
