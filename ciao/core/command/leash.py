"""Runs a module as a child that cannot outlive its parent: when the pipe on its input closes, it ends.

A parent killed with no chance to say goodbye would otherwise leave the port taken for the next start.
"""

import os
import runpy
import signal
import sys
import threading


def follow() -> None:
    """Wait on the parent's end of the pipe; its closing is the only thing that ever arrives."""
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=follow, daemon=True).start()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
