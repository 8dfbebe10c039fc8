"""What a format may have no place for, in words: for the Data page, and for the test that reads the files again."""

from collections.abc import Mapping

LOSSES: Mapping[str, str] = {
    "awards": "awards",
    "categories": "arXiv’s categories",
    "far dates": "a date later than the year that the venue states, or more than three years before",
    "further categories": "arXiv’s categories but the first",
    "further links": "more than one link of a kind",
    "kinds of links": "what kind a link is of",
    "no date": "that a date is unknown, where the venue states a year",
    "no type": "that a type is unknown",
    "orcids": "ORCIDs",
    "same names": "two authors of one name",
    "state": "retractions",
    "summary": "summaries",
}
