"""Entries in which a brace is missing or one too many: a field ends where the next begins, with `name = ` at the
head of a line or behind a comma.

    publisher = {Garden {{\\&} Press},
    year = 2009
"""

import re

FIELD = re.compile(
    r"(?:^[ \t]*,?[ \t]*|(?<=[\w}\"]),[ \t]*(?=[A-Za-z]{2}))(?P<name>[A-Za-z][\w:+.-]*)[ \t]*=[ \t]*(?=[{\"\w])",
    re.MULTILINE,
)
_BRACE = re.compile(r"(?<!\\)[{}]")
_END = re.compile(r"[ \t\n,]*[})]\s*\Z")


def with_matching_braces(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The entry without the braces that do not match, and the names of the fields they stood in; None if all do."""
    starts = list(FIELD.finditer(text))
    end = _END.search(text)
    if not starts or not end:
        return None
    stops = [start.start() for start in starts[1:]] + [end.start()]
    fields: list[str] = []
    names: list[str] = []
    for start, stop in zip(starts, stops, strict=True):
        value = text[start.end() : stop].strip().rstrip(",").strip()
        if not _match(value):
            plain = _BRACE.sub("", value).strip(' "')
            value = f"{{{plain}}}"
            names.append(start["name"])
        fields.append(f"{start['name']} = {value}")
    head = text[: starts[0].start()].rstrip().rstrip(",")
    return (f"{head},\n" + ",\n".join(fields) + "\n}", tuple(names)) if names else None


def _match(value: str) -> bool:
    """Whether all braces of a value match, and nothing but `#` stands outside of them."""
    depth = 0
    for brace in _BRACE.finditer(value):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            return False
    outside = value
    while (inner := re.sub(r"(?<!\\)\{(?:\\.|[^{}\\])*\}|\"[^\"{}]*\"", "", outside)) != outside:
        outside = inner
    return depth == 0 and (value[:1] != "{" or not outside.replace("#", "").strip())
