package netns

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Dir is where named namespaces are.
const Dir = "/run/netns"

// Namespace is a network namespace that was found.
type Namespace struct {
	Name  string // in Dir, "" if it has none
	Path  string // what Open takes
	Pids  []int  // processes in it, ascending; of Processes only
	Inode uint64 // tells namespaces of a machine apart
}

// Open opens the namespace.
func (n Namespace) Open() (*NS, error) { return Open(n.Path) }

// List returns the named namespaces, by name.
func List() ([]Namespace, error) {
	entries, err := os.ReadDir(Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list network namespaces: %w", err)
	}
	var found []Namespace
	for _, e := range entries {
		path := filepath.Join(Dir, e.Name())
		if inode, ok := namespaceInode(path); ok { // else a file that ip-netns(8) is about to mount on, or left behind
			found = append(found, Namespace{Name: e.Name(), Path: path, Inode: inode})
		}
	}
	return found, nil
}

// Processes returns the namespaces that processes are in, named or not, in the order of their lowest process id. It
// sees the processes that the caller may look at.
func Processes() ([]Namespace, error) {
	named, err := List()
	if err != nil {
		return nil, err
	}
	return processes(named)
}

// processes is Processes, with the names that are known.
func processes(named []Namespace) ([]Namespace, error) {
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, fmt.Errorf("list network namespaces: %w", err)
	}
	byInode := map[uint64]*Namespace{}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		path := PathOfPid(pid)
		inode, ok := namespaceInode(path)
		if !ok {
			continue // ended meanwhile, or another user's
		}
		n := byInode[inode]
		if n == nil {
			n = &Namespace{Path: path, Inode: inode}
			if i := slices.IndexFunc(named, func(n Namespace) bool { return n.Inode == inode }); i >= 0 {
				n.Name, n.Path = named[i].Name, named[i].Path
			}
			byInode[inode] = n
		}
		n.Pids = append(n.Pids, pid)
	}
	var found []Namespace
	for _, n := range byInode {
		slices.Sort(n.Pids)
		found = append(found, *n)
	}
	slices.SortFunc(found, func(a, b Namespace) int { return cmp.Compare(a.Pids[0], b.Pids[0]) })
	return found, nil
}

// ByInode finds the namespace of an inode, as Inode returns it and as it stands in "net:[4026531840]" of
// /proc/PID/ns/net, among the named ones and those of processes. ok is false if there is none.
func ByInode(inode uint64) (found Namespace, ok bool, err error) {
	all, err := every()
	if err != nil {
		return found, false, err
	}
	i := slices.IndexFunc(all, func(n Namespace) bool { return n.Inode == inode })
	if i < 0 {
		return found, false, nil
	}
	return all[i], true, nil
}

// every returns the named namespaces, and those without a name that processes are in.
func every() ([]Namespace, error) {
	named, err := List()
	if err != nil {
		return nil, err
	}
	others, err := processes(named)
	if err != nil {
		return nil, err
	}
	return append(named, slices.DeleteFunc(others, func(n Namespace) bool { return n.Name != "" })...), nil
}

// PathOfPid returns the path of a process's namespace: "/proc/42/ns/net".
func PathOfPid(pid int) string { return fmt.Sprintf("/proc/%d/ns/net", pid) }

// path returns the path of a namespace: what has a slash in it is one.
func path(name string) (string, error) {
	if strings.Contains(name, "/") {
		return name, nil
	}
	if err := checkName(name); err != nil {
		return "", err
	}
	return filepath.Join(Dir, name), nil
}

// checkName refuses what cannot be the name of a file.
func checkName(name string) error {
	if name == "" || name == "." || name == ".." || len(name) > 255 || strings.ContainsAny(name, "/\x00") {
		return fmt.Errorf("%q is no name for a network namespace: it has to be the name of a file", name)
	}
	return nil
}
