"""A process that does part of a build, and ends when the one that started it ends, however that happens. [I/O]"""

import ctypes
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import Pipe
from multiprocessing.sharedctypes import RawArray
from typing import Any, TypeAlias, TypeVar

from generator.problems import CatalogError

T = TypeVar("T")
R = TypeVar("R")
Send: TypeAlias = Callable[[Any], None]

_PR_SET_PDEATHSIG = 1
_SET_PIPE_SIZE, _PIPE_SIZE = 1031, 1 << 20  # a process need not wait until the other takes what it has made
_AT_ONCE = 64
"""Items that a process takes on at once."""
WORTH_IT = 512
"""With fewer items a second process costs more than it saves."""


def can_divide() -> bool:
    """Only Linux divides a process safely, and only one without other threads."""
    return sys.platform == "linux" and threading.active_count() == 1


class Child:
    """A process that does some work, and may send what it finds; raises CatalogError where the work does."""

    def __init__(self, work: Callable[[Send], object]) -> None:
        self._pipe, theirs = Pipe(duplex=False)
        _widen(theirs.fileno())
        sys.stdout.flush()
        sys.stderr.flush()
        parent, self._number = os.getpid(), os.fork()
        if not self._number:
            _live(parent, work, theirs.send)
        theirs.close()
        self._ended = False

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind:
            os.kill(self._number, signal.SIGKILL)  # what it has made so far goes anyway
        self._pipe.close()  # it waits for nobody who would take what it sends
        os.waitpid(self._number, 0)

    def has_sent(self) -> bool:
        """Whether something waits to be taken."""
        return not self._ended and self._pipe.poll()

    def take(self) -> Any:
        """The next thing that it sends, waited for; None once it has done its work."""
        try:
            sent, said = self._pipe.recv()
        except EOFError:
            said = "it was ended from outside"
        if said:
            raise CatalogError(f"a second process of this build failed: {said}")
        self._ended = sent is None
        return sent


@contextmanager
def beside(work: Callable[[], object]) -> Iterator[None]:
    """Does some work while the block runs, in a process of its own, and waits for it at the end of the block.

    Where no process can be divided the work comes after the block.
    """
    if not can_divide():
        yield
        work()
        return
    with Child(lambda _: work()) as child:
        yield
        child.take()


def divided(make: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """`make(item)` of each, in any order: many are made in two processes, one of which begins at the end."""
    if len(items) < WORTH_IT or not can_divide():
        yield from map(make, items)
        return
    runs = [items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE)]
    begun = RawArray("l", (-1, len(runs)))  # the last run that each has begun; both may make one, which harms nothing

    def from_the_end(send: Send) -> None:
        for number in reversed(range(len(runs))):
            if number <= begun[0]:
                return
            begun[1] = number
            send((number, list(map(make, runs[number]))))

    missing = set(range(len(runs)))
    with Child(from_the_end) as child:
        for number, run in enumerate(runs):
            if number < begun[1]:
                begun[0] = number
                missing.remove(number)
                yield from map(make, run)
            while missing and (number >= begun[1] or child.has_sent()) and (sent := child.take()):
                if sent[0] in missing:
                    missing.remove(sent[0])
                    yield from sent[1]


def _widen(pipe: int) -> None:
    with suppress(ImportError, OSError):
        from fcntl import fcntl

        fcntl(pipe, _SET_PIPE_SIZE, _PIPE_SIZE)


def _live(parent: int, work: Callable[[Send], object], send: Send) -> None:
    """The life of the child, which never comes back from here."""
    said = "unknown"
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches both, and the parent ends this one
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:  # else it ended before the call
            work(lambda found: send((found, "")))
            said = ""
    except (CatalogError, OSError) as error:
        said = str(error)
    except BaseException:
        said = traceback.format_exc()
    finally:
        with suppress(BrokenPipeError):
            send((None, said))
        os._exit(bool(said))
