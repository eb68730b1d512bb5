package guest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// kernelFiles is where a kernel is.
type kernelFiles struct {
	image string
	tree  string // its modules
}

// suiteOf says which suite of Debian has a kernel. Newer releases have other versions.
var suiteOf = map[Kernel]string{
	UserMode: "bookworm", Linux61: "bookworm", Linux612: "bookworm-backports", Newest: "trixie-backports",
}

// Fetch gets what guests with a kernel need and this machine lacks. Later runs need no network. Progress may be nil.
func Fetch(ctx context.Context, k Kernel, progress io.Writer) error {
	if progress == nil {
		progress = io.Discard
	}
	if _, err := k.files(ctx, progress); err != nil {
		return err
	}
	return needPrograms(ctx, progress, k.programs()...)
}

// Has reports whether a kernel has a module, built in or loadable. It fetches the kernel if need be, but boots no
// guest.
func Has(ctx context.Context, k Kernel, module string) (bool, error) {
	files, err := k.files(ctx, io.Discard)
	if err != nil {
		return false, err
	}
	ix, err := readModuleIndex(files.tree)
	return err == nil && ix.has(module), err
}

// installed is the root directory that an installed UserMode is in. Tests have stand-ins elsewhere.
var installed = "/"

// packedImages is where packages have a kernel, and unpackedImage where it is then.
var (
	packedImages  = []string{"boot/vmlinuz-*", "lib/modules/*/vmlinuz"}
	unpackedImage = "vmlinux"
)

// programs are what a guest needs of this machine.
func (k Kernel) programs() []string {
	if k == UserMode {
		return []string{"modprobe"}
	}
	return []string{"modprobe", "qemu-system-x86_64", "xz"}
}

// files finds a kernel, and fetches it if it is not there.
func (k Kernel) files(ctx context.Context, progress io.Writer) (*kernelFiles, error) {
	if err := errors.Join(k.check(), checkMachine()); err != nil {
		return nil, err
	}
	if k == UserMode {
		if files, err := k.locate(installed); err == nil {
			return files, nil // installed
		}
	}
	kernels, err := cacheDir("kernels")
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(kernels, string(k))
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		if err := k.fetch(ctx, dir, progress); err != nil {
			return nil, fmt.Errorf("fetch kernel %s: %w", k, err)
		}
	}
	return k.locate(dir)
}

// locate finds the files of a kernel whose package is unpacked in a directory.
func (k Kernel) locate(root string) (*kernelFiles, error) {
	trees := []string{"lib/modules/*/modules.dep"}
	images := []string{unpackedImage}
	if k == UserMode {
		trees, images = []string{"usr/lib/uml/modules/*/modules.dep"}, []string{"usr/bin/linux.uml"}
	}
	image, err := findFile(root, images...)
	if err != nil {
		return nil, err
	}
	dep, err := findFile(root, trees...)
	if err != nil {
		return nil, err
	}
	tree, err := filepath.EvalSymlinks(filepath.Dir(dep)) // the guest's init opens it where the root is another one
	return &kernelFiles{image: image, tree: tree}, err
}

// findFile returns the first file that one of the patterns fits.
func findFile(root string, patterns ...string) (string, error) {
	for _, pattern := range patterns {
		names, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			return "", err
		}
		if len(names) > 0 {
			return names[0], nil
		}
	}
	return "", fmt.Errorf("%s has no %s: remove it to have it fetched again", root, patterns[0])
}

// fetch unpacks a kernel's packages to a directory.
func (k Kernel) fetch(ctx context.Context, dir string, progress io.Writer) error {
	if k != UserMode {
		if err := needPrograms(ctx, progress, "depmod", "xz"); err != nil {
			return err
		}
	}
	return fetchOnce(ctx, dir, func(apt, root string) error { return k.unpack(ctx, apt, root, progress) })
}

// fetchOnce makes a directory of the cache, all or nothing, unless it is there: unpack gets a directory for apt, and
// one for what is to be in it.
func fetchOnce(ctx context.Context, dir string, unpack func(apt, root string) error) error {
	unlock, err := lockCache(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := os.Stat(dir); err == nil {
		return nil // fetched before, or by another process
	}
	// No other process fetches now: this is what a killed one left.
	temporary := filepath.Join(filepath.Dir(dir), "unfinished")
	if err := os.RemoveAll(temporary); err != nil {
		return err
	}
	defer os.RemoveAll(temporary)
	root := filepath.Join(temporary, "root")
	if err := os.MkdirAll(root, 0o755); err != nil {
		return err
	}
	if err := unpack(filepath.Join(temporary, "apt"), root); err != nil {
		return err
	}
	return os.Rename(root, dir)
}

func (k Kernel) unpack(ctx context.Context, dir, root string, progress io.Writer) error {
	fmt.Fprintf(progress, "fetching kernel %s from %s\n", k, suiteOf[k])
	a, err := newApt(ctx, dir, suiteOf[k])
	if err != nil {
		return err
	}
	if k == UserMode {
		return a.unpack(root, "user-mode-linux")
	}
	packages, err := a.kernelPackages("linux-image-amd64")
	if err != nil {
		return err
	}
	if err := a.unpack(root, packages...); err != nil {
		return err
	}
	// Newer packages have everything in /usr, but the tools look for /lib.
	lib := filepath.Join(root, "lib")
	if _, err := os.Stat(lib); errors.Is(err, os.ErrNotExist) {
		if err := os.Symlink("usr/lib", lib); err != nil {
			return err
		}
	}
	order, err := findFile(root, "lib/modules/*/modules.order")
	if err != nil {
		return err
	}
	if _, err := runProgram(ctx, "", "depmod", "-b", root, filepath.Base(filepath.Dir(order))); err != nil {
		return err
	}
	return uncompressImage(ctx, root)
}

// uncompressImage saves every boot seconds of emulation.
func uncompressImage(ctx context.Context, root string) error {
	name, err := findFile(root, packedImages...)
	if err != nil {
		return err
	}
	image, err := os.ReadFile(name)
	if err == nil {
		image, err = payload(image)
	}
	if err == nil {
		image, err = uncompress(ctx, image)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(filepath.Join(root, unpackedImage), image, 0o644)
}
