package strace

// usesPlainFiles reports whether a call is one that programs use on files far more than on sockets.
func usesPlainFiles(name string) bool {
	switch name {
	case "read", "write", "readv", "writev":
		return true
	}
	return false
}

// internCall returns the name of a call that matters to the reader, or "".
func internCall(name []byte) string {
	switch string(name) {
	case "sendto":
		return "sendto"
	case "recvfrom":
		return "recvfrom"
	case "sendmsg":
		return "sendmsg"
	case "recvmsg":
		return "recvmsg"
	case "read":
		return "read"
	case "write":
		return "write"
	}
	for _, known := range otherCalls {
		if string(name) == known {
			return known
		}
	}
	return ""
}

// otherCalls is the calls that are rarer.
var otherCalls = []string{
	"send", "recv", "readv", "writev", "sendmmsg", "recvmmsg", "recvmmsg_time64",
	"close", "socket", "bind", "getsockname", "setsockopt", "dup", "dup2", "dup3", "fcntl", "fcntl64", "close_range",
	"clone", "clone2", "clone3", "fork", "vfork", "execve", "execveat", "ioctl",
	"open", "openat", "openat2", "creat", "accept", "accept4", "epoll_create", "epoll_create1", "eventfd", "eventfd2",
	"timerfd_create", "signalfd", "signalfd4", "memfd_create", "inotify_init", "inotify_init1", "pidfd_open",
	"pipe", "pipe2", "socketpair",
}

// isFork reports whether a call starts a process or a thread.
func isFork(name string) bool {
	switch name {
	case "clone", "clone2", "clone3", "fork", "vfork":
		return true
	}
	return false
}
