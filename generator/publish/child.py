"""A process that does part of a build, and ends when the one that started it ends, however that happens. [I/O]"""

import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_PARENT = "PAPER_CATALOG_PARENT"
"""The environment variable that names the process to end with."""
_PR_SET_PDEATHSIG = 1


@contextmanager
def running(module: str, *arguments: str, env: Mapping[str, str]) -> Iterator[None]:
    """Runs `python -m MODULE`, which calls `end_with_parent`, beside the block, and waits for it at its end.

    CalledProcessError where it fails. `env` is set in its environment, besides ours. The thread of the block must
    outlive it: Linux takes the end of that thread for the end of the parent.
    """
    command = [sys.executable, "-m", module, *arguments]
    whole = {**os.environ, **env, _PARENT: str(os.getpid())}
    with subprocess.Popen(command, env=whole, stdin=subprocess.PIPE) as child:
        try:
            yield
            code = child.wait()
        except BaseException:
            child.kill()  # what it has made so far goes anyway
            child.wait()
            raise
    if code:
        raise subprocess.CalledProcessError(code, command)


def end_with_parent() -> None:
    """Ends this process with the one that `running` started it from; without one it lives its own life.

    Linux tells it by a signal. Elsewhere standard input is a pipe from the parent, which the system closes.
    """
    parent = os.environ.pop(_PARENT, "")
    if not parent:
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both, and the parent ends this one
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != int(parent):  # it ended before the call
            os._exit(1)
    else:
        threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)
