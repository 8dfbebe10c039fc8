"""Identifiers that others gave a paper, out of the many ways to write them."""

import html
import re
from functools import lru_cache
from urllib.parse import unquote

from generator.clean.dates import parse_date
from generator.clean.text import clean_text
from generator.ids import SCHEMES
from generator.model import PaperDate

_ARXIV_HOST = r"(?:www\.|export\.|ar5iv\.labs\.|browse\.)?ar(?:x|5)iv\.org"
_ARXIV_PREFIX = rf"(?:arxiv\s+(?:e-?|pre)prints?[:,]?\s*)?(?:(?:https?://)?{_ARXIV_HOST}/(?:abs|pdf|html|format|src)/|arxiv:?\s*|abs/)?"
_MONTHLY = r"\d{2}(?:0[1-9]|1[0-2])"
_ARXIV_ID = rf"({_MONTHLY}\.\d{{4,5}}|[a-z-]+(?:\.[A-Za-z-]{{2,}})?/{_MONTHLY}\d{{3}})"
_ARXIV = re.compile(
    rf"(?i:{_ARXIV_PREFIX}){_ARXIV_ID}(?:v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?(?:\s*[\[(][\w.,; -]+[\])])?(?:\s+\d.*)?"
)
ARXIV_ARCHIVES = (
    "astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics q-bio "
    "q-fin quant-ph stat acc-phys adap-org alg-geom ao-sci atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas dg-ga "
    "funct-an mtrl-th patt-sol plasm-ph q-alg solv-int supr-con"
).split()
# An old id whose archive stands behind it, as its class: `0309137 [math.GT]`.
_ARXIV_APART = re.compile(
    rf"(?:arxiv:?\s*)?({_MONTHLY}\d{{3}})(?:v\d+)?\s*[\[(]({'|'.join(ARXIV_ARCHIVES)})(?:[.,;\s][\w.,; -]*)?[\])]", re.I
)
_ARCHIVE_BEFORE = re.compile(rf"(?<![\w.-])(?:{'|'.join(ARXIV_ARCHIVES)})(?=(?:\.[A-Za-z-]{{2,}})?/\d{{7}})", re.I)
_ARXIV_DOI = re.compile(r"(?:.*\D)?10\.48550/arxiv\.(.+)", re.IGNORECASE)
_STAMP = re.compile(rf"\s*arXiv:{_ARXIV_ID}(?:v\d+)?(?:\s*\[[\w.-]+\])?(?:\s+(\d{{1,2}} [A-Z][a-z]+ \d{{4}}))?\.?$")

_DOI = re.compile(r"(?:(?<![A-Za-z0-9.])|(?<=doi))(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DOI_LABEL = re.compile(r"\S*[^\w\s]|(?:\S*\W)?doi|digital|object|identifier", re.IGNORECASE)
# How BibTeX writes the signs of old DOIs: `$<$`, `{\textless}`, `\_`.
_TEX_SIGN = re.compile(r"\{?\$\s*\\?([<>_#%&]|lt|gt|_)\s*\$\}?|\{?\\text(less|greater|underscore)\b(?:\{\})?\}?")
_TEX_SIGNS = {"lt": "<", "gt": ">", "less": "<", "greater": ">", "underscore": "_"}
_ESCAPED = re.compile(r"\{?\\([_%&#$<>/{}^~-])\}?")
# Behind a DOI: another one, a remark, and what publishers' addresses and links out of Markdown go on with.
_DOI_ENDS = re.compile(
    r"[;,|]+(?=(?:https?://\S*?/|doi:)?10\.\d{4,9}/)|[;,](?=(?:pmid|pmcid|arxiv|jsessionid)\b)|\[doi\]|\]\(|\}\{|[\"”]|"
    r"\?(?=\w)|&(?=[a-z_]+=)|#(?=\w)",
    re.IGNORECASE,
)
_DOI_TAIL = re.compile(
    r"(?<=[^/])(?:/(?:full(?:text)?|e?pdf|pdfplus|pdfdirect|html|abstract|abs|meta|summary|references|figures|suppinfo|"
    r"issuetoc|citedby|metrics|full/(?:html|pdf)|full\.(?:html|pdf))|(?:v\d+)?(?:\.full(?:-text)?)?\.pdf|v\d+\.full(?:-text)?|\.html?)$",
    re.IGNORECASE,
)
_LONGEST_DOI = 500
"""Longer ones are no DOIs."""
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_ACL_URL = r"(?:https?://)?(?:www\.)?(?:aclanthology\.org|aclanthology\.info/papers|aclweb\.org/anthology(?:/papers)?)/"
_ACL_ID = r"([A-Z]\d{2}-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)"
_ACL = re.compile(rf"(?:{_ACL_URL})?{_ACL_ID}(?:v\d+)?(?:\.pdf|\.bib)?/?")
_OPENREVIEW = re.compile(
    r"(?:(?:https?://)?(?:www\.)?openreview\.net/(?:forum|pdf|attachment)\?(?:.*&)?id=)?([A-Za-z0-9_-]{6,})(?:[&#].*)?"
)
_PMID = re.compile(
    r"(?i:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)|pmid:?\s*)?(\d{1,9})/?"
)
_PMCID = re.compile(r"(?:.*/articles/|(?:.*/|pmcid:?\s*)?pmc)\s?(\d{1,9})/?", re.IGNORECASE)
_OPENALEX = re.compile(r"(?i:(?:https?://)?(?:api\.)?openalex\.org/(?:works/)?)?([Ww]\d{1,12})")
_S2 = re.compile(r"(?i:(?:https?://)?(?:www\.)?semanticscholar\.org/paper/(?:[^/]*/)?)?([0-9a-fA-F]{40})")
_DBLP = re.compile(
    r"(?:(?:https?://)?dblp\.(?:org|uni-trier\.de|dagstuhl\.de)/rec/(?:html/|bibtex/)?|(?i:dblp):)?"
    r"((?:conf|journals|books|series|phd|reference|tr)/[\w./+-]+?)(?:\.html|\.bib|\.xml)?"
)
_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/|orcid:?\s*)?(\d{4}-?\d{4}-?\d{4}-?\d{3}[\dXx])", re.IGNORECASE)


