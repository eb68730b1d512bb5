package guest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"
)

// probeLimit ends the boot that finds out whether user-mode-linux runs here, which takes a second.
var probeLimit = 30 * time.Second

// Fastest returns the kernel whose guests are up first: UserMode, or Linux61 where that cannot run, which progress is
// told with the reason. Progress may be nil.
func Fastest(ctx context.Context, progress io.Writer) Kernel {
	err := CheckUserMode(ctx, progress)
	if err == nil {
		return UserMode
	}
	if progress != nil && ctx.Err() == nil {
		fmt.Fprintln(progress, err)
	}
	return Linux61
}

// CheckUserMode returns nil if guests with UserMode can run here, else why qemu is to run them, in one line. To find
// out it boots one, which does nothing; the answer is remembered for this processor, the running kernel and that
// version of UserMode. It fetches UserMode if need be. Progress may be nil.
func CheckUserMode(ctx context.Context, progress io.Writer) error {
	if err := checkMachine(); err != nil {
		return err
	}
	if os.Getenv(NoUserModeEnv) != "" {
		return insteadOf(errForbidden)
	}
	if err := Fetch(ctx, UserMode, progress); err != nil {
		return insteadOf(err)
	}
	files, err := UserMode.files(ctx, io.Discard)
	if err != nil {
		return insteadOf(err)
	}
	a, file, err := findAnswer(ctx, files)
	if err == nil && a.Death != "" {
		err = fmt.Errorf("%s; the kernel log is in %s", a.Death, file+logSuffix)
	}
	return insteadOf(err)
}

func insteadOf(reason error) error {
	if reason == nil {
		return nil
	}
	return fmt.Errorf("guests run in qemu, not under user-mode-linux: %w", reason)
}

// logSuffix is what the name of an answer's file has more for the log of a kernel that died.
const logSuffix = ".log"

// findAnswer reads the answer, or finds it out, and returns the file that has it.
func findAnswer(ctx context.Context, files *kernelFiles) (a answer, file string, err error) {
	q, err := newQuestion(files)
	if err != nil {
		return a, "", err
	}
	file, err = q.file()
	if err != nil {
		return a, "", err
	}
	a, ok := readAnswer(file, q)
	if ok {
		return a, file, nil
	}
	initFile, err := buildInit(ctx) // it takes the same lock
	if err != nil {
		return a, "", err
	}
	unlock, err := lockCache(ctx)
	if err != nil {
		return a, "", err
	}
	defer unlock()
	a, ok = readAnswer(file, q)
	if ok {
		return a, file, nil // another process has found it
	}
	a.Of = q
	a.Death, err = probe(ctx, files, initFile, file+logSuffix)
	if err != nil {
		return a, "", err
	}
	return a, file, a.write(file)
}

// probe boots a guest and returns how it died, if it did. An error is what may be otherwise the next time.
func probe(ctx context.Context, files *kernelFiles, initFile, log string) (string, error) {
	o := Options{Kernel: UserMode, Args: []string{"/bin/true"}, Dir: "/", Timeout: probeLimit, Log: log}
	o, err := o.withDefaults()
	if err != nil {
		return "", err
	}
	_, err = o.run(ctx, files, initFile)
	var d *death
	if errors.As(err, &d) && d.lasts() {
		return d.what(), nil
	}
	if err == nil {
		os.Remove(log)
	}
	return "", err
}
