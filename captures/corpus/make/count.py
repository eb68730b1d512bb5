"""count.py FILE...: counts the datagrams and netlink messages of captures, without the project's own code.

A datagram counts once it was completely sent or read; one that was only peeked at and then read counts once. A message counts if
its header is there, whole or cut short behind it. Payload that holds a message in turn (the request an error quotes) does not
count. Uevents are datagrams without messages.
"""
import base64
import gzip
import re
import struct
import subprocess
import sys
import tempfile

CALL = re.compile(r"\b(sendto|sendmsg|sendmmsg|write|writev|recvfrom|recvmsg|recvmmsg|read|readv)\((\d+)(<[^>]*>+)?")
PID = re.compile(r"^(?:\[pid\s+)?(\d+)(?:<[^>]*>)?\]?\s")
RESUMED = re.compile(r"<\.\.\. (\w+) resumed>")
RESULT = re.compile(r"\) += (-?\d+|\?|0x[0-9a-f]+)(?! *[0-9])")
OPENED = re.compile(r"\bclose\((\d+)(?:<[^>]*>+)?\)|\b(?:open|openat|accept4?|pipe2?|eventfd2?|epoll_create1?)\(.*\) += (\d+)")
HEXLINE = re.compile(r"^ \| [0-9a-f]{5,}  ((?:[0-9a-f]{2} {1,2}){1,16})")
# In a quoted request: {error=..., msg=[{nlmsg_len=...}, ...]}; old forms have msg={nlmsg_len=...}.
QUOTED = re.compile(r"msg=\[?\{nlmsg_len=|\{error=[^,]*, *\[?\{nlmsg_len=")
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def walk(data):
    """Counts the message headers of a datagram; what is shorter than a header behind a message is padding.

    The lengths of audit records leave the header out: their last octets are text, and no header of a gigabyte."""
    count = offset = 0
    while offset + 16 <= len(data):
        length = struct.unpack_from("<I", data, offset)[0]
        if length < 16 or count and length > 1 << 24:
            break
        count += 1
        offset += (length + 3) & ~3
    return count


def unescape(text):
    return re.sub(rb"\\(x[0-9a-f]{2}|[0-7]{1,3}|.)", unescape_one, text.encode())


def unescape_one(match):
    code = match.group(1)
    if code[:1] == b"x":
        return bytes([int(code[1:], 16)])
    if code[:1].isdigit():
        return bytes([int(code, 8)])
    return {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"v": b"\v", b"f": b"\f"}.get(code, code)


def peeks(text):
    """Says whether a call only looked at the datagram; -X raw prints the flags as a number."""
    flags = re.search(r", (0x[0-9a-f]+)\) += ", text)
    return "MSG_PEEK" in text or bool(flags and "msg_iov" in text and int(flags.group(1), 16) & 2)


class Strace:
    def __init__(self):
        self.fds, self.uevents, self.pending = set(), set(), {}
        self.foreign = set()  # sockets that are not netlink, as strace -yy shows those it knows no more of
        self.datagrams = self.messages = 0
        self.call = None

    def line(self, text):
        hexline = HEXLINE.match(text)
        if hexline:
            if self.call:
                self.call["dump"] += bytes.fromhex(hexline.group(1).replace(" ", ""))
            return
        if re.match(r"^ [*=] ", text):
            if self.call and re.match(r"^ = ", text):
                self.call["parts"].append(len(self.call["dump"]))
            return
        self.finish()
        pid = PID.match(text)
        pid = pid.group(1) if pid else ""
        if "<unfinished ...>" in text:
            self.pending[pid] = text.split("<unfinished ...>")[0]
            return
        resumed = RESUMED.search(text)
        if resumed:
            text = self.pending.pop(pid, "") + text[resumed.end():]
        self.complete(text)

    def complete(self, text):
        opened = OPENED.search(text)
        if opened:  # a descriptor's number is used again once it was closed
            for fds in (self.fds, self.uevents):
                fds.discard(opened.group(1) or opened.group(2))
        made = re.search(r"\bsocket\((.+?), .+, (.+?)\) += (\d+)(<socket:\[\d+\]>)?", text)
        if made:
            fd, netlink = made.group(3), re.search("NETLINK|^0x10$", made.group(1))
            (self.fds.add if netlink else self.fds.discard)(fd)
            if not netlink and made.group(4):
                self.foreign.add(made.group(4))
            (self.uevents.add if "UEVENT" in made.group(2) else self.uevents.discard)(fd)
        copied = re.search(r"\bdup\((\d+)(?:<[^>]*>+)?\) += (\d+)", text)
        if copied and copied.group(1) in self.fds:
            self.fds.add(copied.group(2))
        call = CALL.search(text)
        result = None
        for result in RESULT.finditer(text):
            pass
        if not call or not result or not re.match(r"[0-9]", result.group(1)):
            return
        mark = call.group(3) or ""
        if "NETLINK:" in mark:
            netlink, uevent = True, "UEVENT" in mark
        elif mark in self.foreign or mark and "socket:" not in mark:
            return
        else:
            netlink, uevent = call.group(2) in self.fds, call.group(2) in self.uevents
        if netlink and not peeks(text) and int(result.group(1), 0) > 0:
            self.call = {"name": call.group(1), "text": text, "result": int(result.group(1), 0), "dump": b"", "parts": [],
                         "uevent": uevent}

    def finish(self):
        call, self.call = self.call, None
        if not call:
            return
        many = call["name"] in ("sendmmsg", "recvmmsg")
        self.datagrams += call["result"] if many else 1
        if call["uevent"]:
            return
        if call["dump"]:
            ends = call["parts"][1:] + [len(call["dump"])] if many and call["parts"] else [len(call["dump"])]
            start = 0
            for end in ends:
                self.messages += walk(call["dump"][start:end])
                start = end
            return
        # strace takes every iovec for the start of a message; only the first of a datagram is.
        text = call["text"] if many else re.sub(r"iov_len=\d+\}, \{iov_base=[\[{].*", "", call["text"])
        # An empty header is not a message: iproute2 sends zeros behind its requests.
        shown = len(re.findall(r"nlmsg_len=(?!0[,}])", text)) - len(QUOTED.findall(text))
        if shown:
            self.messages += shown
            return
        strings = [unescape(s) for s in STRING.findall(text.split("iov_base=", 1)[-1])]
        data = b"".join(strings)[:None if many else call["result"]]
        self.messages += walk(data)


