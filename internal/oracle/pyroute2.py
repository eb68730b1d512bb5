"""Compares this project's pyroute2 form of messages to what pyroute2 itself decodes of the same octets.

Each line of the input is a JSON object: {"family": "rtnl" or the name of a generic netlink family, "type": nlmsg_type,
"octets": hexadecimal, "text": our form}. Each line of the output is one for each message, in the same order: {"compared":
number of values that both know, "opaque": number of attributes that pyroute2 does not know or shows as octets,
"differences": [{"path": …, "ours": …, "theirs": …}], "skipped": why nothing was compared}.
"""
import ast
import json
import logging
import re
import sys

from pyroute2.netlink.generic import ctrlmsg
from pyroute2.netlink.nl80211 import nl80211cmd
from pyroute2.netlink.rtnl.marshal import MarshalRtnl

GENERIC = {"nlctrl": ctrlmsg, "nl80211": nl80211cmd}
# What pyroute2 adds to a message by itself, or this project tells in another place.
ASIDE = ("header", "event", "value", "nl_protocol", "genl_family", "attrs")
# Fields that pyroute2 names in words of its own; this project has the kernel's.
RENAMED = {
    "hop_limit": "hoplimit", "mtu": "mtu6", "temp_preferred_lft": "temp_prefered_lft",
    "router_probe_interval": "rtr_probe_interval",
    "router_solicitations": "rtr_solicits", "router_solicitation_interval": "rtr_solicit_interval",
    "router_solicitation_delay": "rtr_solicit_delay",
}
OCTETS = re.compile("([0-9a-f]{2}(:[0-9a-f]{2})*)?$")


def unpacked(theirs):
    """Says whether pyroute2 shows a payload as octets, or as what it looks like by its length alone."""
    return isinstance(theirs, bytes) or isinstance(theirs, str) and bool(OCTETS.match(theirs))


class Comparison:
    def __init__(self):
        self.compared = 0
        self.opaque = 0
        self.differences = []

    def differ(self, path, ours, theirs):
        self.differences.append({"path": "/".join(path), "ours": repr(ours), "theirs": repr(theirs)})

    def value(self, path, ours, theirs):
        if isinstance(ours, dict) and isinstance(theirs, dict):
            self.fields(path, ours, theirs)
            if "attrs" in ours or "attrs" in theirs:
                self.attrs(path, ours.get("attrs", []), theirs.get("attrs", []))
        elif isinstance(ours, dict) and isinstance(theirs, (list, tuple)) and list(ours) == ["attrs"]:
            # pyroute2 leaves the indices of nested arrays out
            self.value(path, [a[1] for a in ours["attrs"]], theirs)
        elif isinstance(ours, (list, tuple)) and isinstance(theirs, (list, tuple)):
            if len(ours) != len(theirs):
                self.differ(path, ours, theirs)
                return
            for one, other in zip(ours, theirs):
                self.value(path, one, other)
        elif ours == theirs:
            self.compared += 1
        elif unpacked(theirs) and not unpacked(ours):
            self.opaque += 1
        else:
            self.differ(path, ours, theirs)

    def fields(self, path, ours, theirs):
        if path and path[-1] == "AF_INET" and "attrs" in ours:
            # pyroute2 reads the nest as the array inside it, and its header as a first element
            ours = dict(ours["attrs"])["IFLA_INET_CONF"]
        for name, theirs_value in theirs.items():
            if name in ASIDE:
                continue
            own = name if name in ours else RENAMED.get(name)
            if own in ours:
                self.value([*path, own], ours[own], theirs_value)
            else:
                self.differ([*path, name], "absent", theirs_value)

    def attrs(self, path, ours, theirs):
        if path and path[-1] == "AF_INET":
            return
        if len(ours) != len(theirs):
            self.differ([*path, "attrs"], [a[0] for a in ours], [a[0] for a in theirs])
            return
        for one, other in zip(ours, theirs):
            where = [*path, str(one[0])]
            if other[0] == "UNKNOWN":
                self.opaque += 1
                continue
            if one[0] != other[0]:
                self.differ([*where, "name"], one[0], other[0])
            self.compared += 1
            self.value(where, one[1], other[1])


def compare(case, rtnl):
    cls = GENERIC.get(case["family"]) or rtnl.msg_map.get(case["type"])
    if cls is None:
        return {"skipped": "pyroute2 has no class for the type"}
    message = cls(bytes.fromhex(case["octets"]))
    try:
        message.decode()
        theirs = message.dump()
    except Exception as error:  # whatever the peer stumbles over is a finding, not a failure of the comparison
        return {"skipped": f"pyroute2 fails: {type(error).__name__}: {error}"}
    c = Comparison()
    c.value([], ast.literal_eval(case["text"]), theirs)
    return {"compared": c.compared, "opaque": c.opaque, "differences": c.differences}


def main():
    logging.disable(logging.CRITICAL)
    rtnl = MarshalRtnl()
    for line in sys.stdin:
        print(json.dumps(compare(json.loads(line), rtnl)))


if __name__ == "__main__":
    main()
