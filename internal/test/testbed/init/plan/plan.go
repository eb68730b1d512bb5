// Package plan is what a guest's init is told by the host, and what it answers.
package plan

import (
	"encoding/gob"
	"fmt"
	"io"
)

// File is where the plan is in the initramfs.
const File = "/plan"

// Plan says what init does.
type Plan struct {
	Modules    []string // module files of the initramfs, to be loaded in this order before anything else
	Ports      Ports
	Root       Share   // the host's root directory
	Shares     []Share // directories of the host to be shared read-write
	ModuleTree string  // directory of the host with the kernel's modules, which goes to /lib/modules
	Load       []string
	Dir        string
	Args       []string
	Env        []string
}

// Share is a directory of the host, mounted in the guest at Dir.
type Share struct{ Dir, Type, Source, Options string }

// Ports are character devices whose other ends the host reads.
type Ports struct{ Stdout, Stderr, Result string }

// Result is what became of the command.
type Result struct {
	Status         int    // as a shell has it: 128 and the signal's number for what a signal ended
	Stdout, Stderr int64  // how many octets the command wrote, which may come later than this
	Err            string // why the command did not run; empty if it did
}

// Write writes a plan or result.
func Write[T Plan | Result](w io.Writer, v T) error { return gob.NewEncoder(w).Encode(v) }

// Read reads what Write wrote.
func Read[T Plan | Result](r io.Reader) (T, error) {
	var v T
	if err := gob.NewDecoder(r).Decode(&v); err != nil {
		return v, fmt.Errorf("read %T: %w", v, err)
	}
	return v, nil
}
