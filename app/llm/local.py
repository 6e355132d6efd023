"""The process in which a model file runs: `python -m app.llm.local`, with its order as a JSON line on stdin.

It says its address on stdout and ends when stdin does. A process of its own, because loading holds up every other
thread of its process for seconds, and because a fault in native code ends the whole process.
"""

import json
import os
import sys
from typing import Any

import xllamacpp

NICENESS = 5
"""A model at work leaves the processor to the server, which has people waiting."""


def main() -> None:
    """Load the model, say where it is, and wait for the end of stdin."""
    os.nice(NICENESS)
    server = xllamacpp.Server(_params(**json.loads(sys.stdin.readline())))
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()
    os._exit(0)  # a server that ends in order first ends the reply that it is making, which nobody waits for


def _params(path: str, key: str, context: int, threads: int, at_once: int) -> Any:
    """On loopback, behind a key; threads sleep while there is nothing to do; nothing of a conversation is logged."""
    params = xllamacpp.CommonParams()
    params.model.path = path
    params.hostnames, params.port, params.api_keys = ["127.0.0.1"], 0, [key]
    params.endpoint_slots, params.verbosity = False, 0
    params.n_ctx, params.n_parallel, params.kv_unified = context, at_once, True
    for processor in (params.cpuparams, params.cpuparams_batch):
        processor.n_threads, processor.poll = threads, 0
    return params


if __name__ == "__main__":
    main()
