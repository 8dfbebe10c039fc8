"""Invented papers that have everything a record can hold, and lack everything one can lack."""

from dataclasses import replace

from generator.knowledge.catalog import Catalog, build_catalog
from generator.model import Author, Fingerprint, Paper, PaperId, Source, TopicSlug
from generator.records.settings import Decisions, Rulings, Settings, Topic, Venue
from tests.make import paper

ORCID = "0000-0002-1825-0097"


def catalog_of(*papers: Paper, abstracts: bool = True) -> Catalog:
    topic = Topic(slug=TopicSlug("lamps"), title="Lamps & wires", definition="What glows.", strong=("lamp", "glow"))
    venue = Venue(slug="owls", name="OWLS", title="Annual Conference on Owls", kind="conference")
    journal = Venue(slug="lamp-letters", name="Lamp Lett.", title="Lamp Letters", kind="journal")
    settings = Settings(title="Owls & lamps", abstracts="publish" if abstracts else "omit")
    decisions = Decisions(settings=settings, topics={topic.slug: topic}, rulings=Rulings(),
                          venues={venue.slug: venue, journal.slug: journal})
    return build_catalog({record.id: record for record in papers}, decisions)


def papers() -> list[Paper]:
    return [_glow(), _handbook(), _owls(), _formula(), paper("nothing", summary="Only a summary.")]


def _glow() -> Paper:
    record = paper(
        "glow-2023",
        title="Glow: $n^2$ lamps & 100% of the {wires} -- _now_",
        date="2023-09-27",
        venue="OWLS 2024",
        type="conference",
        pages="271-278",
        publisher="Owl & Sons",
        ids={"arxiv": "2309.00001", "doi": "10.1000/owl_(1)", "acl": "2024.toy-long.1", "openreview": "gLoW123456"},
        summary="Says *when* a lamp shines; $5 a wire.",
        abstract="A lamp <i>glows</i> in $O(n)$ steps. #1 of 2.",
        keywords=("lamps", "wires, old"),
        categories=("cs.CL", "cs.LG"),
        links=(("code", "https://github.com/example/glow"), ("data", "https://example.org/a_(b)?c=1&d=2")),
        state="superseded",
        awards=("Best Lamp", "Best Wire"),
        aliases=("glow",),
        sources=(Source(capture="one.bib", reader="bibtex", line=3, row=Fingerprint("0123456789ab")),),
    )
    authors = (Author(name="Ada van der Møller Jr.", orcid=ORCID), Author(name="The Lamp Collaboration"),
               Author(name="李明"), Author(name="Bo Reed"), Author(name="others"))
    return replace(record, authors=authors)


def _owls() -> Paper:
    return paper("owls-2021", title="Owls", authors=("Ada van der Møller Jr.", "Cy Roe"), date="2021-06",
                 type="article", venue="Lamp Lett.", volume="12", number="3", pages="e1009",
                 ids={"pmid": "12345", "pmcid": "PMC123"})


def _handbook() -> Paper:
    """A book with everything that only books have, and names that nobody could take apart."""
    record = paper("handbook-of-lamps-2020", title="Handbook of Lamps", date="2020", type="book", edition="2",
                   series="Lamp Notes", volume="7", publisher="Owl & Sons", place="Ely", isbn="9780306406157",
                   language="en", key="lamps:2020")
    editors = (Author(name="Luz Pardo Vega", family="Pardo Vega"), Author(name="陈海明", family="陈"))
    authors = (Author(name="Ina Eckart de Castilho", family="Eckart de Castilho"),
               Author(name="Lamps of Paris", family="Lamps of Paris"))
    return replace(record, authors=authors, editors=editors)


def _formula() -> Paper:
    """A title that a spreadsheet would compute."""
    return paper(PaperId("sum-1999"), title="=SUM(1+1) of 'owls'", authors=("Cy Roe",), date="1999",
                 venue="Thesis of 2001", type="thesis")