def count_strace(data):
    reader = Strace()
    for text in data.decode("utf-8", "replace").split("\n"):
        reader.line(text)
    reader.finish()
    return reader.messages, reader.datagrams


def count_packets(path, form):
    if form == "pcapng":
        with tempfile.NamedTemporaryFile(suffix=".pcap") as plain:
            subprocess.run(["editcap", "-F", "pcap", path, plain.name], check=True)
            return count_pcap(open(plain.name, "rb").read())
    return count_pcap(open(path, "rb").read())


# Link type: length of the header, offset of the hardware type in it (ARPHRD_NETLINK for netlink).
LINK_TYPES = {253: (16, 2), 113: (16, 2), 276: (20, 8)}


def count_pcap(data):
    link = struct.unpack_from("<I", data, 20)[0]
    if link not in LINK_TYPES:
        return 0, 0
    header, hardware = LINK_TYPES[link]
    messages = datagrams = 0
    offset = 24
    while offset < len(data):
        kept = struct.unpack_from("<8xI", data, offset)[0]
        packet = data[offset + 16:offset + 16 + kept]
        offset += 16 + kept
        if struct.unpack_from(">H", packet, hardware)[0] == 824:
            messages, datagrams = messages + walk(packet[header:]), datagrams + 1
    return messages, datagrams


RTMON_TIME = 15  # the type of a message that rtmon writes before each of the kernel's


def count_rtmon(data):
    count = offset = 0
    while offset + 16 <= len(data):
        length, kind = struct.unpack_from("<IH", data, offset)
        count += kind != RTMON_TIME
        offset += (length + 3) & ~3
    return count, count


def count_hex(name, data):
    """Every paragraph of octets is a datagram."""
    text = data.decode()
    if name.endswith(".base64"):
        return walk(base64.b64decode(text)), 1
    if name.endswith((".xxd", ".hexdump")):
        octets = b"".join(dump_lines(text))
        return walk(octets), 1
    text = re.sub(r"#.*", "", text)
    packets = [bytes.fromhex(re.sub(r"\\x|[:\s]", "", p)) for p in re.split(r"\n\s*\n", text) if p.strip()]
    return sum(map(walk, packets)), len(packets)


def dump_lines(text):
    """Octets of xxd and hexdump -C; a * repeats the line before up to the next offset."""
    last, at, repeat = b"", 0, False
    for line in text.split("\n"):
        if line.strip() == "*":
            repeat = True
            continue
        match = re.match(r"^([0-9a-f]{8}):?\s+((?:[0-9a-f]{2,4} {1,2})*)", line)
        if not match:
            continue
        offset = int(match.group(1), 16)
        if repeat:
            yield last * ((offset - at) // 16)
            at, repeat = offset, False
        last = bytes.fromhex(match.group(2).replace(" ", ""))
        at += len(last)
        yield last


def count(path, form):
    if form in ("pcap", "pcapng"):
        return count_packets(path, form)
    data = (gzip.open if path.endswith(".gz") else open)(path, "rb").read()
    if form == "strace":
        return count_strace(data)
    if form == "rtmon":
        return count_rtmon(data)
    if form == "raw":
        return walk(data), 1
    return count_hex(path, data)


if __name__ == "__main__":
    for arg in sys.argv[2:]:
        print(arg, *count(arg, sys.argv[1]))
