"""Invented papers, and the styles in which their references are printed; lines broken as a PDF breaks them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What a reference is made of."""

    authors: tuple[tuple[str, str], ...]
    """(given, family) pairs."""
    title: str
    year: int
    venue: str = ""
    kind: str = "journal"
    """`journal`, `talk` (of a conference), `book`, `thesis` or `arxiv`; the venue is then a publisher or a university."""
    volume: str = ""
    number: str = ""
    pages: str = ""
    id: str = ""


def _paper(authors: str, title: str, year: int, venue: str = "", kind: str = "", numbers: str = "", id: str = "") -> Printed:  # noqa: A002
    people = tuple((given.strip(), family.strip()) for given, _, family in (one.partition("|") for one in authors.split(";")))
    volume, number, pages = (numbers.split("/") + ["", "", ""])[:3]
    kind = kind or ("journal" if volume else "talk")
    return Printed(authors=people, title=title, year=year, venue=venue, kind=kind, volume=volume, number=number, pages=pages, id=id)


_COLP = "Proceedings of the 9th Conference on Coastal Language Processing"
PAPERS: tuple[Printed, ...] = (
    _paper("Ina|Falk; Oto|Brand; Mia|van der Sand", "Tidal Memory: Retrieval That Ebbs with the Question", 2024, _COLP, "", "//112-127"),
    _paper("Rut|Kiel", "Do Small Models Dream of Long Contexts?", 2023, "Journal of Shore Computing", "", "12/3/45-61", "10.5555/jsc.2023.045"),
    _paper("Zoë|Ångström; Bao|Nguyễn; Łukasz|Wiśniowski; Ines|O'Dell", "Counting Anemones with Weak Labels", 2022, "Proceedings of the 3rd Workshop on Tides and Data", "", "//10-19"),
    _paper("Per|Moos; Lia|Horn", "Kelp Forests as Graphs: Message Passing under Water", 2021, "Transactions on Littoral Learning", "", "7/4/1201-1219"),
    _paper("Tomás|Quintana-Ruiz; Yuki|Hoshi", "A 90%-Sparse Mixture of Experts for Harbour Speech", 2024, kind="arxiv", id="2409.90231"),
    _paper("Jean-Pierre|Marsh; Karl-Heinz|Reed", "How Far Is the Shore? Depth from a Single Wave", 2020, "Journal of Shore Computing", "", "9/2/77-93", "10.5555/jsc.2020.077"),
    _paper("Kofi|Mensah-Bright; Elif|Duran; Marek|Dvořák", "Lighthouse: Open Weights for Maritime Translation", 2024, kind="arxiv", id="2412.90508"),
    _paper("Georg|Umbach; Hana|Sato; Wei|Li; Jun|Qi", "Salt-Aware Optimizers Converge Faster", 2023, "Advances in Littoral Information Systems", "", "//3301-3315"),
    _paper("Ada M.|Lindqvist; Femi|Adeyo; Sofia|Castell; Noor|al-Hadi; Pia|Wendt", "Prompting Pilots: A Study of 1,200 Harbour Dialogues", 2024, _COLP, "", "//201-215"),
    _paper("Cleo|Varga", "On the Evaluation of Evaluations", 2019, "Annals of Applied Tides", "", "4/1/3-18", "10.5555/aat.2019.003"),
    _paper("Lotte|de Vries; Jan|ter Horst", "Gulls, Terns, and Other Noise in Coastal Recordings", 2018, "Ecological Acoustics", "", "33//e1009"),
    _paper("Henrik|Østergaard", "Mud", 2015, "Soil and Shore", "", "21/2/9-14"),
    _paper("Min-Jae|Park; Seo-yeon|Choi", "Self-supervised Pretraining for Low-resource Dialects of the Coast", 2022, _COLP, "", "//55-70"),
    _paper("Anna|Brandt; Uwe|Köhler", "Meeresrauschen: Zur Theorie der Küste", 2012, "Zeitschrift für Küstenforschung", "", "18/4/233-251"),
    _paper("Chloé|Lefèvre; Marc|d'Aubigné", "La mer, toujours recommencée : une étude des marées", 2016, "Revue des rivages", "", "8/1/1-22"),
    _paper("José|Pardo Vega; Luz|Iglesias", "Mareas y memoria", 2011, "Cuadernos de la Costa", "", "3/2/77-90"),
    _paper("Hugh|Tarrant", "Foundations of Tidal Reasoning", 2009, "Harbour University Press", "book"),
    _paper("Grace|Okafor; Sven|Lund", "Statistics for Fishers", 2014, "Springer", "book"),
    _paper("Matilda|Ferrer", "Learning to Listen to Lighthouses", 2017, "University of Bergen-by-the-Sea", "thesis"),
    _paper("Li|Wei; Chen|Hao; Zhang|Min", "TideBERT: Pre-training on What the Sea Leaves Behind", 2020, "Findings of the Association for Coastal Linguistics", "", "//4001-4013"),
    _paper("Ravi|Subramanian; Priya|Iyer; Arjun|Menon; Kavya|Rao; Dev|Shah; Anil|Joshi; Mira|Nair", "Seven Sailors, One Model", 2021, "Journal of Machine Navigation", "", "22/101/1-48"),
    _paper("Patrick|McAllister; Siobhán|O'Rourke", "Is It the Wind, or Is It the Data?", 2019, "Transactions on Littoral Learning", "", "5/2/300-322"),
    _paper("Ines|Falkenberg", "“Nothing but Water”: Metaphors in Weather Reports", 2020, "Language and Shore", "", "14/3/211-230"),
    _paper("Tariq|Haddad; Leïla|Ben Amor", "GPT-7B at Sea: Evaluating L.L.M.s vs. Old Salts", 2024, kind="arxiv", id="2401.90110"),
    _paper("Olga|Petrova; Ivan|Sokolov", "Deep Water Networks for 3D Bathymetry", 2018, "Neural Oceanography", "", "97//150-163", "10.5555/no.2018.150"),
    _paper("Maria|dos Santos; João|Silva", "End-to-end Speech Recognition in Strong Winds", 2019, _COLP, "", "//88-99"),
    _paper("Emil|Novak; Tess|Quill", "Version 2.0 of the Harbour Corpus", 2022, "Language Resources and Shores", "", "56/4/1109-1133"),
    _paper("Yan|Liu; Bo|Xu", "Attention Is Not Quite All the Sea Needs", 2023, "Journal of Machine Navigation", "", "24/7/1-29"),
    _paper("Agnes|Thorvaldsdóttir", "A Theory of Waves. Part II: Breaking", 2010, "Annals of Applied Tides", "", "1/2/99-140"),
    _paper("Dana|Whitfield; Omar|Farouk; Kim|Sørensen", "Bayesian Buoys", 2017, "Proceedings of the 20th Symposium on Floating Computation", "", "//1-10"),
    _paper("Nils|Bergström; Aiko|Tanaka", "Zero-shot Cross-lingual Transfer for Fog Signals", 2021, "Coastal Signal Processing Letters", "", "28//640-644"),
    _paper("Beatriz|Romero; Paul|van't Hoff", "From Nets to Networks: Sixty Years of Fishing for Structure", 2013, "Shore Computing Surveys", "", "45/3/1-39"),
    _paper("Ewa|Kowalska; Jürgen|Groß", "Multi-task Learning with Tides, Winds & Currents", 2020, "Journal of Shore Computing", "", "9/4/501-520"),
    _paper("Aaron|Blackwood", "What the Harbour Knows! Notes on Local Knowledge", 2016, "Language and Shore", "", "10/1/5-21"),
)


