"""Names whose parts a source gives apart, as one text that can be read in one way only."""


def as_name(family: str, given: str = "", suffix: str = "") -> str:
    """`Family Suffix, Given`; a name that has no parts is kept whole, in braces where something would divide it.

    `("Roe", "Max", "Jr.")` → `Roe Jr., Max`; `("Owls, Bats and Friends")` → `{Owls, Bats and Friends}`.
    """
    last = " ".join(f"{family} {suffix}".split())
    if not given.strip():
        return f"{{{last}}}" if "," in last or (" " in last and not suffix.strip()) else last
    return f"{last}, {given}" if last else given
