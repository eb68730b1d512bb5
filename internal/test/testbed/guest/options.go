// Package guest runs a command of this machine as root in a throw-away virtual machine whose kernel has what this
// machine's may lack. The guest's root directory is this machine's, read-only under a file system in memory: every
// program is there, and what is written is gone afterwards, except for the directories shared read-write. It needs no
// KVM and, once the kernel is fetched, no root.
package guest

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
)

// Kernel is a kernel that guests can run.
type Kernel string

// The kernels. UserMode boots fastest but has one processor, no wireless devices, no wireguard, l2tp or seg6 tunnels,
// no nf_tables families ip and inet, and cannot run binaries built with the race detector, nor anything on a processor
// with AMX. The other ones are Debian's for real machines, under an emulator.
const (
	UserMode Kernel = "uml"
	Linux61  Kernel = "6.1"
	Linux612 Kernel = "6.12"
	Newest   Kernel = "new" // of Debian trixie-backports
)

// NoUserModeEnv names the environment variable that forbids UserMode when it is not empty.
const NoUserModeEnv = "NLKIT_TESTBED_NO_UML"

// errForbidden says that it does.
var errForbidden = errors.New(NoUserModeEnv + " forbids it")

// Kernels are all of them.
var Kernels = []Kernel{UserMode, Linux61, Linux612, Newest}

// Backend is what runs a kernel: uml, user-mode-linux by itself, or qemu.
func (k Kernel) Backend() string {
	if k == UserMode {
		return "uml"
	}
	return "qemu"
}

// Options say what to run, and where.
type Options struct {
	Kernel         Kernel    // the Fastest if empty, or Linux61 for several processors
	Args           []string  // the command: a program, by path or to be looked up in the PATH of Env, and its arguments
	Dir            string    // where the command starts; the current directory if empty
	Env            []string  // its environment; this process's if nil
	Stdout, Stderr io.Writer // what becomes of its output; nothing if nil
	Modules        []string  // kernel modules to be loaded first
	ReadWrite      []string  // directories in which what the command writes stays
	Timeout        time.Duration
	Memory         int       // in MiB; 512 if 0
	CPUs           int       // 1 if 0
	Log            string    // file that the kernel log is written to; if empty it is kept only when the guest fails
	Progress       io.Writer // is told what is fetched or installed; nothing is if nil
}

// ErrTimeout is in the errors of guests that were ended by the time limit.
var ErrTimeout = errors.New("the guest's time limit has passed")

// withDefaults returns the options with what was left out, or what is wrong with them.
func (o Options) withDefaults() (Options, error) {
	if o.Kernel == "" && o.CPUs > 1 {
		o.Kernel = Linux61
	}
	if o.Stdout == nil {
		o.Stdout = io.Discard
	}
	if o.Stderr == nil {
		o.Stderr = io.Discard
	}
	if o.Progress == nil {
		o.Progress = io.Discard
	}
	if o.Memory == 0 {
		o.Memory = 512
	}
	if o.CPUs == 0 {
		o.CPUs = 1
	}
	switch {
	case len(o.Args) == 0:
		return o, errors.New("no command was given for the guest to run")
	case o.Memory < 128:
		return o, fmt.Errorf("%d MiB of memory are too few for a guest: give it 128 or more", o.Memory)
	case o.CPUs < 0 || o.CPUs > 1 && o.Kernel == UserMode:
		return o, fmt.Errorf("a guest with kernel %s cannot have %d processors: choose one of qemu's kernels", o.Kernel,
			o.CPUs)
	case o.Kernel == UserMode && os.Getenv(NoUserModeEnv) != "":
		return o, fmt.Errorf("a guest with kernel %s cannot run: %w: choose one of qemu's kernels", o.Kernel, errForbidden)
	case o.Kernel == "":
		return o, nil
	}
	return o, o.Kernel.check()
}

func (k Kernel) check() error {
	if slices.Contains(Kernels, k) {
		return nil
	}
	var names []string
	for _, known := range Kernels {
		names = append(names, string(known))
	}
	return fmt.Errorf("no kernel is called %q: there are %s", k, strings.Join(names, ", "))
}
