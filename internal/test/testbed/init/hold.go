//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// What the host hands down besides the standard files. The first three are the machine's too.
const (
	fdFirst = 3
	fdLife  = 6 // a pipe: anything read from it, or its end, ends the machine
	fdLock  = 7 // held as long as the directory is in use
)

// hold runs a machine, and ends it with all of its processes when the host says so or is gone. In the latter case it
// removes the directory too, which otherwise the host does. It returns the machine's status.
func hold(dir string, args []string) int {
	// The machine's own children come to this process when the machine dies first, and it can end them.
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		return complain("become the reaper of the machine's processes: %v", err)
	}
	for fd := fdFirst; fd <= fdLock; fd++ {
		unix.CloseOnExec(fd)
	}
	runtime.LockOSThread() // with Pdeathsig the machine dies with the thread that started it
	pid, err := syscall.ForkExec(args[0], args, &syscall.ProcAttr{
		Dir: dir, Env: os.Environ(), Files: []uintptr{0, 1, 2, fdFirst, fdFirst + 1, fdFirst + 2},
		Sys: &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL},
	})
	if err != nil {
		return complain("start %s: %v", args[0], err)
	}
	for fd := fdFirst; fd < fdLife; fd++ {
		unix.Close(fd) // so that the host sees the end of what the machine writes
	}
	abandoned := make(chan bool, 1)
	go func() {
		var b [1]byte
		n, _ := unix.Read(fdLife, b[:])
		abandoned <- n == 0
		unix.Kill(-pid, unix.SIGKILL)
	}()
	status := wait(pid)
	unix.Kill(-pid, unix.SIGKILL)
	endChildren()
	select {
	case gone := <-abandoned:
		if gone {
			os.RemoveAll(dir)
		}
	default:
	}
	return status
}

// wait returns the status of a child when it has ended, and reaps the other ones that end before.
func wait(pid int) int {
	for {
		var status unix.WaitStatus
		switch reaped, err := unix.Wait4(-1, &status, 0, nil); {
		case errors.Is(err, unix.EINTR):
		case err != nil:
			return complain("wait: %v", err)
		case reaped != pid:
		case status.Signaled():
			return 128 + int(status.Signal())
		default:
			return status.ExitStatus()
		}
	}
}

// endChildren kills the children there are, those who come to this process thereby, and so on.
func endChildren() {
	for {
		for _, pid := range children() {
			unix.Kill(pid, unix.SIGKILL)
		}
		if _, err := unix.Wait4(-1, nil, 0, nil); err != nil && !errors.Is(err, unix.EINTR) {
			return
		}
	}
}

func children() []int {
	stats, _ := filepath.Glob("/proc/[0-9]*/stat")
	var pids []int
	for _, stat := range stats {
		text, err := os.ReadFile(stat)
		if err != nil {
			continue // it has ended
		}
		// The name, in parentheses, may hold anything.
		fields := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if len(fields) < 2 || fields[1] != strconv.Itoa(os.Getpid()) {
			continue
		}
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(stat))); err == nil {
			pids = append(pids, pid)
		}
	}
	return pids
}

func complain(format string, args ...any) int {
	fmt.Fprintf(os.Stderr, "init: "+format+"\n", args...)
	return 125
}
