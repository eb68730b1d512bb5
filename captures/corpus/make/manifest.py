"""What the makers of captures share about their manifests: a JSON array, one entry a line, and a table for people."""
import gzip
import json
import os
import re
import subprocess
import sys

IPROUTE2 = ("ip", "bridge", "ss", "tc", "rtmon", "devlink", "genl")
PACKAGES = {**dict.fromkeys(IPROUTE2, "iproute2"),
            "nft": "nftables", "iptables-nft": "iptables", "dumpcap": "wireshark-common", "editcap": "wireshark-common",
            "pyroute2": "python3-pyroute2", "python3": "python3.11", "getent": "libc-bin", "xxd": "busybox-static",
            "hexdump": "busybox-static", "base64": "busybox-static", "wg": "wireguard-tools",
            "nfnl_osf": "iptables", "libnetfilter_queue": "libnetfilter-queue1"}

NEWER = {}      # versions of packages that the tools were not installed from


def read(directory):
    """Returns the entries by their file."""
    path = os.path.join(directory, "manifest.json")
    return {e["file"]: e for e in json.load(open(path))} if os.path.exists(path) else {}


def write(directory, entries):
    with open(os.path.join(directory, "manifest.json"), "w") as out:
        lines = [json.dumps(entries[file], ensure_ascii=False) for file in sorted(entries)]
        out.write("[\n" + ",\n".join(lines) + "\n]\n")


def table(path, head, columns, rows):
    """Writes a table below what the file head says."""
    with open(path, "w") as out:
        out.write(open(head).read())
        for row in [columns, ["---"] * len(columns), *rows]:
            out.write("| " + " | ".join(re.sub(r"\s+", " ", str(cell)).replace("|", "\\|") for cell in row) + " |\n")


def drop(directory, entries, remade):
    """Removes the captures, and their entries, that are made anew."""
    for old in [file for file in entries if remade(entries[file])]:
        if os.path.exists(os.path.join(directory, old)):
            os.remove(os.path.join(directory, old))
        del entries[old]


def version(tool, *others):
    """Tells the version of a tool's package: known above, of the tool's name, or the first of others that is one."""
    if tool == "go":
        return subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, check=True).stdout.strip()
    for package in (PACKAGES.get(tool, tool), *others):
        query = ["dpkg-query", "-W", "-f", "${Version}", package]
        found = NEWER.get(package) or subprocess.run(query, capture_output=True, text=True).stdout
        if found:
            return package + " " + re.sub(r"^\d+:|-[^-]*$", "", found)
    sys.exit(f"{tool}: of no installed package: name its package in manifest.py")


class Named(Exception):
    """A capture names a place of this machine."""


def clean(path, *places):
    """Looks for the names of places of this machine in a capture."""
    data = (gzip.open if path.endswith(".gz") else open)(path, "rb").read()
    for place in places:
        if re.search(rb"\b" + re.escape(place.lstrip("/")).encode() + rb"\b", data):
            raise Named(f"{path}: names {place}: leave it out of the capture")
