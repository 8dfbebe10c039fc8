"""The tags of a repository, each a version of the catalog."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.records.history.git import Repository
from generator.records.history.states import values_of

Counted = Mapping[str, tuple[int, int]]
"""Commit → (records, topics)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The catalog as a tag has it."""

    name: str
    """That of the tag, whoever wrote it."""
    day: str
    papers: int
    """Records that were there."""
    topics: int


def read_versions(repository: Repository, before: Counted) -> tuple[tuple[Version, ...], Counted]:
    """(all tags that hold records of this catalog, the latest first; what was counted for all tags)."""
    tags = repository.tags()
    counted = {commit: before.get(commit) or _count(repository, commit) for _, commit, _ in tags}
    found = [
        Version(name=name, day=day, papers=counted[commit][0], topics=counted[commit][1])
        for name, commit, day in sorted(tags, key=lambda tag: (tag[2], tag[0]), reverse=True)
        if counted[commit][0]
    ]
    return tuple(found), counted


def _count(repository: Repository, commit: str) -> tuple[int, int]:
    files = repository.listed(commit, "records/", "topics.yml")
    lists = [id_ for path, id_ in files if path.endswith(".jsonl")]
    lines = sum(bool(line.strip()) for text in repository.contents(lists) for line in text.split(b"\n"))
    topics = [values_of(text) or {} for text in repository.contents(id_ for path, id_ in files if path == "topics.yml")]
    return sum(path.endswith(".yml") for path, _ in files if path != "topics.yml") + lines, sum(map(len, topics))
