//go:build !linux

package proxy

import (
	"fmt"
	"runtime"
)

// openKernel says that there is no netlink here; the other transports work everywhere.
func openKernel(int, *options) (Transport, error) {
	return nil, fmt.Errorf("netlink sockets need Linux, this is %s: use WithTransport", runtime.GOOS)
}
