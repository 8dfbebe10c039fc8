"""The copy that the Internet Archive has of a dead address. [I/O]"""

import json
import re
from typing import Any

from generator.intake.enrich.cache import Cache
from generator.intake.enrich.client import Client, Request

AVAILABLE = "https://archive.org/wayback/available"
_COPY = re.compile(r"https?://web\.archive\.org/web/\d+/[^\s<>\"]+")


def archived(url: str, client: Client, cache: Cache, service: str) -> str:
    """The address of a copy, or "": of an address that was never archived, or where the archive does not say."""
    question = f"wayback:{url}"
    kept = cache.get(question)
    if kept is None:
        reply = client.get(Request(url=service, params={"url": url}, media="json", check=_check, pause=1.0))
        if reply.outcome != "answer":
            return ""
        copy = _copy(json.loads(reply.text))
        kept = (copy,) if copy else ()
        cache.put(question, kept)
    return next(iter(kept), "")


def _check(text: str) -> str:
    try:
        json.loads(text)
    except ValueError:
        return "the answer was cut"
    return ""


def _copy(value: Any) -> str:
    snapshots = value.get("archived_snapshots") if isinstance(value, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or closest.get("available") is not True or closest.get("status") != "200":
        return ""
    found = str(closest.get("url"))
    return re.sub("^http:", "https:", found) if _COPY.fullmatch(found) else ""
