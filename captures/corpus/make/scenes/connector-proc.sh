# shows: the connector: process events of fork, exec, user and group, session, name, ptrace, core dump and exit, asked for and turned off
# tool: python3
# packages: python3
# protocols: CONNECTOR
# kernels: all
# netns: init

scene() {
	/usr/bin/python3 - <<-'PY'
		import ctypes, os, resource, signal, socket, struct
		PROC, LISTEN, IGNORE = 1, 1, 2
		sock = socket.socket(socket.AF_NETLINK, socket.SOCK_DGRAM, 11)
		sock.bind((0, PROC))
		def ask(number, operation):
		    message = struct.pack("=IIIIHHI", PROC, 1, number, 0, 4, 0, operation)
		    sock.send(struct.pack("=IHHII", 16 + len(message), 3, 0, number, 0) + message)
		ask(1, LISTEN)
		child = os.fork()
		if not child:
		    libc = ctypes.CDLL(None)
		    libc.prctl(15, b"sample", 0, 0, 0)
		    os.setsid()
		    os.setgid(33)
		    os.setuid(33)
		    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
		    if not os.fork():
		        os.execv("/bin/true", ["true"])
		    os.wait()
		    os.kill(os.getpid(), signal.SIGABRT)
		os.waitpid(child, 0)
		while True:
		    data = sock.recv(4096)
		    what, _, _, pid = struct.unpack_from("=IIQI", data, 36)
		    if what == 0x80000000 and pid == child:
		        break
		ask(2, IGNORE)
	PY
}
