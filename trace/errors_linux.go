package trace

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/cilium/ebpf"
	"golang.org/x/sys/unix"
)

// explain says what is missing where programs cannot be loaded.
func explain(err error) error {
	if errors.Is(err, ebpf.ErrNotSupported) || errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%w by this kernel: %w", errors.ErrUnsupported, err)
	}
	if !errors.Is(err, unix.EPERM) { // EACCES is the verifier's
		return err
	}
	missing := missingCapabilities()
	if len(missing) == 0 {
		return fmt.Errorf("%w: CAP_BPF and CAP_PERFMON count only in the initial user namespace, "+
			"and where no lockdown or container forbids bpf(2)", os.ErrPermission)
	}
	return fmt.Errorf("%w: it needs CAP_BPF and CAP_PERFMON, and this process lacks %s",
		os.ErrPermission, strings.Join(missing, " and "))
}

// missingCapabilities returns the names of those that the process would need and has not. CAP_SYS_ADMIN is all of them.
func missingCapabilities() (names []string) {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var has [2]unix.CapUserData
	if unix.Capget(&header, &has[0]) != nil {
		return nil
	}
	effective := func(c int) bool { return has[c/32].Effective&(1<<(c%32)) != 0 }
	for _, c := range []struct {
		number int
		name   string
	}{{unix.CAP_BPF, "CAP_BPF"}, {unix.CAP_PERFMON, "CAP_PERFMON"}} {
		if !effective(c.number) && !effective(unix.CAP_SYS_ADMIN) {
			names = append(names, c.name)
		}
	}
	return names
}
