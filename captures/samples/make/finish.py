"""finish.py FROM TO: moves new captures into the directory of the samples, counts them, and writes the manifest."""
import gzip
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../corpus/make"))
import manifest  # noqa: E402
from count import count  # noqa: E402

COMPRESS_FROM = 30_000


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


def main(source, target):
    entries = manifest.read(target)
    newer = os.path.join(source, "versions")
    if os.path.exists(newer):
        manifest.NEWER.update(line.split() for line in open(newer))
    kernel = open(os.path.join(source, "kernel")).read().strip()
    made = [line.rstrip("\n").split("\t") for line in open(os.path.join(source, "index.tsv"))]
    missing = [row[0] for row in made if not os.path.exists(os.path.join(source, row[0]))]
    if missing:
        sys.exit(f"finish.py: nothing is replaced, for these were not made: {' '.join(missing)}")
    remade = {stem(row[0]) for row in made}
    manifest.drop(target, entries, lambda e: stem(e["file"]) in remade)
    for name, form, protocol, tool, command, shows in made:
        file = install(os.path.join(source, name), target)
        path = os.path.join(target, file)
        manifest.clean(path, source, target, os.uname().nodename)
        messages, datagrams = count(path, form)
        entries[file] = {"file": file, "format": form, "protocol": protocol, "tool": tool, "version": manifest.version(tool),
                         "kernel": kernel, "command": command, "shows": shows, "messages": messages, "datagrams": datagrams}
        if form in ("pcap", "pcapng"):
            tshark_says(path, os.path.join(source, "oracle", name + ".tshark.tsv"))
    os.makedirs(os.path.join(target, "oracle"), exist_ok=True)
    for name in os.listdir(os.path.join(source, "oracle")):
        manifest.clean(os.path.join(source, "oracle", name), source, target, os.uname().nodename)
        shutil.copyfile(os.path.join(source, "oracle", name), os.path.join(target, "oracle", name))
    manifest.write(target, entries)
    rows = [[e["file"], f"{e['tool']} ({e['version']}), Linux {e['kernel']}", e["messages"], e["datagrams"], e["shows"],
             f"`{e['command']}`"] for _, e in sorted(entries.items())]
    manifest.table(os.path.join(target, "MANIFEST.md"), os.path.join(HERE, "manifest-head.md"),
                   ["file", "tool", "messages", "datagrams", "shows", "made by"], rows)


def stem(file):
    """Strips what may differ from run to run: the compression, and the process id that strace -ff appends."""
    return re.sub(r"(\.strace)\.\d+$", r"\1", re.sub(r"\.gz$", "", file))


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:]))
