"""What a format may have no place for, in words: for the Data page, and for the test that reads the files again."""

from collections.abc import Mapping

LOSSES: Mapping[str, str] = {
    "arxiv articles": "that what is only on arXiv is an article and no preprint",
    "awards": "awards",
    "categories": "arXiv’s categories",
    "details": "anything but title, authors, venue, year, identifiers and links: it is a list to read",
    "families": "which words of a name are the family name, where that is not the last",
    "far dates": "a first appearance more than three years before the date",
    "first dates": "when a paper first appeared",
    "further categories": "arXiv’s categories but the first",
    "further links": "more than one link of a kind, and their order",
    "homonyms": "DBLP’s numbers and the ACL Anthology’s ids of people who share a name",
    "institutions": "that a thesis or report names its place, and not who published it",
    "journal years": "the year behind a journal’s name, other than as the paper’s",
    "keys": "citation keys",
    "keywords": "a semicolon in a keyword, or a comma in the only one",
    "kinds of links": "what kind a link is of, and so their order",
    "markup": "text that looks like markup",
    "no key": "that a paper has no citation key, or one that is another’s too: it has its id for one",
    "no type": "that a type is unknown",
    "orcids": "ORCIDs",
    "others": "that names are missing from a list of authors or editors",
    "state": "retractions",
    "summary": "summaries",
}
