"""PubMed's results saved as “Summary (text)”: `1: Falk I, Brand O. Title. J Owls. 2023;12(3):45-61. … PMID: 123.`"""

from generator.intake.readers.pages.page import furniture
from generator.intake.readers.pages.shape import Shape, line
from generator.intake.readers.pages.shapes.pubmed_parts import SOURCE

_NAMES = (
    r"(?:(?P<authors>[^\W\d_][^.]*?(?: [A-Z]{1,3}(?: (?:Jr|Sr|[23]rd))?|\bet al|Group|Consortium|"
    r"Collaborators)(?:; [^.]*)?)\. )?"
)

SHAPE = Shape(
    name="pubmed_summary",
    looks_for="paragraphs such as `1: Falk I. Title. J Owls. 2023;12(3):45. PMID: 12345678.`",
    anchor=line(
        rf"\d+[:.] {_NAMES}(?P<title>.+?[.?!]\]?) {SOURCE}\s*(?:.*\s)?"
        r"PMID: (?P<pmid>\d+)(?:; (?:PMCID: )?(?P<pmcid>PMC\d+))?[.;]?.*"
    ),
    lines=(),
    furniture=furniture((r"pubmed.*results?.*|\d+ results?", "page header")),
    paragraphs=True,
    initials_behind=True,
)
