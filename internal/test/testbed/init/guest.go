//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed/init/plan"
)

// guest does what the plan says. It has no one to return to. The host ends the machine, when it has got all that the
// ports were given; if it could not be told anything, this does.
func guest() {
	if err := follow(); err != nil {
		fmt.Fprintln(os.Stderr, "init:", err) // to the kernel log
		unix.Sync()
		unix.Reboot(unix.LINUX_REBOOT_CMD_POWER_OFF)
	}
	for {
		unix.Pause()
	}
}

// follow reads the plan and does it, and tells the host how it ended.
func follow() error {
	err := mountAll("", []mount{{"proc", "/proc", 0, ""}, {"sysfs", "/sys", 0, ""}, {"devtmpfs", "/dev", 0, ""}})
	if err != nil {
		return err
	}
	f, err := os.Open(plan.File)
	if err != nil {
		return err
	}
	defer f.Close()
	p, err := plan.Read[plan.Plan](f)
	if err != nil {
		return err
	}
	if err := loadAll(p.Modules); err != nil {
		return err
	}
	ports, err := openPorts(p.Ports)
	if err != nil {
		return err
	}
	status, err := do(p, ports)
	result := plan.Result{Status: status, Stdout: ports.stdout.copied, Stderr: ports.stderr.copied}
	if err != nil {
		result.Err = err.Error()
	}
	unix.Sync() // what was written to shared directories must be on the host before it hears of the end
	return plan.Write(ports.result, result)
}

// do makes the guest's system and runs the command in it.
func do(p plan.Plan, ports *ports) (int, error) {
	if err := enterRoot(p); err != nil {
		return 0, err
	}
	if err := setUp(); err != nil {
		return 0, err
	}
	for _, name := range p.Load {
		if err := modprobe(name); err != nil {
			return 0, err
		}
	}
	return runCommand(p, ports)
}

// modprobe loads a module and what it needs.
func modprobe(name string) error {
	var said strings.Builder
	cmd := exec.Command("/sbin/modprobe", name)
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("load module %s: modprobe: %w: %s", name, err, strings.TrimSpace(said.String()))
	}
	return nil
}

// runCommand runs the command, then ends what it left running, and returns when the ports have been given everything
// that these wrote.
func runCommand(p plan.Plan, ports *ports) (int, error) {
	if err := os.Chdir(p.Dir); err != nil {
		return 0, fmt.Errorf("%w: the guest has the host's files, but an own /run, /dev, /proc and /sys", err)
	}
	os.Clearenv()
	for _, e := range p.Env {
		if name, value, ok := strings.Cut(e, "="); ok && name != "" {
			os.Setenv(name, value)
		}
	}
	path, err := exec.LookPath(p.Args[0])
	if err != nil && !errors.Is(err, exec.ErrDot) {
		return 0, err
	}
	null, err := os.Open(os.DevNull)
	if err != nil {
		return 0, err
	}
	files := []*os.File{null}
	var copied sync.WaitGroup
	failed := make(chan error, 2)
	for _, to := range []*port{ports.stdout, ports.stderr} {
		// A pipe between, since the command must not see a terminal.
		r, w, err := os.Pipe()
		if err != nil {
			return 0, err
		}
		files = append(files, w)
		copied.Go(func() { failed <- to.copyFrom(r) })
	}
	process, err := os.StartProcess(path, p.Args,
		&os.ProcAttr{Env: p.Env, Files: files, Sys: &syscall.SysProcAttr{Setsid: true}})
	if err != nil {
		return 0, err
	}
	for _, f := range files {
		f.Close()
	}
	status := wait(process.Pid)
	unix.Kill(-1, unix.SIGKILL) // all but this process; with them go the last writers of the pipes
	copied.Wait()
	return status, errors.Join(<-failed, <-failed)
}
