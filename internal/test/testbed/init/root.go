//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed/init/plan"
)

// mount is a file system without a device.
type mount struct {
	fstype, dir string
	flags       uintptr
	options     string
}

// mountAll mounts under root, and makes the mount points.
func mountAll(root string, mounts []mount) error {
	for _, m := range mounts {
		if err := mountAt(m.fstype, root+m.dir, m.fstype, m.flags, m.options); err != nil {
			return err
		}
	}
	return nil
}

func mountAt(source, dir, fstype string, flags uintptr, options string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := unix.Mount(source, dir, fstype, flags, options); err != nil {
		return fmt.Errorf("mount %s at %s: %w", fstype, dir, err)
	}
	return nil
}

// loadAll loads module files in their order.
func loadAll(files []string) error {
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		err = unix.FinitModule(int(f.Fd()), "", 0)
		f.Close()
		if err != nil && !errors.Is(err, unix.EEXIST) {
			return fmt.Errorf("load %s: %w", name, err)
		}
	}
	return nil
}

// enterRoot makes the root file system, the host's under one in memory, and goes there.
func enterRoot(p plan.Plan) error {
	const lower, memory, root = "/lower", "/memory", "/root"
	if err := mountAt(p.Root.Source, lower, p.Root.Type, unix.MS_RDONLY, p.Root.Options); err != nil {
		return err
	}
	if err := mountAt("tmpfs", memory, "tmpfs", 0, "mode=755,size=90%"); err != nil {
		return err
	}
	for _, dir := range []string{memory + "/upper", memory + "/work"} {
		if err := os.Mkdir(dir, 0o755); err != nil {
			return err
		}
	}
	err := mountAt("overlay", root, "overlay", 0,
		"lowerdir="+lower+",upperdir="+memory+"/upper,workdir="+memory+"/work")
	if err != nil {
		return err
	}
	if err := mountAll(root, systemMounts); err != nil {
		return err
	}
	tree, err := os.Open(lower + p.ModuleTree)
	if err != nil {
		return err
	}
	defer tree.Close()
	if err := changeRoot(root); err != nil {
		return err
	}
	// The tree is not found by its name where something is mounted over that.
	source := "/proc/self/fd/" + strconv.Itoa(int(tree.Fd()))
	if err := mountAt(source, "/lib/modules/"+filepath.Base(p.ModuleTree), "", unix.MS_BIND, ""); err != nil {
		return err
	}
	for _, s := range p.Shares {
		if err := mountAt(s.Source, s.Dir, s.Type, 0, s.Options); err != nil {
			return err
		}
	}
	return nil
}

// changeRoot makes a mounted directory the root of this process and of the kernel, which shares it.
func changeRoot(dir string) error {
	if err := unix.Chdir(dir); err != nil {
		return err
	}
	if err := unix.Mount(".", "/", "", unix.MS_MOVE, ""); err != nil {
		return fmt.Errorf("move %s to /: %w", dir, err)
	}
	if err := unix.Chroot("."); err != nil {
		return fmt.Errorf("chroot: %w", err)
	}
	return unix.Chdir("/")
}
