"""People whom a mistyped ORCID, an id of the ACL Anthology or their co-authors tell apart; all invented."""

from generator.intake.normalize import normalize
from generator.intake.readers import read_capture, reader_named
from generator.knowledge.people import author_entries, find_alike, find_people
from generator.model import Author, Capture, Paper, PaperId
from generator.records.settings import AuthorRulings

A, B = "0000-0002-1825-0097", "0000-0001-5109-3700"


def _papers(*lists: list[Author]) -> dict[PaperId, Paper]:
    return {
        PaperId(f"p{n}"): Paper(id=PaperId(f"p{n}"), authors=tuple(people), date=f"{2000 + n}")  # type: ignore[arg-type]
        for n, people in enumerate(lists)
    }


def _pages(papers: dict[PaperId, Paper]) -> list[str]:
    return [" ".join(slugs) for slugs in find_people(papers, AuthorRulings()).paper_authors.values()]


def test_an_orcid_under_another_name_joins_nobody_and_is_asked_about() -> None:
    """A slip of a digit gives a person the ORCID of another one, who signs with it most."""
    ada, bo = Author(name="Ada Quill", orcid=A), Author(name="Bo Reed", orcid=A)
    papers = _papers([ada], [ada], [bo], [Author(name="Bo Reed", orcid=B)])
    assert _pages(papers) == ["ada-quill", "ada-quill", "bo-reed", "bo-reed"]
    people = find_people(papers, AuthorRulings())
    assert dict(people.orcids) == {"ada-quill": (A,), "bo-reed": (B,)}
    alike = find_alike(papers, people, {})
    assert {slug: [(one.slug, one.reason) for one in own] for slug, own in alike.items()} == {
        "ada-quill": [("bo-reed", "one ORCID stands beside both, though no word of the names is the same")],
        "bo-reed": [("ada-quill", "one ORCID stands beside both, though no word of the names is the same")],
    }


def test_of_two_names_as_frequent_neither_has_the_orcid() -> None:
    papers = _papers([Author(name="Ada Quill", orcid=A)], [Author(name="Bo Reed", orcid=A)])
    assert dict(find_people(papers, AuthorRulings()).orcids) == {"ada-quill": (), "bo-reed": ()}


def test_a_name_that_changed_in_part_or_in_script_keeps_its_orcid() -> None:
    names = ("Ada Quill", "Ada Reed", "A. Reed")
    assert len({*_pages(_papers(*([Author(name=name, orcid=A)] for name in names)))}) == 1
    assert len({*_pages(_papers(*([Author(name=name, orcid=A)] for name in ("王伟", "Wei Wang"))))}) == 1


XML = """<?xml version='1.0' encoding='UTF-8'?>
<collection id="2024.owls">
  <volume id="main" type="proceedings">
    <meta><booktitle>Proceedings of the Owls</booktitle><year>2024</year></meta>
    <paper id="1"><title>Wet owls</title><author id="ada-quill-ely"><first>Ada</first><last>Quill</last></author>
      <url>2024.owls-main.1</url></paper>
    <paper id="2"><title>Dry owls</title><author id="ada-quill"><first>Ada</first><last>Quill</last></author>
      <url>2024.owls-main.2</url></paper>
    <paper id="3"><title>Old owls</title><author><first>Ada</first><last>Quill</last></author>
      <author id="ada-quill-ely"><first>A. B.</first><last>Quill</last></author><url>2024.owls-main.3</url></paper>
  </volume>
</collection>
"""


def test_the_ids_of_the_acl_anthology_tell_people_of_one_name_apart() -> None:
    """Under every name; who has none is neither of two."""
    reader = reader_named("acl_xml")
    assert reader
    raw = read_capture(Capture(name="owls.xml", text=XML), reader).records
    rows = [row for row, _ in map(normalize, raw) if row]
    assert _pages(_papers(*(list(row.facts.authors) for row in rows))) == [
        "ada-quill-ely", "ada-quill-acl", "ada-quill ada-quill-ely"
    ]  # fmt: skip


def test_a_frequent_name_on_papers_without_a_common_co_author_may_be_several_people() -> None:
    """Not where a co-author joins them, the name is rare, or an ORCID says that it is one."""
    crowd = [[Author(name=f"G{n} Wren")] for n in range(20)]
    wren, lark, owl = Author(name="Ada Wren"), Author(name="Bo Lark"), Author(name="Cy Owl")
    lists = [[wren, lark], [wren, owl], [lark, Author(name="Di Wren")], [lark, Author(name="Di Wren")]]
    papers = _papers(*crowd, *lists)
    people = find_people(papers, AuthorRulings())
    entries = author_entries(papers, people, {}, tuple(papers))
    assert {slug for slug, entry in entries.items() if entry.doubt} == {"ada-wren"}
    joined = _papers(*crowd, *lists, [wren, lark, owl])
    people = find_people(joined, AuthorRulings())
    assert not any(entry.doubt for entry in author_entries(joined, people, {}, tuple(joined)).values())
