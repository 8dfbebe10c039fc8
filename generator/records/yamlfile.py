"""YAML as a curator writes it → typed values, and every mistake with its line.

Every scalar is read as text and parsed by the model: YAML itself turns `no`, `1.10` and `0012` into something else.
"""

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from generator.problems import Problem

try:  # ten times faster, and everywhere but on a Python without libyaml; no tag is resolved, all is text
    from yaml import CBaseLoader as _Loader
except ImportError:  # pragma: no cover
    from yaml import BaseLoader as _Loader  # type: ignore[assignment]

T = TypeVar("T")
Path = tuple[str | int, ...]

_NOTHING = {"", "~", "null"}

EXPECTED = {
    "id": "lower-case letters, digits and single hyphens",
    "aliases": "ids: lower-case letters, digits and single hyphens",
    "topics": "topic slugs; a leading hyphen removes one: [long-context, -safety]",
    "relations": "a kind and a record's id, `corrects owls-2023`; kinds: corrects, comments-on, part-of, version-of",
    "date": "2023, 2023-09 or 2023-09-27",
    "url": "an http or https address without white space",
    "arxiv": "an arXiv id without its version: 2309.16039 or hep-th/9901001",
    "doi": "a DOI without https://doi.org/: 10.1145/3611643.3616302",
    "acl": "an ACL Anthology id: 2024.acl-long.776 or P18-1031",
    "pmid": "a PubMed id: digits only",
    "orcid": "an ORCID iD: 0000-0002-1825-0097",
    "row": "twelve hexadecimal digits",
}
"""Field → what its pattern means, in words."""


def is_nothing(value: Any) -> bool:
    """Whether a key has no value: `same:`, which one loader takes for nothing and the other for an empty text."""
    return value is None or (isinstance(value, str) and value in _NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One YAML file: its value, all scalars as text or None, and the 1-based line of every path in it."""

    path: str
    value: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it: a missing key has no line of its own."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def parse_yaml(path: str, text: str) -> tuple[Document | None, list[Problem]]:
    """The document, and what is wrong with it as YAML: syntax, repeated keys, anchors."""
    try:
        root = yaml.compose(text, _Loader)
    except yaml.YAMLError as error:
        return None, [_syntax_problem(path, error)]
    lines: dict[Path, int] = {(): 1}
    problems: list[Problem] = []
    value = _Walk(path, lines, problems).value(root, ()) if root else None
    return Document(path=path, value=value, lines=lines), problems


def as_flow(value: Any) -> str:
    """A value in YAML's one-line form, every text in double quotes: `{"title": "no", "boost": 2}`.

    That is JSON, but for the line breaks that only YAML knows (U+0085, U+2028). It takes a twentieth of PyYAML's time.
    """
    shown = json.dumps(value, ensure_ascii=False)
    return shown if shown.isprintable() else "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in shown)


def as_checked(document: Document, type_: type[T], **context: Any) -> tuple[T | None, list[Problem]]:
    """The document's value as `type_`, or all that keeps it from being one. `context` are keys the file leaves out."""
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        return None, [_problem(document, (), "not-a-mapping", f"found a {_kind(value)}, expected `key: value` lines")]
    try:
        said = {key: item for key, item in value.items() if item is not None}  # `venue:` says nothing of the venue
        checked: T = _adapter(type_).validate_python({**said, **context})  # type: ignore[arg-type]  # it is hashable
        return checked, []
    except ValidationError as error:
        return None, [_explained(document, dict(e), type_) for e in error.errors(include_url=False)]


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


class _Walk:
    """Node → value, noting lines and problems on the way."""

    def __init__(self, path: str, lines: dict[Path, int], problems: list[Problem]) -> None:
        self.path, self.lines, self.problems = path, lines, problems
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, at: Path) -> Any:
        self.lines.setdefault(at, node.start_mark.line + 1)
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in _NOTHING else node.value
        if id(node) in self.seen:  # an alias; repeated ones can blow a small file up to gigabytes
            self._note(node, "yaml-alias", "found an alias (`*name`), expected the value itself", "write it out")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*at, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return dict(self._pairs(node, at))

    def _pairs(self, node: yaml.MappingNode, at: Path) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in first:
                self._note(
                    key_node,
                    "duplicate-key",
                    f"found `{key}` again, expected it once",
                    f"line {first[key]} has it already: keep one of the two",
                )
                continue
            first[key] = self.lines[(*at, key)] = key_node.start_mark.line + 1
            yield key, self.value(value_node, (*at, key))

    def _note(self, node: yaml.Node, code: str, message: str, hint: str) -> None:
        line = node.start_mark.line + 1
        self.problems.append(Problem(path=self.path, line=line, code=code, message=message, hint=hint))


