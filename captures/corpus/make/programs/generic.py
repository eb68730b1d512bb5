"""Generic netlink by hand, for families that no tool of the corpus speaks."""
import socket
import struct

REQUEST, MULTI, ACK, DUMP = 1, 2, 4, 0x300
ERROR, DONE = 2, 3


def attribute(kind, payload):
    """Packs an attribute; a list of attributes as payload nests them."""
    if isinstance(payload, list):
        kind, payload = kind | 0x8000, b"".join(payload)
    return struct.pack("=HH", len(payload) + 4, kind) + payload + bytes(-len(payload) % 4)


def text(kind, value):
    return attribute(kind, value.encode() + b"\0")


def u32(kind, value):
    return attribute(kind, struct.pack("=I", value))


def attributes(data):
    """Yields type and payload of each attribute."""
    while len(data) >= 4:
        length, kind = struct.unpack_from("=HH", data)
        if length < 4:
            return
        yield kind & 0x3fff, data[4:length]
        data = data[(length + 3) & ~3:]


class Generic:
    """A generic netlink socket."""

    def __init__(self):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 16)
        self.socket.bind((0, 0))
        self.socket.settimeout(5)
        self.sequence = 0

    def request(self, family, command, version=1, payload=b"", flags=ACK):
        """Sends a request and returns the bodies of the answers, and the error."""
        self.sequence += 1
        body = struct.pack("=BBH", command, version, 0) + payload
        self.socket.send(struct.pack("=IHHII", len(body) + 16, family, REQUEST | flags, self.sequence, 0) + body)
        answers = []
        while True:
            data = self.socket.recv(1 << 17)
            while data:
                length, kind, flags_of, sequence, _ = struct.unpack_from("=IHHII", data)
                if kind in (ERROR, DONE):
                    return answers, struct.unpack_from("=i", data, 16)[0]
                answers.append(data[20:length])
                if not flags & (ACK | DUMP):
                    return answers, 0
                data = data[(length + 3) & ~3:]

    def family(self, name):
        """Returns the id of a family, or 0."""
        answers, error = self.request(16, 3, payload=text(2, name))
        for kind, value in attributes(answers[0] if answers else b""):
            if kind == 1:
                return struct.unpack("=H", value)[0]
        return 0
