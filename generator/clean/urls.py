"""One address: in one normal form, and what kind of thing stands behind it."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from generator.model import URL, LinkKind, Url

_URL = re.compile(URL)
_WRAPPED = re.compile(r"\\url\{(.*)\}|<(.*)>|\{(.*)\}")
# Only at the start of a run, or a long one would be tried at each of its characters.
_DIVIDER = re.compile(
    r"(?<![;,|\s{}<>])(?:[;,|\s{}<>]|\\url|<br\s*/?>|(?<=[\s}])and\b)+(?=https?://|www\.)", re.IGNORECASE
)
_AN_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"|{}]+", re.IGNORECASE)
_HOST = re.compile(r"([\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_BARE_HOST = re.compile(r"www\.|(github|gitlab)\.com/|huggingface\.co/|[\w-]+\.github\.io\b", re.IGNORECASE)
# Mirrors that readers behind a firewall use: `huggingface.abc.workers.dev` serves the pages of huggingface.co.
_MIRROR = re.compile(r"(huggingface|github)\.[\w-]+\.workers\.dev|(hf-mirror)\.com", re.IGNORECASE)
_MIRRORED = {"huggingface": "huggingface.co", "github": "github.com", "hf-mirror": "huggingface.co"}


@lru_cache(maxsize=1 << 10)  # whoever asks for an address asks more than once
def parse_url(text: str) -> Url | None:
    """An http or https address in normal form, or None: `HTTPS://GitHub.com:443/a/b.git/` → `https://github.com/a/b`."""
    address = _unwrapped(text.strip())
    if _BARE_HOST.match(address):
        address = "https://" + address
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    host = _original_host(parts.hostname or "")
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host) or "@" in parts.netloc:
        return None
    path = parts.path if parts.query or parts.fragment else parts.path.rstrip("/")
    path = path.removesuffix(".git") if host == "github.com" else path
    netloc = host if port in (None, 80, 443) else f"{host}:{port}"
    url = parts._replace(netloc=netloc, path=path).geturl()
    return Url(url) if _URL.match(url) and len(url) <= 2000 and url.isprintable() else None


@lru_cache(maxsize=1 << 10)
def split_urls(text: str) -> tuple[str, ...]:
    """The addresses that a text holds, each by itself: `https://a.org/1; https://a.org/2 (visited in May)` are two.

    A text without any stays whole.
    """
    parts = [part for part in _DIVIDER.split(text.strip()) if part]
    if len(parts) == 1 and parse_url(text):
        return (text,)
    return tuple(_bare(match[0]) for match in map(_AN_ADDRESS.search, parts) if match) or (text,)


def _bare(address: str) -> str:
    bare = address.rstrip(".,;:")
    return bare[:-1] if bare.endswith(")") and "(" not in bare else bare


def _unwrapped(text: str) -> str:
    """Without `\\url{…}` around it and LaTeX's escapes in it."""
    match = _WRAPPED.fullmatch(text)
    bare = next(group for group in match.groups() if group is not None) if match else text
    return re.sub(r"\\([%_&#~$])(\{\})?", r"\1", bare).replace("{\\textasciitilde}", "~").strip()


def _original_host(host: str) -> str:
    match = _MIRROR.fullmatch(host)
    return _MIRRORED[(match[1] or match[2]).lower()] if match else host


