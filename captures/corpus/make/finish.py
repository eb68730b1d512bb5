"""finish.py WORK TARGET KERNEL: moves what the scenes captured under a kernel to TARGET/KERNEL, counts it, writes the manifest."""
import os
import re
import subprocess
import sys

import manifest
from count import count

HERE = os.path.dirname(os.path.abspath(__file__))


def head(scene):
    """Reads the lines "# key: value" of a scene."""
    text = open(os.path.join(HERE, "scenes", scene + ".sh")).read()
    return dict(re.findall(r"^# (\w+): *(.*)$", text, re.M))


def main(work, target, label):
    entries = manifest.read(target)
    kernel = open(os.path.join(work, "kernel")).read().strip()
    made = [line.rstrip("\n").split("\t") for line in open(os.path.join(work, "index.tsv"))]
    remade = {row[1] for row in made}
    manifest.drop(target, entries, lambda e: e["scene"] in remade and e["file"].startswith(label + "/"))
    os.makedirs(os.path.join(target, label), exist_ok=True)
    for name, scene, flavour, command in made:
        about, source, file = head(scene), os.path.join(work, name), f"{label}/{name}.zst"
        try:
            manifest.clean(source, work, target, os.uname().nodename)
        except manifest.Named as named:
            print(f"left out: {named}", file=sys.stderr)
            continue
        form = os.path.splitext(name)[1][1:]
        messages, datagrams = count(source, form)
        subprocess.run(["zstd", "-q", "-19", "-f", source, "-o", os.path.join(target, file)], check=True)
        entries[file] = {"file": file, "scene": scene, "flavour": flavour, "format": form, "protocols": about["protocols"],
                         "tool": about["tool"], "version": manifest.version(about["tool"], *about["packages"].split()),
                         "kernel": kernel, "command": command, "messages": messages, "datagrams": datagrams}
    manifest.write(target, entries)
    table(target, entries.values())


def table(target, entries):
    rows = []
    for scene in sorted({e["scene"] for e in entries}):
        mine = [e for e in entries if e["scene"] == scene]
        lossless = [e for e in mine if e["flavour"] == "lossless" and e["format"] == "strace"]
        rows.append([scene, head(scene)["shows"], mine[0]["version"],
                     ", ".join(e["kernel"] for e in lossless), len(mine), ", ".join(str(e["messages"]) for e in lossless)])
    manifest.table(os.path.join(target, "MANIFEST.md"), os.path.join(HERE, "manifest-head.md"),
                   ["scene", "shows", "tool", "kernels", "files", "messages"], rows)


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:3]), sys.argv[3])
