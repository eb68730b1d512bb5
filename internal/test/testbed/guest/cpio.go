package guest

import (
	"fmt"
	"io"
	"io/fs"
)

// entry is a file of an initramfs.
type entry struct {
	name         string // relative to the root; parents come before
	mode         uint32 // as in st_mode
	content      []byte
	major, minor int // of a device
}

// Kinds of files, as in st_mode.
const (
	modeDir  = 0o040000
	modeChar = 0o020000
	modeFile = 0o100000
)

// writeCPIO writes the archive format that the kernel unpacks at boot
// (Documentation/driver-api/early-userspace/buffer-format).
func writeCPIO(w io.Writer, entries []entry) error {
	for i, e := range append(entries, entry{name: "TRAILER!!!"}) {
		if !fs.ValidPath(e.name) {
			return fmt.Errorf("%q cannot be the name of a file in an initramfs", e.name)
		}
		inode := i + 1
		if e.mode == 0 {
			inode = 0
		}
		// Magic, inode, mode, uid, gid, links, mtime, size, device, device of the node, length of the name, checksum.
		const header = "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X"
		if _, err := fmt.Fprintf(w, header, inode, e.mode, 0, 0, 1, 0, len(e.content), 0, 0, e.major, e.minor,
			len(e.name)+1, 0); err != nil {
			return err
		}
		const headerLen = 110
		if err := padded(w, headerLen, append([]byte(e.name), 0)); err != nil {
			return err
		}
		if err := padded(w, 0, e.content); err != nil {
			return err
		}
	}
	return nil
}

// padded writes b, and zeros until it ends at a multiple of four octets when it starts at offset.
func padded(w io.Writer, offset int, b []byte) error {
	if _, err := w.Write(b); err != nil {
		return err
	}
	_, err := w.Write(make([]byte, -(offset+len(b))&3))
	return err
}
