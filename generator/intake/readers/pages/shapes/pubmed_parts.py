"""How PubMed writes where a paper appeared: `J Owls. 2023 Mar 5;12(3):45-61. doi: 10.1000/1. Epub 2023 Jan 1.`"""

from generator.intake.readers.pages.shape import MONTH, YEAR

SOURCE = (
    rf"(?P<venue>[^\W\d_][^.;\n]*(?:\.(?! {YEAR})[^.;\n]*)*?)\. "
    rf"(?P<date>{YEAR}(?:[ -]{MONTH}(?:-{MONTH})?(?: \d{{1,2}}(?:-\d{{1,2}})?)?)?)"
    r"(?:;(?P<volume>[^(:;.]*)(?:\((?P<number>[^)]*)\))?(?::(?P<pages>[^.;]*))?)?\."
    r"(?:\s+(?P<x_remark>(?!doi:|Epub|Online|PMID|eCollection|Print)[^.:;]+)\.)?"
    r"(?:\s+doi: (?P<doi>10\.\S*[^\s.;])[.;]?(?=\s|$))?"
    rf"(?:\s+(?:Epub|Online ahead of print|eCollection|Print)\s*(?P<first>{YEAR}(?: {MONTH}(?: \d{{1,2}})?)?)?[^.]*\.)*"
)
BEHIND = (
    r"(?:\s*\b(?:Free (?:PMC )?article|Review|Clinical Trial|Preprint|Meta-Analysis|No abstract available|"
    r"Retracted|Comment|Editorial|Abstract available|Updated)[.;]?)*\.?"
)
