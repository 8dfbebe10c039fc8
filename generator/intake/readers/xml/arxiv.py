"""What arXiv's two interfaces share: what authors write into the comment of a paper."""

import re

_STATE = re.compile(
    r"\b(?:paper|article|submission|manuscript|preprint|work|note|it|version)\s+(?:has\s+been|is|was)\s+"
    r"(withdrawn|retracted|superseded)\b|^\W*(withdrawn|retracted|superseded)\b",
    re.IGNORECASE,
)


def stated(*texts: str) -> str:
    """The state that a comment or an abstract states: `This paper has been withdrawn by the authors` → `withdrawn`.

    `Supersedes arXiv:2301.00001` says it of another paper.
    """
    matches = (_STATE.search(text[:300]) for text in texts)
    return next((match[1] or match[2] for match in matches if match), "")