def _initials(given: str, dot: str = ".", gap: str = " ") -> str:
    parts = [re.split("-", part) for part in given.split()]
    return gap.join("-".join(piece[0].upper() + dot for piece in part) for part in parts)


def _list(names: Sequence[str], last: str, between: str = ", ", two: str = "") -> str:
    if len(names) < 3:
        return (two or last).join(names)
    return between.join(names[:-1]) + last + names[-1]


def _family_initials(paper: Printed) -> list[str]:
    return [f"{family}, {_initials(given)}" for given, family in paper.authors]


def _initials_family(paper: Printed) -> list[str]:
    return [f"{_initials(given)} {family}" for given, family in paper.authors]


def _whole(paper: Printed) -> list[str]:
    return [f"{given} {family}" for given, family in paper.authors]


def _turned(paper: Printed) -> list[str]:
    (given, family), *others = paper.authors
    return [f"{family}, {given}", *(f"{one} {other}" for one, other in others)]


def _stop(text: str) -> str:
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def _range(pages: str) -> str:
    return pages.replace("-", "–")


def _behind(paper: Printed, journal: str, talk: str, book: str, thesis: str, arxiv: str) -> str:
    """What stands behind the title: `{v}` is the venue, `{n}` its numbers, `{p}` pages, `{y}` the year, `{i}` the id."""
    form = {"journal": journal, "talk": talk, "book": book, "thesis": thesis, "arxiv": arxiv}[paper.kind]
    return form.format(
        v=paper.venue, n=paper.volume, k=f"({paper.number})" if paper.number else "", no=f", no. {paper.number}" if paper.number else "",
        p=_range(paper.pages), y=paper.year, i=paper.id,
    )  # fmt: skip


