"""A catalog of four invented papers that have everything a page can show, and lack everything one can lack."""

from dataclasses import replace

from generator.knowledge.catalog import Catalog, Twins, build_catalog, with_history
from generator.model import Author, Fingerprint, Mention, Paper, PaperId, Related, Source, TopicMatch, TopicSlug
from generator.records.conflicts import Conflict, Option
from generator.records.history import Change, FieldChange, History, Version
from generator.records.settings import Decisions, Ruling, Rulings, Settings, Topic, Venue
from tests.make import paper

LANTERN, BOATS, PLAIN, NAMELESS = map(PaperId, ("lantern-2024", "boats-2023", "plain-2023", "nameless"))
ROUTING, FOLDING, PAPER = map(TopicSlug, ("routing", "folding", "paper-craft"))


def toy_catalog(*, abstracts: bool = True) -> Catalog:
    """Computed evidence is set by hand, so that a better `classify` or `relate` leaves the golden pages alone."""
    catalog = build_catalog({record.id: record for record in _papers()}, _decisions(abstracts=abstracts))
    catalog = with_history(catalog, _history())
    routing = TopicMatch(topic=ROUTING, points=3, evidence=(("title", "routing"), ("abstract", "wires *and* ropes")))
    mention = Mention(source=BOATS, target=LANTERN, name="Lantern", sentence="We float Lantern <lamps> in $O(n)$ time.")
    return replace(
        catalog,
        paper_topics={**catalog.paper_topics, LANTERN: (routing, *catalog.paper_topics[LANTERN])},
        related={**dict.fromkeys(catalog.papers, ()), LANTERN: (_related(),)},
        mentions={BOATS: (mention,)},
        conflicts={LANTERN: _conflicts()},
        twins={f"{BOATS} {PLAIN}": Twins(papers=(BOATS, PLAIN), reason="similar title, but <b>*no*</b> author")},
        mentioned_by={LANTERN: (mention, replace(mention, source=PLAIN, sentence="Unlike Lantern, it is plain."))},
    )


def _history() -> History:
    """One change of each kind, with text that means something to Markdown and HTML."""
    fields = (
        FieldChange(field="title", old="<b>Lamp</b> [x](javascript:y) | {{ 7 * 7 }}", new="Lantern: *glow* $O(n)$"),
        FieldChange(field="ids.doi", new="10.1000/lamp_(1)"), FieldChange(field="abstract"),
        *(FieldChange(field=name, old="1") for name in ("volume", "number", "edition", "pages", "place")),
    )  # fmt: skip
    came = [Change(day="2024-03-06", kind="added", paper=id_) for id_ in ("lamp-2024", BOATS, "old_note", "gone-2020")]
    return History(
        changes=(
            *came,
            Change(day="2024-04-02", kind="renamed", paper=LANTERN, other="lamp-2024"),
            Change(day="2024-04-02", kind="corrected", paper=LANTERN, fields=fields),
            Change(day="2024-04-02", kind="merged", paper=BOATS, other="raft-2023"),
            Change(day="2024-05-01", kind="split", paper=PLAIN, other=BOATS),
            Change(day="2024-05-01", kind="retracted", paper=BOATS,
                   fields=(FieldChange(field="state", new="retracted"),)),
            Change(day="2024-05-02", kind="removed", paper="old_note"),
            Change(day="2024-05-02", kind="excluded", paper="doi:10.1000/gone"),
        ),
        versions=(Version(name="v2|<b>", day="2024-05-01", papers=3, topics=2),),
    )


def _conflicts() -> tuple[Conflict, ...]:
    own = Option(value="Lantern: *glow* routing in $O(n^2)$ <b>steps</b> & 100% of wires", captures=("one.txt",))
    other = Option(value='Lantern | "routing": {{ 7 * 7 }}', captures=("two|three.bib", "x.csv"))
    people = (Option(value=(Author(name="Ada Møller"),), captures=()),
              Option(value=(Author(name="A, B"),), captures=("a",)))
    return (
        Conflict(paper=LANTERN, field="title", options=(own, other)),
        Conflict(paper=LANTERN, field="authors", options=people),
    )


def _related() -> Related:
    names = ("Ada Møller", "B. O'Neil", "C_D", "E")
    return Related(paper=BOATS, score=1.5, terms=("crease", "glow_lamp"), authors=names, topics=(PAPER,))


def _decisions(*, abstracts: bool) -> Decisions:
    settings = Settings(
        title="Toy & Catalog", description="Four papers, *none* of them real.", repository="https://example.org/toy/",
        abstracts="publish" if abstracts else "omit", mentions=1, review_pages=True,
    )
    craft = Topic(slug=PAPER, title="Paper craft", definition="What is done with paper.")
    topics = (
        craft,
        Topic(slug=FOLDING, title="Folding", definition="What creases do.", parents=(PAPER,)),
        Topic(slug=ROUTING, title="Routing & wires", definition="Which way packets go, in $O(n)$ steps."),
    )
    venue = Venue(slug="lampconf", name="LampConf", title="Conference on Lamps", kind="conference")
    gone = Ruling(names=("gone-2020", "doi:10.1000/gone"), title="Gone: <b>$O(n)$</b> *lamps*",
                  because="A duplicate of [lamps](javascript:x) & <script>; {{ 7 * 7 }}.")
    return Decisions(settings=settings, topics={topic.slug: topic for topic in topics}, venues={"lampconf": venue},
                     rulings=Rulings(excluded=(gone,)))


def _papers() -> list[Paper]:
    return [_lantern(), _boats(), paper(PLAIN, title="Plain", date="2023"), paper(NAMELESS, summary="Only a summary.")]


def _lantern() -> Paper:
    return paper(
        LANTERN,
        title="Lantern: *glow* routing in $O(n^2)$ <b>steps</b> & 100% of wires",
        authors=("Ada Møller", "Bob O'Neil", *(f"Author {letter}" for letter in "ABCDEFGHIJKL")),
        date="2024-03-05",
        first="2024-02-28",
        venue="LampConf 2024",
        volume="12",
        number="3",
        pages="271-278",
        editors=("Ina *Falk*", "Oto Brand"),
        series="Lamp & Notes",
        edition="2",
        publisher="Owl & Sons",
        place="Ely",
        isbn="9780306406157",
        keywords=("lamps & wires", "*glow*"),
        ids={"arxiv": "2403.00001", "doi": "10.1000/lamp_(1)"},
        abstract="A packet goes where it glows. 1. It ends.",
        summary="Routes packets by *glow*; $5 a wire, $6 a rope.",
        links=(("code", "https://github.com/example/lantern"), ("data", "https://example.org/a_(b)?c=1&d=2")),
        topics=("paper-craft",),
        relations=("corrects boats-2023",),
        state="superseded",
        awards=("Best Lamp",),
        notes=("The name is spelled <Lantern>.",),
        aliases=("lamp-2024",),
        sources=(
            Source(capture="one.txt", reader="plain", line=3, row=Fingerprint("0123456789ab"),
                   fields={"title": "x", "date": "y"}),
            Source(capture="two|three.bib", reader="bibtex", merged="the same DOI", fields={"doi": "z"},
                   differs={"title": "Lantern | routing"}),
        ),
    )


def _boats() -> Paper:
    return paper(BOATS, title="Paper boats", authors=("Ada Møller", "others"), date="2023-07", topics=("folding",),
                 abstract="We float Lantern <lamps> in $O(n)$ time.", ids={"acl": "2023.toy-long.1"})
