"""Compares how pyroute2 and nlkit read the same messages.

Reads lines of name, octets in hexadecimal, and nlkit's Python literal. Writes one JSON object a line: the name, what
pyroute2 makes of the octets (if it knows all of it), and the differences: path, pyroute2's value, nlkit's value.
"""
import ast
import json
import logging
import sys
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

from pyroute2.netlink.rtnl.marshal import MarshalRtnl  # noqa: E402


class Comparison:
    def __init__(self):
        self.differences = []
        self.unknown = False

    def differ(self, path, theirs, ours):
        self.differences.append([path, repr(theirs), repr(ours)])

    def value(self, path, theirs, ours):
        if isinstance(theirs, dict) and isinstance(ours, dict):
            self.dict(path, theirs, ours)
        elif isinstance(theirs, (list, tuple)) and isinstance(ours, list):
            if len(theirs) != len(ours):
                self.differ(path, theirs, ours)
            for a, b in zip(theirs, ours):
                self.value(path, a, b)
        elif theirs != ours or isinstance(theirs, bool) != isinstance(ours, bool):
            self.differ(path, theirs, ours)

    def dict(self, path, theirs, ours):
        for name in theirs:
            if name in ("attrs", "event") or theirs[name] == ():
                continue
            if name not in ours:
                self.differ(path + "." + name, theirs[name], None)
            else:
                self.value(path + "." + name, theirs[name], ours[name])
        self.attrs(path, theirs.get("attrs", []), ours.get("attrs", []))

    def attrs(self, path, theirs, ours):
        if len(theirs) != len(ours):
            self.differ(path, [a[0] for a in theirs], [b[0] for b in ours])
        for a, b in zip(theirs, ours):
            if a[0] == "UNKNOWN":
                self.unknown = True
            elif a[0] != b[0]:
                self.differ(path + "/" + str(b[0]), a[0], b[0])
            else:
                self.value(path + "/" + a[0], a[1], b[1])


for line in sys.stdin:
    name, octets, literal = line.rstrip("\n").split(" ", 2)
    theirs = list(MarshalRtnl().parse(bytes.fromhex(octets)))[0]
    c = Comparison()
    c.dict("", theirs, ast.literal_eval(literal))
    print(json.dumps({"name": name, "repr": "" if c.unknown else repr(theirs), "differences": c.differences}))
