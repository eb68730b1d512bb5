"""Compares how this project decodes messages to what pyroute2 itself decodes of the same octets.

Each line of the input is a JSON object: {"family": the netlink protocol, or the name of a generic netlink family; "octets":
hexadecimal; "text": our pyroute2 form; "places": [[offset, length, nla_type or null if it is a record of another form, index
of the outer one or -1, whether we keep its octets as they are, path], …], our attributes}. Each line of the output is one for each message, in the same order:
{"attrs": number of attributes whose places both know, "values": number of values that both know, "whole": number of
pyroute2's attributes in octets that we keep as they are, "opaque": number of attributes that pyroute2 does not know or shows
as octets, "differences": [{"path": …, "ours": …, "theirs": …}]}, or {"noClass": true} or {"failed": why} where pyroute2
decodes nothing.
"""
import ast
import json
import logging
import re
import signal
import socket
import struct
import sys

from pyroute2.ipset import IPSet
from pyroute2.netlink import diag, nlmsg_base
from pyroute2.netlink.devlink import devlinkcmd
from pyroute2.netlink.event.acpi_event import acpimsg
from pyroute2.netlink.event.dquot import dquotmsg
from pyroute2.netlink.event.thermal_event import thermal_msg
from pyroute2.netlink.generic import ctrlmsg, ethtool
from pyroute2.netlink.generic.l2tp import l2tpmsg
from pyroute2.netlink.generic.mptcp import mptcp_msg
from pyroute2.netlink.generic.wireguard import wgmsg
from pyroute2.netlink.nfnetlink.ipset import ipset_msg
from pyroute2.netlink.nfnetlink.nfctsocket import NFCTSocket
from pyroute2.netlink.nfnetlink.nftsocket import NFTSocket
from pyroute2.netlink.nl80211 import nl80211cmd
from pyroute2.netlink.rtnl.marshal import MarshalRtnl
from pyroute2.netlink.taskstats import taskstatsmsg, tcmd

# How many seconds of its own pyroute2 may take for a message: a few send it round in circles.
PATIENCE = 0.15

GENERIC = {
    "nlctrl": ctrlmsg, "nl80211": nl80211cmd, "devlink": devlinkcmd, "wireguard": wgmsg, "l2tp": l2tpmsg,
    "mptcp_pm": mptcp_msg, "acpi_event": acpimsg, "VFS_DQUOT": dquotmsg, "thermal_event": thermal_msg,
}
# By command; requests and answers have the same numbers as far as pyroute2 knows them.
ETHTOOL = {
    1: ethtool.ethtool_strset_msg, 2: ethtool.ethtool_linkinfo_msg, 4: ethtool.ethtool_linkmode_msg,
    6: ethtool.ethtool_linkstate_msg, 9: ethtool.ethtool_wol_msg,
}
NFNL_SUBSYS_IPSET = 6
NFNL_SUBSYS_NFTABLES = 10
NETFILTER = {
    **NFCTSocket.policy, **{NFNL_SUBSYS_NFTABLES << 8 | command: cls for command, cls in NFTSocket.policy.items()},
}
SOCK_DIAG_BY_FAMILY = 20
NLM_F_REQUEST = 1


def message_class(family, octets):
    """Returns pyroute2's class for a message, or None."""
    number, flags = struct.unpack_from("HH", octets, 4)
    request = flags & NLM_F_REQUEST
    first = octets[16] if len(octets) > 16 else None
    if family == "NETLINK_ROUTE":
        return MarshalRtnl.msg_map.get(number)
    if family == "NETLINK_NETFILTER":
        return ipset_msg if number >> 8 == NFNL_SUBSYS_IPSET else NETFILTER.get(number)
    if family == "NETLINK_SOCK_DIAG":
        if number != SOCK_DIAG_BY_FAMILY:
            return None
        if not request:
            return diag.MarshalDiag.msg_map.get(first)
        requests = {
            socket.AF_UNIX: diag.unix_diag_req, socket.AF_INET: diag.inet_diag_req, socket.AF_INET6: diag.inet_diag_req,
        }
        return requests.get(first)
    if family == "ethtool":
        return ETHTOOL.get(first)
    if family == "TASKSTATS":
        return tcmd if request else taskstatsmsg
    return GENERIC.get(family)


# What pyroute2 adds to a message by itself, or this project tells in another place.
ASIDE = ("header", "event", "value", "nl_protocol", "genl_family", "attrs")
# Fields that pyroute2 names in words of its own; this project has the kernel's.
RENAMED = {
    "hop_limit": "hoplimit", "mtu": "mtu6", "temp_preferred_lft": "temp_prefered_lft",
    "router_probe_interval": "rtr_probe_interval",
    "router_solicitations": "rtr_solicits", "router_solicitation_interval": "rtr_solicit_interval",
    "router_solicitation_delay": "rtr_solicit_delay",
}
# How this project's form shows attributes that its tables do not describe: by a word, or nests by their number.
UNTABLED = ("UNKNOWN", "TAIL")
OCTETS = re.compile("([0-9a-f]{2}(:[0-9a-f]{2})*)?$")