def _syntax_problem(path: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or str(error).split("\n")[0]
    return Problem(
        path=path,
        line=mark.line + 1 if mark else None,
        code="yaml-syntax",
        message=f"cannot be read as YAML: {what}",
        hint='put text that holds `: `, ` #` or starts with a quote, bracket or % into "double quotes"',
    )


def _explained(document: Document, error: dict[str, Any], type_: type) -> Problem:
    """A pydantic error in this project's words."""
    at: Path = tuple(error["loc"])
    name = next((part for part in reversed(at) if isinstance(part, str)), "")
    found = _shown(error["input"])
    match error["type"]:
        case "unexpected_keyword_argument" | "extra_forbidden":
            known = _known_keys(type_, at[:-1])
            return _problem(
                document,
                at,
                "unknown-key",
                f"found `{name}`, expected one of: {', '.join(known)}" if known else f"found the unknown key `{name}`",
                _did_you_mean(name, known),
            )
        case "missing" | "missing_argument" | "missing_keyword_only_argument":
            return _problem(document, at, "missing-key", f"found no `{name}`, expected one", f"add `{name}: …`")
        case "literal_error":
            return _problem(document, at, "bad-value", f"`{name}`: found {found}, expected {error['ctx']['expected']}")
        case "string_pattern_mismatch":
            return _problem(
                document,
                at,
                f"bad-{name}",
                f"`{name}`: found {found}, expected " + EXPECTED.get(name, f"text like {error['ctx']['pattern']}"),
            )
    return _problem(document, at, "bad-value", f"`{'.'.join(map(str, at))}`: found {found}: {error['msg']}")


def _known_keys(type_: Any, at: Path) -> list[str]:
    """The keys allowed at a path of the model: of the model itself at its root, of the nested one below."""
    schema = TypeAdapter(type_).json_schema()
    here: Any = schema
    for part in at:
        here = _resolved(schema, here)
        here = (
            here.get("items", {})
            if isinstance(part, int)
            else (here.get("properties", {}).get(part) or here.get("additionalProperties") or {})
        )
    return [key for key in _resolved(schema, here).get("properties", {}) if at or key != "id"]


def _resolved(schema: Any, here: Any) -> Any:
    if not isinstance(here, dict):
        return {}
    if "anyOf" in here:
        here = next((option for option in here["anyOf"] if option.get("type") != "null"), {})
    reference = here.get("$ref")
    return schema["$defs"][reference.rsplit("/", 1)[1]] if reference else here


def _did_you_mean(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean `{near[0]}`?" if near else "remove it, or move its text into `notes`"


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else f"a {_kind(value)}"
    return f"“{text[:80]}”" if isinstance(value, str) else text


def _kind(value: Any) -> str:
    return {dict: "mapping", list: "list", str: "text", type(None): "nothing"}.get(type(value), type(value).__name__)


def _problem(document: Document, at: Path, code: str, message: str, hint: str = "") -> Problem:
    return Problem(path=document.path, line=document.line(at), code=code, message=message, hint=hint)