def _doi(paper: Printed, form: str) -> str:
    return form.format(paper.id) if paper.id.startswith("10.") else ""


def _apa(p: Printed) -> str:
    rest = _behind(p, "{v}, {n}{k}, {p}.", "In {v} (pp. {p}).", "{v}.", "[Doctoral dissertation, {v}].", "arXiv. https://doi.org/10.48550/arXiv.{i}")
    title = p.title if p.kind == "thesis" else _stop(p.title)
    return f"{_list(_family_initials(p), ', & ')} ({p.year}). {title} {rest}{_doi(p, ' https://doi.org/{}')}"


def _ieee(p: Printed) -> str:
    names = _list(_initials_family(p), ", and ", two=" and ")
    if p.kind == "book":
        return f"{names}, {p.title}. Bergen, Norway: {p.venue}, {p.year}."
    rest = _behind(p, "{v}, vol. {n}{no}, pp. {p}, {y}", "in {v}, {y}, pp. {p}", "", "Ph.D. dissertation, {v}, {y}", "{y}, arXiv:{i}")
    mark = "" if p.title.endswith(("?", "!")) else ","
    return f"{names}, “{p.title}{mark}” {rest}{_doi(p, ', doi: {}')}."


def _acl(p: Printed) -> str:
    rest = _behind(p, "{v}, {n}{k}:{p}.", "In {v}, pages {p}, Bergen, Norway. Coastal Linguistics Society.", "{v}, Bergen.", "Ph.D. thesis, {v}.", "Preprint, arXiv:{i}.")
    return f"{_list(_whole(p), ', and ', two=' and ')}. {p.year}. {_stop(p.title)} {rest}"


def _acm(p: Printed) -> str:
    rest = _behind(p, "{v} {n}{no} ({y}), {p}.", "In {v}. ACM, New York, NY, USA, {p}.", "{v}, Bergen.", "Ph.D. Dissertation. {v}.", "arXiv:{i}. Retrieved from https://arxiv.org/abs/{i}")
    return f"{_list(_whole(p), ', and ', two=' and ')}. {p.year}. {_stop(p.title)} {rest}{_doi(p, ' https://doi.org/{}')}"


def _vancouver(p: Printed) -> str:
    names = ", ".join(f"{family} {_initials(given, '', '').replace('-', '')}" for given, family in p.authors)
    rest = _behind(p, "{v}. {y};{n}{k}:{p}.", "In: {v}. Bergen: Coastal Society; {y}. p. {p}.", "Bergen: {v}; {y}.", "[dissertation]. Bergen: {v}; {y}.", "arXiv [Preprint]. {y}. arXiv:{i}.")
    title = p.title if p.kind == "thesis" else _stop(p.title)
    return f"{names}. {title} {rest}{_doi(p, ' doi: {}')}"


def _chicago(p: Printed) -> str:
    rest = _behind(p, "{v} {n}{no} ({y}): {p}.", "In {v}, {p}. Bergen: Coastal Society, {y}.", "Bergen: {v}, {y}.", "PhD diss., {v}, {y}.", "arXiv:{i}. Preprint, arXiv, {y}.")
    title = _stop(p.title) if p.kind == "book" else f"“{_stop(p.title)}”"
    return f"{_list(_turned(p), ', and ')}. {title} {rest}{_doi(p, ' https://doi.org/{}.')}"


def _mla(p: Printed) -> str:
    names = f"{_turned(p)[0]}, et al" if len(p.authors) > 2 else ", and ".join(_turned(p))
    rest = _behind(p, "{v}, vol. {n}{no}, {y}, pp. {p}.", "{v}, {y}, pp. {p}.", "{v}, {y}.", "{v}, PhD dissertation, {y}.", "arXiv, {y}, arxiv.org/abs/{i}.")
    title = _stop(p.title) if p.kind == "book" else f"“{_stop(p.title)}”"
    return f"{names}. {title} {rest}"


