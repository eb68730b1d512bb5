package trace

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// fileidKernfs is the type of handles that are ids of cgroups, FILEID_KERNFS of the kernel.
const fileidKernfs = 0xfe

// cgroupMounts is where cgroups of version 2 are mounted, alone or beside version 1.
var cgroupMounts = []string{"/sys/fs/cgroup", "/sys/fs/cgroup/unified"}

// CgroupPath returns the path of a cgroup, as /proc/PID/cgroup has it: "/system.slice/ssh.service". The error is
// fs.ErrNotExist if it is gone, and fs.ErrPermission without CAP_DAC_READ_SEARCH.
func CgroupPath(id uint64) (string, error) {
	mount, err := openCgroups()
	if err != nil {
		return "", fmt.Errorf("cgroup %d: %w", id, err)
	}
	defer mount.Close()
	handle := unix.NewFileHandle(fileidKernfs, binary.NativeEndian.AppendUint64(nil, id))
	fd, err := unix.OpenByHandleAt(int(mount.Fd()), handle, unix.O_PATH|unix.O_CLOEXEC)
	if errors.Is(err, unix.ESTALE) {
		err = os.ErrNotExist
	}
	if err != nil {
		return "", fmt.Errorf("cgroup %d: %w", id, err)
	}
	defer unix.Close(fd)
	path, err := os.Readlink("/proc/self/fd/" + strconv.Itoa(fd))
	if err != nil {
		return "", fmt.Errorf("cgroup %d: %w", id, err)
	}
	if path = strings.TrimPrefix(path, mount.Name()); path == "" {
		path = "/"
	}
	return path, nil
}

// openCgroups opens the directory of all cgroups of version 2.
func openCgroups() (*os.File, error) {
	for _, dir := range cgroupMounts {
		var s unix.Statfs_t
		if unix.Statfs(dir, &s) == nil && uint32(s.Type) == unix.CGROUP2_SUPER_MAGIC {
			return os.Open(dir)
		}
	}
	return nil, fmt.Errorf("no cgroups of version 2 are mounted: %w", os.ErrNotExist)
}

// containerID is the id that Docker, containerd, CRI-O and Podman give a container: the last in the path counts, for
// containers can be in containers.
var containerID = regexp.MustCompile(`[0-9a-f]{64}`)

// Container returns the id of the container whose cgroup has a path, "" if it is that of none.
func Container(path string) string {
	ids := containerID.FindAllString(path, -1)
	if len(ids) == 0 {
		return ""
	}
	return ids[len(ids)-1]
}
