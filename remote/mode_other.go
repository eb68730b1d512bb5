//go:build !unix

package remote

import "io/fs"

// setMode has nothing to do: files have no modes here.
func setMode(uintptr, fs.FileMode) error { return nil }
