"""Who signed which paper: the people behind the names, each with an address, and those who may be the same.

    identity      occurrences of names → people: one where that is certain, else apart
    addresses     people → the addresses of their pages, the pages of names that several share, and redirects
    likeness      how two names can be one person's
    alike         people who may be the same, with what speaks for it
    entries       what an author page shows

Certain is the same ORCID, or the same full name and no sign against it. Everything else is shown as a question, and
settled under `authors` in rulings.yml.
"""

from generator.knowledge.people.addresses import AuthorSlug
from generator.knowledge.people.alike import Alike, find_alike
from generator.knowledge.people.entries import AuthorEntry, author_entries
from generator.knowledge.people.identity import People, find_people
from generator.knowledge.people.rulings import check_author_rulings

__all__ = [
    "Alike", "AuthorEntry", "AuthorSlug", "People", "author_entries", "check_author_rulings", "find_alike",
    "find_people",
]