def parse_arxiv(text: str) -> str | None:
    """The id without version and class: `arXiv:2309.16039v2 [cs.LG]` → `2309.16039`, `0309137 [math.GT]` likewise.

    arXiv itself leaves the class out of old ids: `math.GT/0309137` is `math/0309137`.
    """
    plain = clean_text(text)
    if doi := _ARXIV_DOI.fullmatch(plain):
        plain = doi[1]
    if apart := _ARXIV_APART.fullmatch(plain):
        plain = f"{apart[2]}/{apart[1]}"
    match = _ARXIV.fullmatch(_ARCHIVE_BEFORE.sub(lambda archive: archive[0].lower(), plain))
    return re.sub(r"\.[A-Za-z-]+/", "/", match[1]) if match else None


def parse_doi(text: str) -> str | None:
    """In lower case, the first of several, and without what is not it: `https://doi.org/10.1000/ABC.` → `10.1000/abc`.

    Whatever resolves it, the DOI begins at its `10.`: `http://doi.acm.org/10.1000/x?cid=1` → `10.1000/x`. Signs that an
    address or BibTeX write otherwise are themselves: `10.1000/1%3C2%3E3` and `10.1000/1$<$2$>$3` → `10.1000/1<2>3`.
    """
    plain = unquote(unquote(html.unescape(clean_text(text))))
    plain = _ESCAPED.sub(r"\1", _TEX_SIGN.sub(lambda sign: _TEX_SIGNS.get(sign[1] or sign[2], sign[1] or ""), plain))
    match = _DOI.search(plain)
    if not match or not all(map(_DOI_LABEL.fullmatch, plain[: match.start()].split())):
        return None
    doi = _without_tail(match[1])
    return doi.lower() if re.fullmatch(SCHEMES["doi"].pattern, doi) and doi.isprintable() else None


def _without_tail(found: str) -> str:
    """A DOI cut free from what stands behind it; a bracket that it opens itself is its own, and so is SICI's `;2-#`."""
    doi = _DOI_ENDS.split(found, maxsplit=1)[0]
    while len(doi) <= _LONGEST_DOI:
        cut = doi.rstrip(".,;:'’/\\") if not doi.endswith(("/", "\\")) or doi.count("/") > 1 else doi
        if (opening := _BRACKETS.get(cut[-1:])) and cut.count(cut[-1]) > cut.count(opening):
            cut = cut[:-1]
        tail = _DOI_TAIL.search(cut)
        cut = cut[: tail.start()] if tail and tail.start() > cut.find("/") else cut
        if cut == doi:
            return doi
        doi = cut
    return ""


def parse_acl(text: str) -> str | None:
    """`https://aclanthology.org/2024.acl-long.1.pdf` → `2024.acl-long.1`."""
    match = _ACL.fullmatch(clean_text(text))
    return match[1] if match else None


def parse_openreview(text: str) -> str | None:
    """`https://openreview.net/forum?id=aBcDeF1234&noteId=x` → `aBcDeF1234`."""
    match = _OPENREVIEW.fullmatch(clean_text(text))
    return match[1] if match else None


def parse_pmid(text: str) -> str | None:
    """`PMID: 12345678` → `12345678`."""
    match = _PMID.fullmatch(clean_text(text))
    return match[1] if match else None


def parse_pmcid(text: str) -> str | None:
    """`https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123456/` → `PMC123456`; OpenAlex leaves the letters out there."""
    match = _PMCID.fullmatch(clean_text(text))
    return f"PMC{match[1]}" if match else None


def parse_openalex(text: str) -> str | None:
    """`https://openalex.org/W2741809807` → `W2741809807`."""
    match = _OPENALEX.fullmatch(clean_text(text))
    return match[1].upper() if match else None


def parse_s2(text: str) -> str | None:
    """The 40 hexadecimal digits of Semantic Scholar, alone or at the end of a paper's address."""
    match = _S2.fullmatch(clean_text(text))
    return match[1].lower() if match else None


