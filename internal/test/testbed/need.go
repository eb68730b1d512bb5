package testbed

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Need is something that a test needs.
type Need struct {
	Kind Kind
	Name string // of the module, program or file; a version; a number; what could not be fetched, and why
}

// Kind is a kind of needs.
type Kind string

// The kinds. The first four are what a guest can have and this machine not.
const (
	KindRoot    Kind = "root"
	KindModule  Kind = "module"
	KindKernel  Kind = "kernel"
	KindCPUs    Kind = "processors"
	KindProgram Kind = "program"
	KindFile    Kind = "file"
	KindFetched Kind = "fetched"
)

// Root is the right to do anything, or a guest, where every test is root.
func Root() Need { return Need{Kind: KindRoot} }

// Module is a module of the kernel, built in or loadable, by the name that modprobe takes.
func Module(name string) Need { return Need{KindModule, name} }

// Kernel is a kernel of this version or a later one.
func Kernel(major, minor int) Need { return Need{KindKernel, fmt.Sprintf("%d.%d", major, minor)} }

// CPUs is a number of processors: for tests of what happens at the same time, and under the race detector.
func CPUs(n int) Need { return Need{KindCPUs, strconv.Itoa(n)} }

// Program is a program of packages.txt. It is in the PATH when Require returns.
func Program(name string) Need { return Need{KindProgram, name} }

// File is a file or directory of packages.txt.
func File(path string) Need { return Need{KindFile, path} }

// Fetched is something that the test has fetched; err says why it could not.
func Fetched(what string, err error) Need {
	if err == nil {
		return Need{Kind: KindFetched}
	}
	return Need{KindFetched, what + ", which cannot be fetched: " + err.Error()}
}

// String returns the need in words.
func (n Need) String() string {
	switch n.Kind {
	case KindRoot:
		return "root"
	case KindModule:
		return "kernel module " + n.Name
	case KindKernel:
		return "Linux " + n.Name
	case KindCPUs:
		return n.Name + " processors"
	case KindProgram, KindFile, KindFetched:
		return n.Name
	}
	return string(n.Kind)
}

// ofKernel reports whether another kernel can have it.
func (n Need) ofKernel() bool {
	return n.Kind != KindProgram && n.Kind != KindFile && n.Kind != KindFetched
}

// missing returns "" or what is missing and what to do about it.
func (n Need) missing() string {
	switch n.Kind {
	case KindRoot:
		if os.Geteuid() != 0 {
			return "root: run as root, or make test, which finds a guest for it"
		}
	case KindModule:
		if !hasModule(n.Name) {
			return fmt.Sprintf("kernel module %s, which %s has not: run make test, which finds a guest for it", n.Name,
				Release())
		}
	case KindKernel:
		if release := Release(); !AtLeast(release, n.Name) {
			return fmt.Sprintf("Linux %s, and this is %s: run make test, which finds a guest for it", n.Name, release)
		}
	case KindCPUs:
		if want, err := strconv.Atoi(n.Name); err != nil || runtime.NumCPU() < want {
			return fmt.Sprintf("%s processors, and there is %d: run make test, which finds a guest for it",
				n.Name, runtime.NumCPU())
		}
	case KindProgram:
		if !hasProgram(n.Name) {
			return n.Name + packageOf(n.Name)
		}
	case KindFile:
		if _, err := os.Stat(n.Name); err != nil || packages()[n.Name] == "" {
			return n.Name + packageOf(n.Name)
		}
	case KindFetched:
		return n.Name
	default:
		return fmt.Sprintf("%q, which is no kind of needs", n.Kind)
	}
	return ""
}

// packageOf returns how to get a program or file.
func packageOf(name string) string {
	if p := packages()[name]; p != "" {
		return ": install Debian's " + p
	}
	return ": add its Debian package to internal/test/testbed/packages.txt"
}

// hasProgram also looks where only root's PATH leads to.
func hasProgram(name string) bool {
	if packages()[name] == "" {
		return false
	}
	if _, err := exec.LookPath(name); err == nil {
		return true
	}
	for _, dir := range []string{"/usr/local/sbin", "/usr/sbin", "/sbin"} {
		if _, err := exec.LookPath(filepath.Join(dir, name)); err == nil {
			os.Setenv("PATH", os.Getenv("PATH")+string(os.PathListSeparator)+dir)
			return true
		}
	}
	return false
}

// hasModule loads a module that is not there yet if it may; else it asks whether it could be loaded.
func hasModule(name string) bool {
	if _, err := os.Stat("/sys/module/" + strings.ReplaceAll(name, "-", "_")); err == nil || isBuiltIn(name) {
		return true
	}
	args := []string{"-q", name}
	if os.Geteuid() != 0 {
		args = append(args, "-n")
	}
	for _, modprobe := range []string{"modprobe", "/usr/sbin/modprobe", "/sbin/modprobe"} {
		if path, err := exec.LookPath(modprobe); err == nil {
			return exec.Command(path, args...).Run() == nil
		}
	}
	return false
}

// isBuiltIn looks for a module in the configuration of the kernel, where the kernel tells it: one that is built in and
// has no parameters is not in /sys/module. It takes the option to be called as the module.
func isBuiltIn(name string) bool {
	return slices.Contains(configuration(), "CONFIG_"+strings.ToUpper(strings.ReplaceAll(name, "-", "_"))+"=y")
}

// configuration returns the lines of the kernel's configuration, if it tells it.
var configuration = sync.OnceValue(func() []string {
	f, err := os.Open("/proc/config.gz")
	if err != nil {
		return nil
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		return nil
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	return strings.Split(string(text), "\n")
})

// Release is the running kernel's, as "6.1.0-9-amd64"; "" if this is not Linux.
func Release() string {
	release, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(release))
}

// AtLeast reports whether a release of the kernel is a version, as "6.12", or a later one.
func AtLeast(release, version string) bool {
	var major, minor, wantMajor, wantMinor int
	if _, err := fmt.Sscanf(release, "%d.%d", &major, &minor); err != nil {
		return false
	}
	if _, err := fmt.Sscanf(version, "%d.%d", &wantMajor, &wantMinor); err != nil {
		return false
	}
	return major > wantMajor || major == wantMajor && minor >= wantMinor
}
