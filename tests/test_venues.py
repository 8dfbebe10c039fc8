"""Which venue a text names: none rather than a wrong one."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model import Capture
from generator.pipeline import import_captures
from generator.records.settings import Venue, load_decisions
from generator.records.venues import edition_of, find_venue, index_venues
from tests.shared import ROOT

VENUES = load_decisions(ROOT / "site_src")[0].venues
INDEX = index_venues(VENUES)
MEETING = "Annual Meeting of the Association for Computational Linguistics"
NEURAL = "Neural Information Processing Systems"


@pytest.mark.parametrize(("text", "edition"), [
    (f"Proceedings of the 58th {MEETING}", "ACL"),
    (f"Proceedings of the 58th {MEETING}, 2020", "ACL 2020"),
    (f"Proceedings of the 62nd {MEETING} (Volume 1: Long Papers)", "ACL"),
    (f"ACL 2019 - 57th {MEETING}, Proceedings of the Conference", "ACL 2019"),
    ("Annual Meeting of the ACL", "ACL"),
    ("ACL (1)", "ACL"),
    ("ACL-2020", "ACL 2020"),
    ("ACL2020", "ACL 2020"),
    (f"Advances in {NEURAL} 36 (NeurIPS 2023)", "NeurIPS 2023"),
    (f"Advances in {NEURAL} 36", "NeurIPS"),
    (f"Thirty-eighth Conference on {NEURAL}", "NeurIPS"),
    (f"The Thirty Eighth Annual Conference on {NEURAL}, 2024", "NeurIPS 2024"),
    ("NIPS'17", "NeurIPS 2017"),
    ("NIPS ’99", "NeurIPS 1999"),
    ("Proceedings of the 2020 Conference on Empirical Methods in Natural Language Processing (EMNLP)", "EMNLP 2020"),
    ("EMNLP/IJCNLP (1) 2019", "EMNLP 2019"),
    ("Findings of the Association for Computational Linguistics: EMNLP 2020", "Findings of EMNLP 2020"),
    ("Findings of the Association for Computational Linguistics ACL 2024", "Findings of ACL 2024"),
    ("Findings of the Association for Computational Linguistics 2024", "Findings of ACL 2024"),
    ("In Proc. of ICML '24, Vienna, Austria", "ICML 2024"),
    (("In: Proceedings of the 37th International Conference on Machine Learning, ICML 2020, 13-18 July 2020, "
     "Virtual Event"), "ICML 2020"),
    ("2020 Proceedings of the International Conference on Machine Learning", "ICML 2020"),
    ("International Conference on Machine Learning. PMLR", "ICML"),
    ("ICLR (Poster)", "ICLR"),
    ("ICLR 2024 poster", "ICLR 2024"),
    ("2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR 2016"),
    ("Proceedings of the IEEE conference on computer vision and pattern recognition", "CVPR"),
    ("European Conference on Computer Vision (ECCV), Lecture Notes in Computer Science, vol 12345", "ECCV"),
    (("Proceedings of the 30th ACM SIGKDD Conference on Knowledge Discovery and Data Mining, KDD 2024, Barcelona, "
     "Spain, August 25-29, 2024"), "KDD 2024"),
    (("Proceedings of the 2019 Conference of the North American Chapter of the Association for Computational "
     "Linguistics: Human Language Technologies, Volume 1 (Long and Short Papers)"), "NAACL 2019"),
    ("Proceedings of the Twenty-Eighth International Joint Conference on Artificial Intelligence", "IJCAI"),
    ("WWW '18: The Web Conference 2018", "WWW 2018"),
    ("Proc. VLDB Endow.", "PVLDB"),
    ("Proceedings of the VLDB Endowment, 12(4), 2019", "PVLDB"),
    ("IEEE Trans. Pattern Anal. Mach. Intell.", "IEEE TPAMI"),
    ("Transactions of the Association for Computational Linguistics, 12:345–360", "TACL"),
    ("Journal of Machine Learning Research 2021", "JMLR"),
    ("arXiv", "arXiv"),
])  # fmt: skip
def test_a_title_of_proceedings_finds_its_venue(text: str, edition: str) -> None:
    """The short name with the year that the text states; of journals, the name."""
    assert edition_of(text, INDEX) == edition


@pytest.mark.parametrize("text", [
    "Proceedings of the 3rd Workshop on Lanterns at ACL 2023",
    "ACL 2023 Workshop on Lanterns",
    "Proceedings of the ACL 2020 Student Research Workshop",
    f"Proceedings of the 58th {MEETING}: System Demonstrations",
    f"Proceedings of the 58th {MEETING} (Volume 4: Student Research Workshop)",
    f"Proceedings of the 58th {MEETING}, Tutorial Abstracts",
    f"{MEETING} and Lanterns",
    "Proceedings of the Lantern Conference (ACL)",
    "Companion Proceedings of the Web Conference 2018",
    "LampNLP@EMNLP",
    "CVPR Workshops",
    "NeurIPS 2022 Workshop: Lamps",
    "Lecture Notes in Computer Science",
    "Proceedings of Machine Learning Research",
    "Proceedings of the IEEE",
    "Asian Conference on Machine Learning",
    "SIAM International Conference on Data Mining",
    "Nature Lanterns",
    "Artificial Intelligence Review",
    "IEEE",
    "Conference",
    "2020",
    "",
])  # fmt: skip
def test_what_is_not_certainly_a_venue_keeps_its_words(text: str) -> None:
    """Workshops, tracks, series, and neighbours of a known name."""
    assert find_venue(text, INDEX) is None
    assert edition_of(text, INDEX) == text


def test_a_text_of_two_years_keeps_its_words() -> None:
    """It is of the venue, but of which edition?"""
    assert edition_of("ICLR 2020, 2021", INDEX) == "ICLR 2020, 2021"
    assert find_venue("ICLR 2020, 2021", INDEX) == VENUES["iclr"]


@pytest.mark.parametrize("venue", VENUES.values(), ids=lambda venue: venue.slug)
def test_a_venue_is_found_by_each_of_its_names(venue: Venue) -> None:
    """So no two venues share one; a full title with the short name behind it, as exports write it, names an edition."""
    for name in filter(None, (venue.name, venue.title, *venue.aliases)):
        assert find_venue(name, INDEX) == venue, name
    if venue.kind in ("conference", "workshop"):
        assert edition_of(f"{venue.name} 2024", INDEX) == f"{venue.name} 2024"
        assert edition_of(f"{venue.title} ({venue.name} 2024)", INDEX) == f"{venue.name} 2024"
        assert edition_of(f"Proceedings of the 9th {venue.title}", INDEX) == venue.name


def test_the_bundled_venues_are_sorted_and_many() -> None:
    """A curator finds one by its slug."""
    assert list(VENUES) == sorted(VENUES)
    assert len(VENUES) > 80


PIECES = ["ACL", "EMNLP 2020", MEETING, "Proceedings of the", "58th", "2021", "'19", "Workshop", "(", ")", ":", ",",
          "Volume 1", "Vienna", "July", "In", "Long Papers", "Findings of", "Proc.", "-"]  # fmt: skip


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)))
def test_an_edition_is_its_own_edition(text: str) -> None:
    """Any text has one; of a workshop it is the text itself."""
    edition = edition_of(text, INDEX)
    assert edition_of(edition, INDEX) == edition
    if "Workshop" in text:
        assert edition == text


BIB = "@inproceedings{{a, title = {{Owls at night}}, author = {{Roe, Ada}}, booktitle = {{{}}}, year = 2020}}"


def _import(folder: Path, venue: str) -> tuple[str, int]:
    """The venue of the one record after an import, and how many files changed."""
    done = import_captures(folder, [Capture(name="a.bib", text=BIB.format(venue))])
    (paper,) = done.result.papers.values()
    return paper.venue, len(done.changed)


def test_an_import_gives_a_venue_its_short_name(tmp_path: Path) -> None:
    """Once it is in venues.yml, also where an earlier import kept the words; a venue written by hand stays."""
    (tmp_path / "records").mkdir()
    text = "Proceedings of the 3rd Owl Conference, 2020"
    assert _import(tmp_path, text) == (text, 1)
    (tmp_path / "venues.yml").write_text("owl:\n  name: OWL\n  title: Owl Conference\n  kind: conference\n", "utf-8")
    assert _import(tmp_path, text) == ("OWL 2020", 1)
    assert _import(tmp_path, text) == ("OWL 2020", 0)
    (record,) = (tmp_path / "records").iterdir()
    record.write_text(record.read_text("utf-8").replace("OWL 2020", "Owls 2020"), "utf-8")
    assert _import(tmp_path, text) == ("Owls 2020", 1)  # now it notes what the source says instead
    assert _import(tmp_path, text) == ("Owls 2020", 0)
