"""Asks the kernel for all generic netlink families, for what each accepts, and for each dump that it offers without more ado."""
import struct

from generic import DUMP, Generic, attributes

GETFAMILY, GETPOLICY = 3, 10
DUMPABLE = 4


def main():
    generic = Generic()
    families, _ = generic.request(16, GETFAMILY, flags=DUMP)
    for body in families:
        family = dict(attributes(body))
        number, version = struct.unpack("=H", family[1])[0], struct.unpack("=I", family[3])[0]
        if number != 16:
            generic.request(16, GETPOLICY, payload=struct.pack("=HHHxx", 6, 1, number), flags=DUMP)
        for _, operation in attributes(family.get(6, b"")):
            about = dict(attributes(operation))
            if number != 16 and struct.unpack("=I", about[2])[0] & DUMPABLE:
                generic.request(number, struct.unpack("=I", about[1])[0], version, flags=DUMP)


main()
