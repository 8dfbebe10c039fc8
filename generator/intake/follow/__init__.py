"""What is new since last time, of all that a catalog follows: each paper becomes a record that waits for a person.

    searches   a saved search as one page of questions after another
    ask        the pages, from the cache or the service, and the rows on them
    propose    which of the rows are new papers, by the same merge as every import
    run        the order of these

Nothing here changes a record that is there: what the catalog has already is counted and left as it is.
"""

from generator.intake.follow.run import EntryAccount, Updated, Way, update

__all__ = ["EntryAccount", "Updated", "Way", "update"]