def parse_dblp(text: str) -> str | None:
    """`DBLP:conf/icml/RoeP24` → `conf/icml/RoeP24`."""
    match = _DBLP.fullmatch(clean_text(text))
    return match[1] if match else None


def parse_orcid(text: str) -> str | None:
    """`https://orcid.org/0000-0002-1825-0097` → `0000-0002-1825-0097`; None where the check digit is wrong.

    The check digit is that of ISO 7064, MOD 11-2.
    """
    match = _ORCID.fullmatch(clean_text(text))
    digits = match[1].replace("-", "").upper() if match else ""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2 % 11
    if not digits or "0123456789X"[(12 - total) % 11] != digits[-1]:
        return None
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


PARSERS = {
    "arxiv": parse_arxiv,
    "doi": parse_doi,
    "acl": parse_acl,
    "openreview": parse_openreview,
    "pmid": parse_pmid,
    "pmcid": parse_pmcid,
    "openalex": parse_openalex,
    "s2": parse_s2,
    "dblp": parse_dblp,
}
"""One for each scheme of `ids.SCHEMES`."""

_HOSTS = (
    (re.compile(rf"https?://{_ARXIV_HOST}/", re.IGNORECASE), "arxiv"),
    (re.compile(r"https?://(www\.)?(aclanthology\.(org|info)|aclweb\.org/anthology)/", re.IGNORECASE), "acl"),
    (re.compile(r"https?://(www\.)?openreview\.net/(forum|pdf|attachment)", re.IGNORECASE), "openreview"),
    (re.compile(r"https?://(www\.ncbi|ncbi|pmc\.ncbi)\.nlm\.nih\.gov/(pmc/)?articles/", re.IGNORECASE), "pmcid"),
    (re.compile(r"https?://(pubmed\.ncbi|www\.ncbi|ncbi)\.nlm\.nih\.gov/", re.IGNORECASE), "pmid"),
    (re.compile(r"https?://(api\.)?openalex\.org/", re.IGNORECASE), "openalex"),
    (re.compile(r"https?://(www\.)?semanticscholar\.org/paper/", re.IGNORECASE), "s2"),
    (re.compile(r"https?://dblp\.(org|uni-trier\.de|dagstuhl\.de)/rec/", re.IGNORECASE), "dblp"),
    # Resolvers have the DOI as their path, whatever they are called.
    (
        re.compile(
            r"https?://([^/]+/(dois/|works/|resolve/)*|doi\.[^/]+/([\w-]+/)*)(info:doi/|doi:)?10\.\d{4,9}(/|%2f)", re.I
        ),
        "doi",
    ),
    (re.compile(r"https?://([\w-]+\.)*(doi\.org|doi-org\.[\w.-]+)/", re.IGNORECASE), "doi"),
    (re.compile(r"https?://[^?#]+\?(.*&)?(url|qurl)=https?(://|%3a%2f%2f)(dx\.)?doi\.org", re.IGNORECASE), "doi"),
)
_REGISTER = "10.1002/central/"
"""Cochrane's register of trials has a DOI of its own for each entry, which is none of the paper's."""
_ARTICLE_PAGE = re.compile(
    r"https?://[^/?#]+/(?:[\w-]+/)?(?:doi(?:/(?:abs|full|pdf|e?pdf|pdfdirect|pdfplus|fullhtml))?|articles?(?:/pii)?|chapter|"
    r"content(?:/pdf)?|e?pdf|abs|full)/10\.\d{4,9}/",
    re.IGNORECASE,
)


@lru_cache(maxsize=1 << 10)
def id_in_url(url: str) -> tuple[str, str] | None:
    """The scheme and value that an address states, where it is a paper's page: an id rather than a link."""
    for host, scheme in _HOSTS:
        if host.match(url) and (value := PARSERS[scheme](url)) and not value.startswith(_REGISTER):
            return as_id(scheme, value)
    return None


def doi_of_page(url: str) -> str | None:
    """The DOI that a publisher's page of an article has in its address: `https://dl.acm.org/doi/abs/10.1145/1`."""
    doi = parse_doi(url) if _ARTICLE_PAGE.match(url) else None
    return None if doi and doi.startswith(_REGISTER) else doi


def as_id(scheme: str, value: str) -> tuple[str, str]:
    """An arXiv DOI names the same thing as the arXiv id in it: `10.48550/arxiv.2309.16039`."""
    arxiv = parse_arxiv(value) if scheme == "doi" else None
    return ("arxiv", arxiv) if arxiv else (scheme, value)


def split_stamp(text: str) -> tuple[str, str | None, PaperDate | None]:
    """The text without the stamp of arXiv's first page at its end, and the id and date which that stamp states.

    `… of models. arXiv:2405.04517v1 [cs.LG] 7 May 2024`
    """
    match = _STAMP.search(text) if "arXiv:" in text else None
    if not match:
        return text, None, None
    return text[: match.start()], match[1], parse_date(match[2]) if match[2] else None
