package remote

import (
	"net"

	"golang.org/x/sys/unix"
)

// credentialsOf asks for SO_PEERCRED.
func credentialsOf(conn *net.UnixConn) (*Credentials, error) {
	raw, err := conn.SyscallConn()
	if err != nil {
		return nil, err
	}
	var u *unix.Ucred
	var inner error
	err = raw.Control(func(fd uintptr) { u, inner = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED) })
	if err == nil {
		err = inner
	}
	if err != nil {
		return nil, err
	}
	return &Credentials{PID: int(u.Pid), UID: u.Uid, GID: u.Gid}, nil
}
