"""The identifiers that others give papers: of each scheme its name, how its ids look, and where they lead.

To add one: an entry in `SCHEMES`, an attribute of `Ids`, its parser and its address in `clean/identifiers`, and what
tables call it in `intake/readers/columns`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One kind of identifier."""

    name: str
    """What people call it: `arXiv id`."""
    pattern: str
    """What a valid one looks like."""
    example: str
    """A valid one, for messages and tests."""
    url: str
    """Where one leads; `{}` stands for it."""
    case: Callable[[str], str] = str
    """How one is written where capitals mean nothing: `str.lower`."""
    parts: bool = True
    """Whether two different ones mean two papers: some services list a paper twice, as a preprint and as published."""

    @property
    def label(self) -> str:
        """In few letters: `arXiv`, `DOI`."""
        return self.name.rsplit(" ", 1)[0]


SCHEMES: Mapping[str, Scheme] = {
    "arxiv": Scheme(
        name="arXiv id",
        pattern=r"^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})$",
        example="2309.16039",
        url="https://arxiv.org/abs/{}",
    ),
    "doi": Scheme(
        name="DOI",
        pattern=r"^10\.\d{4,9}/\S+$",
        example="10.1000/abc.1",
        url="https://doi.org/{}",
        case=str.lower,
    ),
    "acl": Scheme(
        name="ACL id",
        pattern=r"^[A-Z]\d{2}-\d{4}$|^\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+$",
        example="2024.acl-long.1",
        url="https://aclanthology.org/{}/",
    ),
    "openreview": Scheme(
        name="OpenReview id",
        pattern=r"^[A-Za-z0-9_-]{6,}$",
        example="aBcDeF_-1",
        url="https://openreview.net/forum?id={}",
    ),
    "pmid": Scheme(
        name="PubMed id", pattern=r"^\d{1,9}$", example="12345678", url="https://pubmed.ncbi.nlm.nih.gov/{}/"
    ),
    "pmcid": Scheme(
        name="PubMed Central id",
        pattern=r"^PMC\d{1,9}$",
        example="PMC123456",
        url="https://pmc.ncbi.nlm.nih.gov/articles/{}/",
        case=str.upper,
        parts=False,
    ),
    "openalex": Scheme(
        name="OpenAlex id",
        pattern=r"^W\d{1,12}$",
        example="W2741809807",
        url="https://openalex.org/{}",
        case=str.upper,
        parts=False,
    ),
    "s2": Scheme(
        name="Semantic Scholar id",
        pattern=r"^[0-9a-f]{40}$",
        example="0123456789abcdef0123456789abcdef01234567",
        url="https://www.semanticscholar.org/paper/{}",
        case=str.lower,
        parts=False,
    ),
    "dblp": Scheme(
        name="DBLP key",
        pattern=r"^(conf|journals|books|series|phd|reference|tr)/[\w./+-]+$",
        example="conf/icml/RoeP24",
        url="https://dblp.org/rec/{}",
        parts=False,
    ),
}
"""In the order in which records have them."""

BEST_TO_READ = tuple(dict.fromkeys(("arxiv", "acl", "doi", "openreview", "pmid", "pmcid", "s2", *SCHEMES)))
"""Schemes whose addresses show the paper itself come first."""

_strict = ConfigDict(extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True)


@checked(frozen=True, slots=True, kw_only=True, config=_strict)
class Ids:
    """Names that others gave the paper; each is unique to one paper, though services may list a paper twice."""

    arxiv: Annotated[str, Field(pattern=SCHEMES["arxiv"].pattern)] | None = None
    """Without a version: `2309.16039`, `hep-th/9901001`."""
    doi: Annotated[str, Field(pattern=SCHEMES["doi"].pattern), AfterValidator(str.lower)] | None = None
    """In lower case, without `https://doi.org/`."""
    acl: Annotated[str, Field(pattern=SCHEMES["acl"].pattern)] | None = None
    openreview: Annotated[str, Field(pattern=SCHEMES["openreview"].pattern)] | None = None
    pmid: Annotated[str, Field(pattern=SCHEMES["pmid"].pattern)] | None = None
    pmcid: Annotated[str, Field(pattern=SCHEMES["pmcid"].pattern)] | None = None
    openalex: Annotated[str, Field(pattern=SCHEMES["openalex"].pattern)] | None = None
    s2: Annotated[str, Field(pattern=SCHEMES["s2"].pattern)] | None = None
    """Of Semantic Scholar."""
    dblp: Annotated[str, Field(pattern=SCHEMES["dblp"].pattern)] | None = None

    def items(self) -> Iterator[tuple[str, str]]:
        """The (scheme, value) pairs that are known, in the order of `SCHEMES`, which is that of the fields."""
        return ((name, value) for name in SCHEMES if (value := getattr(self, name)))

    def urls(self) -> dict[str, str]:
        """Scheme → address of each, the best to read the paper at first.

        `%`, `#` and `?` may stand in a DOI: `10.1002/(sici)1097-4571(1998)49:8<693::aid-asi4>3.0.co;2-o`.
        """
        known = dict(self.items())
        return {name: SCHEMES[name].url.format(quoted(known[name])) for name in BEST_TO_READ if name in known}


def quoted(text: str) -> str:
    """What would end an address or its path is written as a number."""
    return re.sub(r"[%#?<>\"\\^`{|}\s]", lambda char: "".join(f"%{byte:02X}" for byte in char[0].encode()), text)
