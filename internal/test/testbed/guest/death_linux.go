package guest

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// death is the error of a machine that ended, or was ended by the time limit, before its command did.
type death struct {
	status int   // of the machine
	limit  error // the time limit, if it passed

	kernel, words, advice, log string // explained: its name, last words, what to try, and the file of its log
}

func (d *death) Error() string {
	return fmt.Sprintf("%s: %s; the kernel log is in %s", d.what(), d.advice, d.log)
}

func (d *death) Unwrap() error { return d.limit }

// what says how it ended, and what the kernel said of it.
func (d *death) what() string {
	said := "its log is empty"
	if d.words != "" {
		said = fmt.Sprintf("its log ends with %q", d.words)
	}
	switch {
	case d.limit != nil:
		return fmt.Sprintf("kernel %s: %v; %s", d.kernel, d.limit, said)
	case d.status == notStarted:
		return fmt.Sprintf("kernel %s could not be started; %s", d.kernel, said)
	}
	status := fmt.Sprint("status ", d.status)
	if signal := unix.SignalName(unix.Signal(d.status - 128)); signal != "" {
		status += ", " + signal
	}
	return fmt.Sprintf("kernel %s ended (%s) before the command did; %s", d.kernel, status, said)
}

// killed is the status of a machine that was killed, and notStarted that of the holder of one that it could not start.
const (
	killed     = 128 + int(unix.SIGKILL)
	notStarted = 125
)

// lasts reports whether a guest of the kernel would end in the same way at any time.
func (d *death) lasts() bool { return d.limit == nil && d.status != killed && d.status != notStarted }

// explain completes a death: what it was that died, what its log says and what to try. It keeps the log.
func (o Options) explain(d *death, files *kernelFiles, l *kernelLog) error {
	d.kernel, d.advice, d.log = o.Kernel.Backend()+" "+files.release(), o.advice(d), l.Name()
	text, err := os.ReadFile(l.Name())
	d.words = lastWords(text)
	if err == nil && !l.keep {
		d.log, err = keepLog(text)
	}
	return errors.Join(d, err)
}

// advice says what to try after a death.
func (o Options) advice(d *death) string {
	switch {
	case d.limit != nil:
		return "give it more time, or a machine that is less busy"
	case d.status == killed:
		return fmt.Sprintf("see to it that %d MiB of memory are free", o.Memory)
	case o.Kernel == UserMode:
		return "set " + NoUserModeEnv + "=1 to have qemu run guests"
	}
	return fmt.Sprintf("give it more memory than %d MiB, or try another kernel", o.Memory)
}
