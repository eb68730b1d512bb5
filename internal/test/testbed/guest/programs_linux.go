package guest

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Programs of this machine that may be needed, and their Debian packages.
var packageOf = map[string]string{
	"depmod":             "kmod",
	"modprobe":           "kmod",
	"qemu-system-x86_64": "qemu-system-x86",
	"xz":                 "xz-utils",
}

// findProgram looks a program up where programs for root are too.
func findProgram(name string) (string, error) {
	for _, dir := range append(filepath.SplitList(os.Getenv("PATH")), "/usr/sbin", "/sbin") {
		if path, err := exec.LookPath(filepath.Join(dir, name)); err == nil && filepath.IsAbs(path) {
			return path, nil
		}
	}
	if name := packageOf[name]; name != "" {
		return "", fmt.Errorf("install the Debian package %s", name)
	}
	return "", fmt.Errorf("program %s is missing", name)
}

// needPrograms installs the programs that are missing, or says which packages have them.
func needPrograms(ctx context.Context, progress io.Writer, names ...string) error {
	packages := missing(names)
	if len(packages) == 0 {
		return nil
	}
	list := strings.Join(packages, " ")
	if _, err := findProgram("apt-get"); err != nil || os.Getuid() != 0 {
		return fmt.Errorf("programs are missing: install the Debian packages %s", list)
	}
	unlock, err := lockCache(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if packages = missing(names); len(packages) == 0 {
		return nil // another process has installed them
	}
	fmt.Fprintf(progress, "installing %s\n", list)
	install := append([]string{"-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends"},
		packages...)
	if _, err := runProgram(ctx, "", "apt-get", install...); err == nil {
		return nil
	}
	if _, err := runProgram(ctx, "", "apt-get", "update"); err != nil { // there may be no lists, or old ones
		return fmt.Errorf("install %s: %w", list, err)
	}
	if _, err := runProgram(ctx, "", "apt-get", install...); err != nil {
		return fmt.Errorf("install %s: %w", list, err)
	}
	return nil
}

// missing returns the packages of the programs that this machine lacks.
func missing(programs []string) []string {
	var packages []string
	for _, name := range programs {
		if _, err := findProgram(name); err != nil && !slices.Contains(packages, packageOf[name]) {
			packages = append(packages, packageOf[name])
		}
	}
	return packages
}