def _nature(p: Printed) -> str:
    names = f"{_family_initials(p)[0]} et al." if len(p.authors) > 5 else _list(_family_initials(p), " & ")
    rest = _behind(p, "{v} {n}, {p} ({y}).", "in {v} {p} (Coastal Society, {y}).", "({v}, {y}).", "PhD thesis, {v} ({y}).", "Preprint at https://arxiv.org/abs/{i} ({y}).")
    title = p.title if p.kind == "book" else _stop(p.title)
    return f"{names} {title} {rest}"


def _plainnat(p: Printed) -> str:
    rest = _behind(p, "{v}, {n}{k}:{p}, {y}.", "In {v}, pages {p}, {y}.", "{v}, Bergen, {y}.", "PhD thesis, {v}, {y}.", "arXiv preprint arXiv:{i}, {y}.")
    return f"{_list(_whole(p), ', and ', two=' and ')}. {_stop(p.title)} {rest}"


def _icml(p: Printed) -> str:
    rest = _behind(p, "{v}, {n}{k}:{p}, {y}.", "In {v}, pp. {p}, {y}.", "{v}, {y}.", "PhD thesis, {v}, {y}.", "arXiv preprint arXiv:{i}, {y}.")
    return f"{_list(_family_initials(p), ', and ', two=' and ')} {_stop(p.title)} {rest}"


def _springer(p: Printed) -> str:
    rest = _behind(p, "{v} {n}{k}, {p} ({y}).", "In: {v}, pp. {p}. Coastal Society, Bergen ({y}).", "{v}, Bergen ({y}).", "Ph.D. thesis, {v} ({y}).", "arXiv preprint arXiv:{i} ({y}).")
    return f"{', '.join(_family_initials(p))}: {_stop(p.title)} {rest}{_doi(p, ' https://doi.org/{}')}"


def _elsevier(p: Printed) -> str:
    rest = _behind(p, "{v} {n}, {p}.", "in: {v}, pp. {p}.", "{v}, Bergen.", "Ph.D. thesis, {v}.", "arXiv preprint arXiv:{i}.")
    title = f"{p.title}," if p.kind == "talk" and not p.title.endswith(("?", "!")) else _stop(p.title)
    return f"{', '.join(_family_initials(p))}, {p.year}. {title} {rest}"


STYLES: dict[str, Callable[[Printed], str]] = {
    "apa": _apa,
    "ieee": _ieee,
    "acl": _acl,
    "acm": _acm,
    "vancouver": _vancouver,
    "chicago": _chicago,
    "mla": _mla,
    "nature": _nature,
    "plainnat": _plainnat,
    "icml": _icml,
    "springer": _springer,
    "elsevier": _elsevier,
}
MARKS = {"ieee": "[{}] ", "acm": "[{}] ", "vancouver": "{}. ", "nature": "{}. ", "springer": "{}. "}
"""What stands before the references of a style, which are else told by their lines."""


def broken(text: str, width: int) -> list[str]:
    """The lines of a text as TeX sets it: long words are divided, compounds and addresses at their own signs."""
    lines, line = [], ""
    for word in text.split():
        room = width - len(line) - 1
        if not line or len(word) <= room:
            line = f"{line} {word}".strip()
            continue
        place = _place(word, room)
        lines.append(f"{line} {word[:place]}{'-' if place and word[place - 1].isalpha() else ''}".rstrip())
        line = word[place:]
    return [*lines, line]


def _place(word: str, room: int) -> int:
    """Where a word may be divided so that it fits; 0 where nowhere."""
    if "-" in word[1:room] and "//" not in word:
        return word.rfind("-", 1, room) + 1
    if "//" in word and "/" in word[8:room]:
        return word.rfind("/", 8, room) + 1
    is_long = re.fullmatch(r"[^\W\d_]{8,}[.,]?", word) and word.islower()
    return min(room - 1, len(word) - 4) if is_long and room > 3 else 0


def as_section(style: str, papers: Sequence[Printed], width: int = 0) -> str:
    """A reference section: a heading, marks where the style has them, a page's number and header within."""
    lines = ["References", ""] if width else []
    for number, paper in enumerate(papers, 1):
        text = MARKS.get(style, "").format(number) + STYLES[style](paper)
        lines += broken(text, width) if width else [text]
        if width and number % 14 == 0:
            lines += ["", str(10 + number // 14), "", "Proceedings of Invented Papers", ""]
    return "\n".join(lines) + "\n"
