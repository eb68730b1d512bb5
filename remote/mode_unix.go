//go:build unix

package remote

import (
	"io/fs"
	"syscall"
)

// setMode sets the mode of a socket's file before it has a name.
func setMode(fd uintptr, mode fs.FileMode) error { return syscall.Fchmod(int(fd), uint32(mode)) }
