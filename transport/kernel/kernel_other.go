//go:build !linux

package kernel

import (
	"fmt"
	"runtime"

	"github.com/nlkit/nlkit/transport"
)

// Open says that there is no netlink here; the other transports work everywhere.
func Open(int, transport.Options) (transport.Transport, error) {
	return nil, fmt.Errorf("netlink sockets need Linux, this is %s: use another transport", runtime.GOOS)
}
