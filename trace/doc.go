// Package trace tells who causes what netlink sockets receive: the task that was running when the kernel sent a
// message, found by an eBPF filter on the receiving socket itself. No probe is set anywhere in the kernel, and no
// compiler is needed: the program is made of instructions here, with the offsets of this kernel's own type information
// (BTF).
//
// System sees the traffic of all processes instead, by tracepoints.
//
//	who, err := trace.Open()
//	if err != nil {
//		return err // errors.Is(err, fs.ErrPermission): CAP_BPF and CAP_PERFMON are missing
//	}
//	defer who.Close()
//	source, err := who.Attach(conn) // of a socket that has joined its groups
//	…
//	task, ok := source.Cause(datagram) // for each datagram that was received, in their order
//
// The kernel sends an event while it carries out what a process asked for, and that process is then the task. What
// happens by itself, as when a timer runs out or a cable is pulled, happens in a thread of the kernel's, or in an
// interrupt, which has nothing to do with the task that it interrupts: Task.Context tells.
package trace
