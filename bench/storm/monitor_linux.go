package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/netns"
)

// monitor is a command that writes a line for each event of a route.
type monitor struct {
	name string
	argv []string
	says string // what it writes when it has lost some
}

func monitors(nlmon string) ([]monitor, error) {
	executable, err := os.Executable()
	self := func(role string) []string { return []string{executable, "-watch", role} }
	all := []monitor{
		{name: "ip monitor route", argv: []string{"ip", "monitor", "route"}, says: "buffer"},
		{name: "mdlayher/netlink", argv: self("mdlayher"), says: "no buffer space"},
		{name: "mdlayher/netlink, 32 MiB", argv: self("mdlayher-32"), says: "no buffer space"},
		{name: "vishvananda/netlink", argv: self("vishvananda"), says: "no buffer space"},
		{name: "vishvananda/netlink, 32 MiB", argv: self("vishvananda-32"), says: "no buffer space"},
	}
	if nlmon != "" {
		for _, who := range []string{"off", "on"} {
			all = append(all, monitor{name: "nlmon --who=" + who, says: "lost",
				argv: []string{nlmon, "--who=" + who, "-o", "brief", "route"}})
		}
	}
	return all, err
}

// watcher is a monitor that runs.
type watcher struct {
	cmd    *exec.Cmd
	out    *os.File
	stderr bytes.Buffer
	says   string
}

// start runs a monitor in a network namespace, and waits until it listens, and has nothing to do.
func (m monitor) start(ctx context.Context, namespace string) (*watcher, error) {
	out, err := os.CreateTemp("", "storm")
	if err != nil {
		return nil, err
	}
	os.Remove(out.Name())
	w := &watcher{cmd: netns.Command(ctx, namespace, m.argv...), out: out, says: m.says}
	w.cmd.Stdout, w.cmd.Stderr = out, &w.stderr
	if err := w.cmd.Start(); err != nil {
		return nil, err
	}
	if err := w.until(listens); err != nil {
		return nil, err
	}
	return w, w.until(idle(w.cmd.Process.Pid)) // it may list first what there is
}

// listens is the condition that somebody listens to routes.
func listens(sockets []socket) bool {
	return slices.ContainsFunc(sockets, func(s socket) bool { return s.groups&(1<<(unix.RTNLGRP_IPV4_ROUTE-1)) != 0 })
}

// end waits until a monitor has read all, and ends it. It returns how many events it told, whether it said that some are
// lost, and the most memory it had in KiB.
func (w *watcher) end() (told int, says bool, peak int, err error) {
	defer w.out.Close()
	if err := w.until(idle(w.cmd.Process.Pid)); err != nil {
		return 0, false, 0, err
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	if err != nil {
		return 0, false, 0, err
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			peak, _ = strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(value), " kB"))
		}
	}
	w.cmd.Process.Signal(unix.SIGTERM)
	w.cmd.Wait()
	if _, err := w.out.Seek(0, io.SeekStart); err != nil {
		return 0, false, 0, err
	}
	seen := map[string]bool{} // a resync may tell one again
	for s := bufio.NewScanner(w.out); s.Scan(); {
		if address := hostIn(s.Text()); address != "" {
			seen[address] = true
		}
		says = says || strings.Contains(s.Text(), w.says)
	}
	return len(seen), says || strings.Contains(strings.ToLower(w.stderr.String()), w.says), peak, nil
}

// hostIn returns the address in 10.0.0.0/8 of a line, of which there is one.
func hostIn(line string) string {
	for _, word := range strings.Fields(line) {
		if strings.HasPrefix(word, "10.") {
			return strings.TrimSuffix(word, "/32")
		}
	}
	return ""
}

// until waits for a condition of the netlink sockets that the monitor's namespace has.
func (w *watcher) until(condition func([]socket) bool) error {
	file := fmt.Sprintf("/proc/%d/net/netlink", w.cmd.Process.Pid)
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		sockets, err := readSockets(file)
		if err != nil {
			return fmt.Errorf("%w: %s", err, &w.stderr)
		}
		if condition(sockets) {
			return nil
		}
	}
	w.cmd.Process.Kill()
	return fmt.Errorf("%v does not get there: %s", w.cmd.Args, &w.stderr)
}

// idle is the condition that for a while the process has done nothing, and nothing has come into its queues or left them.
func idle(pid int) func([]socket) bool {
	last, quiet := "", 0
	return func(sockets []socket) bool {
		quiet++
		if now := fmt.Sprint(processorTime(pid), sockets); now != last {
			last, quiet = now, 0
		}
		return quiet > 100 // half a second
	}
}

// processorTime returns utime and stime of a process, as proc(5) has them.
func processorTime(pid int) string {
	b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, _ := strings.Cut(string(b), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return ""
	}
	return fields[11] + " " + fields[12]
}

// socket is a line of /proc/net/netlink.
type socket struct {
	groups uint32
	queued int
}

func readSockets(file string) (all []socket, err error) {
	b, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(b)) {
		fields := strings.Fields(line)
		groups, err := strconv.ParseUint(fields[3], 16, 32)
		if err != nil || fields[1] != "0" {
			continue // the head, or another protocol than NETLINK_ROUTE
		}
		queued, _ := strconv.Atoi(fields[4])
		all = append(all, socket{uint32(groups), queued})
	}
	return all, nil
}
