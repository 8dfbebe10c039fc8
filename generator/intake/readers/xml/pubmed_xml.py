"""PubMed's XML: `<PubmedArticle>` and `<PubmedBookArticle>`, as efetch and PubMed's own files have them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.intake.readers.certainty import Certainty
from generator.intake.readers.managers import appearances, paged, signed
from generator.intake.readers.people import as_name
from generator.intake.readers.tagged.medline import RETRACTED, telling_type
from generator.intake.readers.xml.xmlfile import XmlEntry, has_element, read_entries, text_of
from generator.intake.readers.xml.xmltake import as_record, empty, look, take, take_first, take_plain
from generator.model import Capture, Ignored, RawRecord
from generator.problems import Problem

NAME = "pubmed_xml"
CERTAINTY = Certainty.SYNTAX
LOOKS_FOR = "XML with `<PubmedArticle>` or `<PubmedBookArticle>`"

_ARTICLE = ("MedlineCitation/Article", "BookDocument")
_SINGLE = {
    "title": ("ArticleTitle", "Book/BookTitle", "VernacularTitle"),
    "venue": ("Journal/Title", "Journal/ISOAbbreviation", "Book/BookTitle"),
    "volume": ("Journal/JournalIssue/Volume", "Book/Volume"),
    "number": ("Journal/JournalIssue/Issue",),
    "publisher": ("Book/Publisher/PublisherName",),
}
"""Field → paths below the article that hold it, the best first."""
_PLAIN = {
    "series": ("Book/CollectionTitle",),
    "edition": ("Book/Edition",),
    "place": ("Book/Publisher/PublisherLocation",),
    "isbn": ("Book/Isbn",),
    "language": ("Language",),
}
_TYPES = ("PublicationTypeList/PublicationType", "PublicationType")
_DATES = ("Journal/JournalIssue/PubDate", "Book/PubDate", "ArticleDate", "ContributionDate")
"""That of the issue is cited; an article is often online before."""
_DATE_PARTS = ("Year", "Month", "Season", "Day", "MedlineDate")
_KEYWORDS = ("MedlineCitation/KeywordList/Keyword", "BookDocument/KeywordList/Keyword")
_IDS = (
    ("pmid", ("MedlineCitation/PMID", "BookDocument/PMID", "PubmedData/ArticleIdList/ArticleId[@IdType='pubmed']")),
    ("doi", ("PubmedData/ArticleIdList/ArticleId[@IdType='doi']", "MedlineCitation/Article/ELocationID[@EIdType='doi']",
             "BookDocument/ArticleIdList/ArticleId[@IdType='doi']")),
    ("pmcid", ("PubmedData/ArticleIdList/ArticleId[@IdType='pmc']",)),
)  # fmt: skip
"""Scheme → paths below the entry; the ids of the works it cites have the same names, elsewhere."""


def identify(capture: Capture) -> bool:
    return has_element(capture, "PubmedArticle", "PubmedBookArticle")


def read(capture: Capture) -> Iterator[RawRecord | Ignored | Problem]:
    """One row for each article, in the order of the file."""
    for item in read_entries(capture, "Pubmed(?:Book)?Article"):
        yield _as_record(item, capture) if isinstance(item, XmlEntry) else item


def _as_record(entry: XmlEntry, capture: Capture) -> RawRecord:
    whole = entry.element
    article = next((found for path in _ARTICLE if (found := whole.find(path)) is not None), whole)
    complete = article.find("AuthorList[@CompleteYN='N']") is None
    types = look(article, *_TYPES)
    type_ = telling_type(types)
    while take_first(article, *_TYPES, that={type_, RETRACTED}.__contains__):
        pass
    retracted = RETRACTED in types or whole.find(".//CommentsCorrections[@RefType='RetractionIn']") is not None
    ids = tuple((scheme, text) for scheme, paths in _IDS for text in take(whole, *paths))
    return as_record(
        NAME,
        capture,
        entry,
        **{name: take_first(article, *paths) for name, paths in _SINGLE.items()},
        **take_plain(article, _PLAIN),
        key=next((text for scheme, text in ids if scheme == "pmid"), ""),
        **signed(_people(article, editors=False)),
        editors=tuple(name for name, _ in _people(article, editors=True)),
        authors_complete=complete,
        **appearances(*(_date(article, path) for path in _DATES)),
        type=type_,
        pages=_pages(article),
        abstract="\n".join(_abstract(article)),
        keywords=take(whole, *_KEYWORDS),
        state=RETRACTED if retracted else "",
        ids=ids,
    )


def _people(article: Element, *, editors: bool) -> Iterator[tuple[str, str]]:
    """(name, ORCID) pairs; those of a chapter before those of its book. Misspellings that were set right are marked."""
    own, of_book = (
        [found for found in article.iterfind(path) if (found.get("Type") == "editors") == editors]
        for path in ("AuthorList", "Book/AuthorList")
    )
    lists = [*own, *of_book] if editors else own or of_book
    for author in (found for listed in lists for found in listed.iterfind("Author") if found.get("ValidYN") != "N"):
        parts = (take_first(author, *paths) for paths in (("LastName",), ("ForeName", "Initials"), ("Suffix",)))
        name = ", ".join(filter(None, parts)) or as_name(take_first(author, "CollectiveName"))
        if name:
            yield name, take_first(author, "Identifier[@Source='ORCID']")


def _date(article: Element, path: str) -> str:
    return " ".join(filter(None, (take_first(article, f"{path}/{part}") for part in _DATE_PARTS)))


def _pages(article: Element) -> str:
    whole = take_first(article, "Pagination/MedlinePgn")
    return whole or paged(take_first(article, "Pagination/StartPage"), take_first(article, "Pagination/EndPage"))


def _abstract(article: Element) -> Iterator[str]:
    """The parts of the abstract, with their headings."""
    for part in article.findall("Abstract/AbstractText"):
        label = part.get("Label", "")
        if text := text_of(part):
            yield f"{label}: {text}" if label and label != "UNLABELLED" else text
        empty(part)
