"""finish.py FROM TO: moves new captures into the directory of the samples, counts them, and writes the manifest."""
import gzip
import json
import os
import re
import shutil
import subprocess
import sys

from count import count

COMPRESS_FROM = 30_000
IPROUTE2 = ("ip", "bridge", "ss", "tc", "rtmon", "devlink", "genl")
PACKAGES = {**dict.fromkeys(IPROUTE2, "iproute2"),
            "nft": "nftables", "dumpcap": "wireshark-common", "editcap": "wireshark-common",
            "pyroute2": "python3-pyroute2", "python3": "python3.11", "getent": "libc-bin", "xxd": "busybox-static",
            "hexdump": "busybox-static", "base64": "busybox-static"}


def version(tool):
    if tool == "go":
        return subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, check=True).stdout.strip()
    package = PACKAGES.get(tool, tool)
    found = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=True).stdout
    return package + " " + re.sub(r"^\d+:|-[^-]*$", "", found)


def install(source, target):
    """Puts a capture in its place, compressed if it is large; returns its name there."""
    data = open(source, "rb").read()
    name = os.path.basename(source)
    if len(data) < COMPRESS_FROM:
        shutil.copyfile(source, os.path.join(target, name))
        return name
    with open(os.path.join(target, name + ".gz"), "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as out:
        out.write(data)
    return name + ".gz"


def tshark_says(path, out):
    """Keeps tshark's reading of each packet's message headers."""
    fields = ["frame.number", "netlink.family", "netlink.hdr_len", "netlink.hdr_type", "netlink-route.nltype",
              "netlink.hdr_flags", "netlink.hdr_seq", "netlink.hdr_pid", "frame.comment"]
    if "eth" in os.path.basename(path):
        fields = ["frame.number", "frame.protocols", "frame.len"]
    command = ["tshark", "-r", path, "-T", "fields", "-E", "header=y"]
    for field in fields:
        command += ["-e", field]
    with open(out, "wb") as file:
        subprocess.run(command, stdout=file, stderr=subprocess.DEVNULL, check=True)


def clean(path, *places):
    data = (gzip.open if path.endswith(".gz") else open)(path, "rb").read()
    for place in places:
        if re.search(rb"\b" + re.escape(place.lstrip("/")).encode() + rb"\b", data):
            sys.exit(f"{path}: names {place}: leave it out of the capture")


def main(source, target):
    manifest = os.path.join(target, "manifest.json")
    entries = {e["file"]: e for e in json.load(open(manifest))} if os.path.exists(manifest) else {}
    kernel = open(os.path.join(source, "kernel")).read().strip()
    made = [line.rstrip("\n").split("\t") for line in open(os.path.join(source, "index.tsv"))]
    remade = {stem(row[0]) for row in made}
    for old in [file for file in entries if stem(file) in remade]:
        if os.path.exists(os.path.join(target, old)):
            os.remove(os.path.join(target, old))
        del entries[old]
    for name, form, protocol, tool, command, shows in made:
        file = install(os.path.join(source, name), target)
        path = os.path.join(target, file)
        clean(path, source, target, os.uname().nodename)
        messages, datagrams = count(path, form)
        entries[file] = {"file": file, "format": form, "protocol": protocol, "tool": tool, "version": version(tool),
                         "kernel": kernel, "command": command, "shows": shows, "messages": messages, "datagrams": datagrams}
        if form in ("pcap", "pcapng"):
            tshark_says(path, os.path.join(source, "oracle", name + ".tshark.tsv"))
    os.makedirs(os.path.join(target, "oracle"), exist_ok=True)
    for name in os.listdir(os.path.join(source, "oracle")):
        clean(os.path.join(source, "oracle", name), source, target, os.uname().nodename)
        shutil.copyfile(os.path.join(source, "oracle", name), os.path.join(target, "oracle", name))
    write(target, [entries[f] for f in sorted(entries)])


def stem(file):
    """Strips what may differ from run to run: the compression, and the process id that strace -ff appends."""
    return re.sub(r"(\.strace)\.\d+$", r"\1", re.sub(r"\.gz$", "", file))


def write(target, entries):
    with open(os.path.join(target, "manifest.json"), "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(e, ensure_ascii=False) for e in entries) + "\n]\n")
    with open(os.path.join(target, "MANIFEST.md"), "w") as out:
        out.write(open(os.path.join(target, "make", "manifest-head.md")).read())
        out.write("\n| file | tool | messages | datagrams | shows | made by |\n|---|---|---|---|---|---|\n")
        for e in entries:
            command = re.sub(r"\s+", " ", e["command"]).replace("|", "\\|")
            out.write(f"| {e['file']} | {e['tool']} ({e['version']}), Linux {e['kernel']} | {e['messages']} | {e['datagrams']} | "
                      f"{e['shows']} | `{command}` |\n")


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:]))
