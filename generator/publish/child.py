"""A process that does part of a build, and ends when the one that started it ends, however that happens. [I/O]"""

import ctypes
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import Pipe

from generator.problems import CatalogError

_PR_SET_PDEATHSIG = 1


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Does some work while the block runs, in a process of its own, and waits for it at the end of the block.

    Only Linux divides a process safely, and only one without other threads; elsewhere the work comes after the block.
    Raises CatalogError where the work does.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        yield
        work()
        return
    ours, theirs = Pipe(duplex=False)
    sys.stdout.flush()
    sys.stderr.flush()
    parent, child = os.getpid(), os.fork()
    if not child:
        _live(parent, work, theirs.send)
    theirs.close()
    try:
        yield
        said = ours.recv()
    except EOFError:
        said = "it was ended from outside"
    except BaseException:
        os.kill(child, signal.SIGKILL)  # what it has made so far goes anyway
        raise
    finally:
        os.waitpid(child, 0)
        ours.close()
    if said:
        raise CatalogError(f"writing the files to download failed: {said}")


def _live(parent: int, work: Callable[[], object], say: Callable[[str], object]) -> None:
    """The life of the child, which never comes back from here."""
    said = "unknown"
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both, and the parent ends this one
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:  # else it ended before the call
            work()
            said = ""
    except (CatalogError, OSError) as error:
        said = str(error)
    except BaseException:
        said = traceback.format_exc()
    finally:
        say(said)
        os._exit(bool(said))
