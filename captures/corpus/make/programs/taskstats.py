"""Asks for the accounting of a process and of a thread group, and listens while a process ends."""
import os

from generic import Generic, text, u32

GET = 1
PID, TGID, REGISTER_CPUMASK, DEREGISTER_CPUMASK = 1, 2, 3, 4


def main():
    generic, listener = Generic(), Generic()
    family = generic.family("TASKSTATS")
    generic.request(family, GET, payload=u32(PID, os.getpid()))
    generic.request(family, GET, payload=u32(TGID, os.getpid()))
    generic.request(family, GET, payload=u32(PID, 1 << 21))
    listener.request(family, GET, payload=text(REGISTER_CPUMASK, "0"))
    child = os.fork()
    if child == 0:
        os._exit(3)
    os.waitpid(child, 0)
    listener.socket.recv(1 << 16)
    generic.request(family, GET, payload=text(DEREGISTER_CPUMASK, "0"))


main()