# The first that matches host and path decides.
_KINDS: tuple[tuple[re.Pattern[str], LinkKind], ...] = (
    (re.compile(r"(www\.)?(huggingface\.co/datasets|kaggle\.com/datasets)/"), "data"),
    (re.compile(r"(www\.)?huggingface\.co/spaces/|[^/]+\.hf\.space\b|colab\.research\.google\.com/"), "demo"),
    (re.compile(r"(www\.)?huggingface\.co/(papers|blog|docs)\b"), "other"),
    (re.compile(r"(www\.)?huggingface\.co/"), "model"),
    (re.compile(r"(www\.|m\.)?(youtube\.com|youtu\.be|vimeo\.com|bilibili\.com)/"), "video"),
    (re.compile(r"(www\.)?(zenodo\.org|figshare\.com|osf\.io|datadryad\.org)/|dataverse\.[^/]+/"), "data"),
    (re.compile(r"(gist\.)?github\.com/|gitlab\.[^/]+/|bitbucket\.org/|codeberg\.org/"), "code"),
    (re.compile(r"anonymous\.4open\.science/"), "code"),
    (re.compile(r"[^/]+\.(github|gitlab)\.io\b|sites\.google\.com/"), "project"),
    (
        re.compile(
            r"(www\.)?(openaccess\.thecvf\.com|cv-foundation\.org/openaccess|ecva\.net|(papers|proceedings)\.(nips|neurips)\.cc|"
            r"papers\.nips\.cc|proceedings\.mlr\.press|jmlr\.org|ojs\.aaai\.org|aaai\.org/(papers|ocs|ojs)|ijcai\.org/proceedings|"
            r"isca-(speech|archive)\.org|usenix\.org/(conference|system)|ndss-symposium\.org/(wp-content|ndss-paper)|vldb\.org/pvldb|openreview\.net|"
            r"dl\.acm\.org/(doi|citation)|ieeexplore\.ieee\.org|link\.springer\.com/(article|chapter)|"
            r"sciencedirect\.com/science|nature\.com/articles|science\.org/doi|pnas\.org/doi|(bio|chem|med)rxiv\.org|"
            r"onlinelibrary\.wiley\.com|academic\.oup\.com|pubs\.acs\.org|journals\.aps\.org|journals\.plos\.org|"
            r"iopscience\.iop\.org|tandfonline\.com/doi|mdpi\.com/\d|papers\.ssrn\.com|hal\.science|eprint\.iacr\.org)/?"
        ),
        "paper",
    ),
)
_PAPERS_ELSEWHERE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:arxiv\.org/|doi\.org/10\.|aclanthology\.(?:org|info)/|aclweb\.org/anthology|"
    r"ncbi\.nlm\.nih\.gov/|semanticscholar\.org/paper|huggingface\.co/papers|alphaxiv\.org/|hal\.|inspirehep\.net/|"
    r"(?:cell|biomedcentral|frontiersin|annualreviews|wiley|sagepub|acs|aps|rsc|ieee|acm|springer)\.(?:com|org)/)"
    r"|\.(?:pdf|ps|ps\.gz)(?:$|[?#])|/pdf/|/e?pdf$",
    re.IGNORECASE,
)
# For hosts that tell nothing, the words before the link do: "Code is available at https://aka.ms/…".
_WORDS: tuple[tuple[re.Pattern[str], LinkKind], ...] = (
    (re.compile(r"\b(code|codes|codebase|implementation|source|scripts?)\b", re.I), "code"),
    (re.compile(r"\b(project|website|web ?page|home ?page)\b", re.I), "project"),
    (re.compile(r"\b(data|datasets?|corpus|corpora|benchmark)\b", re.I), "data"),
    (re.compile(r"\b(models?|checkpoints?|weights)\b", re.I), "model"),
    (re.compile(r"\b(demo|demos|leaderboard)\b", re.I), "demo"),
    (re.compile(r"\b(videos?)\b", re.I), "video"),
)
# In a paper's own text, a page near the root of a host that is nobody's else: `https://jane-roe.name/owls`.
_OWN_PAGE = re.compile(r"[^/]+/([\w~.-]+/)?")


def leads_to_paper(url: str) -> bool:
    """Whether an address is that of a paper: at a place that has hardly anything else, or a file in its form."""
    return kind_of(url) == "paper" or bool(_PAPERS_ELSEWHERE.search(url))


def kind_of(url: str, before: str = "") -> LinkKind:
    """What an address leads to, by its host, else by the sentence that leads up to it."""
    place = url.split("://", 1)[-1].lower() + "/"
    for pattern, kind in _KINDS:
        if pattern.match(place):
            return kind
    sentence = re.split(r"[.!?]\s+(?=[A-Z])", before[-300:])[-1]
    named = next((kind for words, kind in _WORDS if words.search(sentence)), None)
    return named or ("project" if before and _OWN_PAGE.fullmatch(place) else "other")
