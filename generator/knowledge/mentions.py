"""Named systems: a title `Name: subtitle` gives a paper's system its name, and other papers that use it link to it.

Of 411 papers on neural fields the rule named 157 systems, 154 of them as a curator had; but one hub took two thirds
of all mentions, and some names were ordinary words. So names that are words are left out, by shape or by list.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from generator.model import Mention, Paper, PaperId

_NAME = re.compile(r"[^\W_][\w.+-]*(?: [^\W_][\w.+-]*){0,2}")
_TOKEN = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")
_WORD = re.compile(r"[A-Z]?[a-z]+")
"""`Puzzle`, `Crystal`: a name that looks like a word is one too often."""


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


def find_mentions(papers: Mapping[PaperId, Paper], ambiguous: Iterable[str]) -> tuple[Mention, ...]:
    """Every (source, target) pair once, with the first sentence that holds the name, sorted by source and target."""
    names = _names(papers, {name.casefold() for name in ambiguous})
    by_first: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_first[_TOKEN.findall(name)[0]].append(name)
    found = (mention for paper in papers.values() for mention in _mentions_in(paper, names, by_first))
    return tuple(sorted(found, key=lambda m: (m.source, m.target)))


def _names(papers: Mapping[PaperId, Paper], ambiguous: set[str]) -> dict[str, PaperId]:
    """Name → the one paper that introduced it; a name that two papers claim is nobody's."""
    claims: dict[str, list[PaperId]] = defaultdict(list)
    for paper in papers.values():
        name = system_name(paper)
        if name and name.casefold() not in ambiguous:
            claims[name].append(paper.id)
    folded = Counter(name.casefold() for name in claims)
    return {name: ids[0] for name, ids in claims.items() if len(ids) == 1 and folded[name.casefold()] == 1}


def _mentions_in(paper: Paper, names: Mapping[str, PaperId], by_first: Mapping[str, list[str]]) -> Iterator[Mention]:
    seen: set[PaperId] = {paper.id}
    for text in (paper.title, paper.summary, paper.abstract):
        near = [name for token in sorted(set(_TOKEN.findall(text))) for name in by_first.get(token, ())]
        if not near:
            continue
        pattern = _any_name(near)
        for sentence in _SENTENCE.split(text):
            for match in pattern.finditer(sentence):
                target = names[match.group()]
                if target not in seen:
                    seen.add(target)
                    yield Mention(source=paper.id, target=target, name=match.group(), sentence=sentence)


def _any_name(names: Iterable[str]) -> re.Pattern[str]:
    """Whole names only, the longest first: in `FoldNet-2` there is no `FoldNet`."""
    bodies = "|".join(re.escape(name) for name in sorted(names, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<![\w-])(?:{bodies})(?!\w|-\w)")
