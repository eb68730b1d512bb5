"""Prints the requests that pyroute2 sends, without sending them.

Each line of the input is a JSON object: {"method": a method of IPRoute, "args": its arguments, "kwargs": those by name}. Each
line of the output is one for each call: {"octets": the requests one after the other, in hexadecimal, "failed": why there are
none, or ""}.
"""
import json
import logging
import sys

from pyroute2 import IPBatch

logging.disable(logging.CRITICAL)
batch = IPBatch()
for line in sys.stdin:
    call = json.loads(line)
    batch.reset()
    failed = ''
    try:
        made = getattr(batch, call['method'])(*call['args'], **call['kwargs'])
        if made is not None:
            list(made)
    except Exception as e:
        if not batch.batch:
            failed = f'{type(e).__name__}: {e}'
    print(json.dumps({'octets': batch.batch.hex(), 'failed': failed}), flush=True)
