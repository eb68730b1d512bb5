package guest

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/nlkit/nlkit/internal/test/testbed/init/plan"
)

// initramfs is the name of that file in the directory of a run, where the machine starts.
const initramfs = "initramfs"

// machine is how to start a virtual machine, and what its init has to know of it. What the machine's ports get, it
// writes to file descriptors 3 (standard output), 4 (standard error) and 5 (result), and its kernel log to 1.
type machine struct {
	args, env []string
	modules   []string // what the kernel needs to get to the host's files
	ports     plan.Ports
	shares    []plan.Share // the root directory, then the options' directories
}

// checkMachine tells why this machine can have no guests.
func checkMachine() error {
	if runtime.GOARCH != "amd64" {
		return fmt.Errorf("guests run on linux/amd64 machines only, and this is %s/%s", runtime.GOOS, runtime.GOARCH)
	}
	return nil
}

// machine returns how to run a guest with the options, whose directories are clean.
func (o Options) machine(files *kernelFiles, dir string) (*machine, error) {
	if o.Kernel == UserMode {
		return o.userMode(files, dir)
	}
	return o.emulator(files)
}

// userMode is a kernel that is a program.
func (o Options) userMode(files *kernelFiles, dir string) (*machine, error) {
	memory, err := memoryDir(uint64(o.Memory)<<20, os.TempDir(), dir)
	if err != nil {
		return nil, err
	}
	m := &machine{
		// Words of the kernel's command line cannot hold spaces, so all names are relative to the directory of the run.
		args: []string{files.image, fmt.Sprintf("mem=%dM", o.Memory), "umid=guest", "uml_dir=./", "initrd=" + initramfs,
			"panic=-1", "con=null", "con0=null,fd:1", "ssl=null", "ssl0=null,fd:3", "ssl1=null,fd:4", "ssl2=null,fd:5"},
		env:     []string{"TMPDIR=" + memory},
		modules: []string{"overlay"},
		ports:   plan.Ports{Stdout: "/dev/ttyS0", Stderr: "/dev/ttyS1", Result: "/dev/ttyS2"},
	}
	for _, d := range append([]string{"/"}, o.ReadWrite...) {
		m.shares = append(m.shares, plan.Share{Dir: d, Type: "hostfs", Source: "host", Options: d})
	}
	return m, nil
}

// memoryDir returns a directory for the file that is a guest's memory. The file must be executable, and should not be
// on a disk.
func memoryDir(size uint64, others ...string) (string, error) {
	var reasons []error
	for _, dir := range append([]string{"/dev/shm"}, others...) {
		err := canHoldMemory(dir, size)
		if err == nil {
			return dir, nil
		}
		reasons = append(reasons, fmt.Errorf("%s: %w", dir, err))
	}
	return "", fmt.Errorf("no directory for the guest's memory: %s",
		strings.ReplaceAll(errors.Join(reasons...).Error(), "\n", "; "))
}

func canHoldMemory(dir string, size uint64) error {
	var fs unix.Statfs_t
	if err := unix.Statfs(dir, &fs); err != nil {
		return err
	}
	if free := fs.Bavail * uint64(fs.Bsize); free < size {
		return fmt.Errorf("%d MiB are free, %d are needed", free>>20, size>>20)
	}
	f, err := os.CreateTemp(dir, "")
	if err != nil {
		return err
	}
	defer f.Close()
	if err := errors.Join(os.Remove(f.Name()), f.Truncate(int64(os.Getpagesize()))); err != nil {
		return err
	}
	b, err := unix.Mmap(int(f.Fd()), 0, os.Getpagesize(), unix.PROT_READ|unix.PROT_WRITE|unix.PROT_EXEC,
		unix.MAP_SHARED)
	if err != nil {
		return fmt.Errorf("map executable memory: %w", err)
	}
	return unix.Munmap(b)
}

// emulator is qemu without KVM, which may be there and not work.
func (o Options) emulator(files *kernelFiles) (*machine, error) {
	qemu, err := findProgram("qemu-system-x86_64")
	if err != nil {
		return nil, err
	}
	m := &machine{
		args: []string{qemu, "-accel", "tcg,thread=multi,tb-size=256", "-cpu", "max", "-m", strconv.Itoa(o.Memory),
			"-smp", strconv.Itoa(o.CPUs), "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
			"-kernel", files.image, "-initrd", initramfs, "-append", "console=ttyS0 panic=-1 nokaslr mitigations=off " +
				"rcupdate.rcu_expedited=1 tsc=reliable no_timer_check nowatchdog random.trust_cpu=on apparmor=0 " +
				"cryptomgr.notests",
			"-chardev", "file,id=log,append=on,path=/proc/self/fd/1", "-serial", "chardev:log",
			"-device", "virtio-serial-pci"},
		modules: []string{"virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay"},
		ports:   plan.Ports{Stdout: "/dev/vport0p1", Stderr: "/dev/vport0p2", Result: "/dev/vport0p3"},
	}
	for i := range 3 {
		m.args = append(m.args,
			"-chardev", fmt.Sprintf("file,id=port%d,append=on,path=/proc/self/fd/%d", i+1, i+3),
			"-device", fmt.Sprintf("virtserialport,chardev=port%d,nr=%d", i+1, i+1))
	}
	for i, d := range append([]string{"/"}, o.ReadWrite...) {
		tag := fmt.Sprintf("share%d", i)
		share, options := "", "trans=virtio,version=9p2000.L,msize=262144,cache="
		if i == 0 {
			share, options = ",readonly=on", options+"loose"
		} else {
			options += "mmap"
		}
		m.args = append(m.args,
			"-fsdev", "local,security_model=none,multidevs=remap,id="+tag+",path="+
				strings.ReplaceAll(d, ",", ",,")+share,
			"-device", "virtio-9p-pci,fsdev="+tag+",mount_tag="+tag)
		m.shares = append(m.shares, plan.Share{Dir: d, Type: "9p", Source: tag, Options: options})
	}
	return m, nil
}
