"""What has rotted in a catalog since it was written: links, and what became of papers. Asked only by `check --links`.

    visit      where an address leads today
    archive    the copy that the Internet Archive has of it
    standing   retractions, and preprints that have been published, as far as services say
    run        the order of these

Nothing here changes a record.
"""

from generator.intake.rot.run import Rotten, find_rot

__all__ = ["Rotten", "find_rot"]
