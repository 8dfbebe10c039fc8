"""Answers on disk, one file for each question a record asks: whatever was answered need not be asked again. [I/O]

Not one file for each request, as a cache of HTTP has it: identifiers are asked for by the hundred, and one more record
would make every hundred another. Nor is a failure ever kept, whatever its status says.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.files import CACHE, write_file

MAX_AGE = 30 * 24 * 3600
"""Seconds after which a service may know more."""


class Cache:
    def __init__(self, folder: Path, now: Callable[[], float], max_age: float = MAX_AGE) -> None:
        self._folder, self._now, self._max_age = folder / CACHE, now, max_age

    def get(self, question: str) -> tuple[str, ...] | None:
        """The entries that answered a question, none where the service knows no such paper; None if it was not asked.

        A file that was cut or is too old counts as not asked.
        """
        try:
            kept = json.loads(self._path(question).read_text(encoding="utf-8"))
            if kept["question"] != question or self._now() - kept["asked"] > self._max_age:
                return None
            return tuple(str(entry) for entry in kept["entries"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, question: str, entries: Sequence[str]) -> None:
        kept = {"question": question, "asked": round(self._now()), "entries": list(entries)}
        write_file(self._path(question), json.dumps(kept, ensure_ascii=False, indent=1) + "\n")

    def _path(self, question: str) -> Path:
        return self._folder / f"{hashlib.sha256(question.encode()).hexdigest()[:24]}.json"