def unpacked(theirs):
    """Says whether pyroute2 shows a payload as octets, or as what it looks like by its length alone."""
    return isinstance(theirs, bytes) or isinstance(theirs, str) and bool(OCTETS.match(theirs))


class Comparison:
    def __init__(self):
        self.attrs = 0
        self.values = 0
        self.whole = 0
        self.opaque = 0
        self.differences = []

    def differ(self, path, ours, theirs):
        self.differences.append({"path": "/".join(path), "ours": repr(ours), "theirs": repr(theirs)})

    def value(self, path, ours, theirs):
        if isinstance(ours, dict) and isinstance(theirs, dict):
            self.fields(path, ours, theirs)
            if "attrs" in ours or "attrs" in theirs:
                self.chain(path, ours.get("attrs", []), theirs.get("attrs", []))
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
            self.values += 1
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

    def chain(self, path, ours, theirs):
        if path and path[-1] == "AF_INET":
            return
        if any(a[0] == "TAIL" for a in ours):
            return  # one in place of all that follow: places() has looked at them
        if len(ours) != len(theirs):
            self.differ([*path, "attrs"], [a[0] for a in ours], [a[0] for a in theirs])
            return
        for one, other in zip(ours, theirs):
            where = [*path, str(one[0])]
            if one[0] in UNTABLED or isinstance(one[0], int):
                continue
            if other[0] == "UNKNOWN":
                self.opaque += 1
                continue
            if one[0] != other[0]:
                self.differ([*where, "name"], one[0], other[0])
            self.values += 1
            self.value(where, one[1], other[1])

    def places(self, ours, theirs):
        """Compares where attributes are, their numbers and their lengths."""
        at = {place[0]: place for place in ours}
        taken_apart = set()
        found = set()
        for offset, length, number, name in theirs:
            found.add(offset)
            place = at.get(offset)
            if place is None:
                self.inside(ours, offset, length, name)
                continue
            self.attrs += 1
            taken_apart.add(place[3])
            if place[1] != length or place[2] not in (number, None):
                self.differ([place[5]], f"{place[1]} octets of type {place[2]}", f"{length} octets of type {number}")
        for offset, length, number, outer, _, path in ours:
            if outer in taken_apart and offset not in found:
                self.differ([path], f"{length} octets of type {number}", "nothing")

    def inside(self, ours, offset, length, name):
        """Judges an attribute of pyroute2's that is none of ours."""
        outer = None
        for place in ours:
            if place[0] <= offset < place[0] + place[1]:
                outer = place
        if outer and outer[4]:
            self.whole += 1
        else:
            self.differ([outer[5] if outer else "", "inside"], "no attribute", f"{name} of {length} octets")


def attributes(message):
    """Yields offset, length, type with its flags, and name of every attribute that pyroute2 takes a message apart to."""
    if not isinstance(message, nlmsg_base):
        return
    if message._nla_array and isinstance(message.value, list):
        for cell in message.value:
            yield cell.offset, *struct.unpack_from("HH", cell.data, cell.offset), type(cell).__name__
            yield from attributes(cell)
        return
    for slot in dict.get(message, "attrs") or ():
        if not hasattr(slot, "cell"):
            continue
        cell = slot.nla
        yield cell.offset, *struct.unpack_from("HH", cell.data, cell.offset), slot.name
        if slot.name != "UNKNOWN":
            yield from attributes(cell)


def compare(case):
    octets = bytes.fromhex(case["octets"])
    cls = message_class(case["family"], octets)
    if cls is None:
        return {"noClass": True}
    message = cls(octets)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        message.decode()
        theirs = message.dump()
        found = list(attributes(message))
    except (Exception, Endless) as error:  # whatever the peer stumbles over is a finding, not a failure of the comparison
        return {"failed": f"{type(error).__name__}: {error}"}
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    c = Comparison()
    c.places(case["places"] or [], found)
    ours = ast.literal_eval(case["text"])
    if not any(attr[0] == "TAIL" for attr in ours["attrs"]):  # else no table says what the message is
        c.value([], ours, theirs)
    return vars(c)


class Endless(BaseException):
    """Comes through the places where pyroute2 catches every Exception."""


def give_up(*_):
    raise Endless("the message comes to no end")


def main():
    signal.signal(signal.SIGPROF, give_up)
    logging.disable(logging.CRITICAL)
    for line in sys.stdin:
        print(json.dumps(compare(json.loads(line))))


if __name__ == "__main__":
    main()
