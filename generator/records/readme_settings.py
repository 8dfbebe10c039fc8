"""What catalog.yml says of the list that `export --format readme` writes."""

from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field
from pydantic.dataclasses import dataclass as checked

ReadmeColumn = Literal[
    "title", "authors", "venue", "year", "date", "summary", "keywords", "arxiv", "doi", "acl", "openreview", "pmid",
    "pmcid", "paper", "code", "data", "model", "demo", "project", "video", "other",
]  # fmt: skip


def _with_title(columns: tuple[str, ...]) -> tuple[str, ...]:
    if "title" not in columns or len({*columns}) < len(columns):
        raise ValueError("expected `title` among the columns, and each of them once")
    return columns


@checked(frozen=True, slots=True, kw_only=True, config=ConfigDict(extra="forbid", str_strip_whitespace=True))
class ReadmeSettings:
    """What `export --format readme` writes."""

    columns: Annotated[tuple[ReadmeColumn, ...], AfterValidator(_with_title)] = (
        "title", "authors", "venue", "year", "code", "data", "project",
    )  # fmt: skip
    """Of its tables, from left to right. One that no paper has anything for is left out."""
    authors: Annotated[int, Field(ge=1)] = 4
    """Names that a row shows at most; `et al.` stands for the others."""
    level: Annotated[int, Field(ge=1, le=5)] = 2
    """Of the headings of topics: 2 is `##`. Sub-topics are one level below."""
