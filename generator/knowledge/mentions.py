"""Named systems: a title `Name: subtitle` gives a paper's system its name, and other papers that use it link to it.

Of 411 papers on neural fields the rule named 157 systems, 154 of them as a curator had; but one hub took two thirds
of all mentions, and some names were ordinary words. So names that are words are left out, by shape or by list.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from generator.model import Mention, Paper, PaperId

_NAME = re.compile(r"[^\W_][\w.+-]*(?: [^\W_][\w.+-]*){0,2}")
_TOKEN = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_WORD = re.compile(r"[A-Z]?[a-z]+")
"""`Puzzle`, `Crystal`: a name that looks like a word is one too often."""


_VERSION = re.compile(r"(?:The )?((?:[A-Z][\w-]*) \d+(?:\.\d+)*)(?= [A-Za-z]|:|$)")
"""`The Llama 3 Herd of Models`: a number behind the name makes any word one."""
_SIZE = re.compile(r"[- ]\d+(?:\.\d+)?[BMT]$")
_COUNTED = frozenset("top part chapter section figure table volume issue day level phase task type track year".split())


def system_names(paper: Paper) -> tuple[str, ...]:
    """All names of a paper's system: those a curator wrote, that of its title, and that without its size.

    `SailChat-2B: Boats That Talk` gives `SailChat-2B` and `SailChat`, `The Llama 3 Herd of Models` gives `Llama 3`.
    """
    named = system_name(paper)
    version = _VERSION.match(paper.title)
    if not named and version and version[1].split()[0].casefold() not in _COUNTED:
        named = version[1]
    found = [*paper.names, *([named] if named else [])]
    for name in tuple(found):
        base = _SIZE.sub("", name)
        if base != name and len(base) > 2 and any(map(_is_coined, base.split())):
            found.append(base)
    return tuple(dict.fromkeys(found))


def system_name(paper: Paper) -> str | None:
    """The name a title introduces: `LongLoRA` of `LongLoRA: Efficient Fine-tuning of …`.

    None for `Fine-Tuning or Retrieval? Comparing …`, which has no name, and for `Puzzle: …`, which is a word.
    """
    head, colon, tail = paper.title.partition(": ")
    if not colon or not tail or not _NAME.fullmatch(head) or len(head) < 3:
        return None
    words = head.split()
    return head if any(_is_coined(word) for word in words) and len(words) <= 3 else None


def _is_coined(word: str) -> bool:
    """Whether a word is no ordinary one: `FuseChat-3.0`, `MEXA`, `LLaMA-NAS`; not `Fine-Tuning`, not `Giraffe`."""
    parts = re.split(r"[-.+]", word)
    return any(not _WORD.fullmatch(part) and not part.isdigit() and part for part in parts) and len(word) > 2


class Mentions:
    """Every (source, target) pair once, with the first sentence that holds the name."""

    def __init__(self, papers: Mapping[PaperId, Paper], ambiguous: Iterable[str]) -> None:
        self._papers = papers
        self._names = _names(papers, {name.casefold() for name in ambiguous})
        self._near = _Near(self._names)
        self._found: dict[PaperId, tuple[Mention, ...]] = {}

    def all(self) -> tuple[Mention, ...]:
        """Sorted by source and target."""
        found = (mention for id_ in self._papers for mention in self.of(id_))
        return tuple(sorted(found, key=lambda m: (m.source, m.target)))

    def of(self, id_: PaperId) -> tuple[Mention, ...]:
        """The systems that one paper names."""
        if id_ not in self._found and id_ in self._papers:
            self._found[id_] = tuple(sorted(self._in(self._papers[id_]), key=lambda m: m.target))
        return self._found.get(id_, ())

    def naming(self, id_: PaperId) -> tuple[Mention, ...]:
        """Who names the system of one paper, by source."""
        names = [name for name, paper in self._names.items() if paper == id_]
        texts = ((p, (p.title, p.summary, p.abstract)) for p in self._papers.values())
        holders = (p for p, own in texts if any(name in text for name in names for text in own))
        found = (mention for paper in holders for mention in self._in(paper) if mention.target == id_)
        return tuple(sorted(found, key=lambda m: m.source))

    def _in(self, paper: Paper) -> Iterator[Mention]:
        seen: set[PaperId] = {paper.id}
        for text in (paper.title, paper.summary, paper.abstract):
            held = self._near.in_text(text)
            if not held:
                continue
            pattern = _any_name(held)
            for sentence in _SENTENCE.split(text):
                for match in pattern.finditer(sentence):
                    target = self._names[match.group()]
                    if target not in seen:
                        seen.add(target)
                        yield Mention(source=paper.id, target=target, name=match.group(), sentence=sentence)


def find_mentions(papers: Mapping[PaperId, Paper], ambiguous: Iterable[str]) -> tuple[Mention, ...]:
    """All mentions of a catalog."""
    return Mentions(papers, ambiguous).all()


class _Near(dict[str, tuple[str, ...]]):
    """A piece of a text without spaces → the names that may begin in it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for name in names:
            self._by_first[_TOKEN.findall(name)[0]].append(name)

    def __missing__(self, piece: str) -> tuple[str, ...]:
        tokens = _TOKEN.findall(piece)
        self[piece] = found = tuple(name for token in tokens for name in self._by_first.get(token, ()))
        return found

    def in_text(self, text: str) -> set[str]:
        """The names of which a text has at least the letters."""
        return {name for name in chain.from_iterable(map(self.__getitem__, text.split(" "))) if name in text}


def _names(papers: Mapping[PaperId, Paper], ambiguous: set[str]) -> dict[str, PaperId]:
    """Name → the one paper that introduced it; a name that two papers claim is nobody's."""
    claims: dict[str, list[PaperId]] = defaultdict(list)
    for paper in papers.values():
        for name in system_names(paper):
            if name in paper.names or name.casefold() not in ambiguous:
                claims[name].append(paper.id)
    folded = Counter(name.casefold() for name in claims)
    return {name: ids[0] for name, ids in claims.items() if len(ids) == 1 and folded[name.casefold()] == 1}


def _any_name(names: Iterable[str]) -> re.Pattern[str]:
    """Whole names only, the longest first: in `FoldNet-2` there is no `FoldNet`."""
    bodies = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<![\w-])(?:{bodies})(?!\w|-\w|\.\d)")
