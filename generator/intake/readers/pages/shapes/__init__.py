"""The pages that list papers, a file each. To add one: its file, its name here, and a case under `tests/readers/`."""

from generator.intake.readers.pages.shape import Shape
from generator.intake.readers.pages.shapes import (
    acl_volume,
    acm_results,
    arxiv_abstract,
    arxiv_listing,
    arxiv_search,
    cvf,
    dblp,
    ieee_xplore,
    openreview,
    pmlr,
    pubmed_page,
    pubmed_summary,
    scholar_alert,
    scholar_profile,
    scholar_results,
    semantic_scholar_page,
    zotero_report,
)

SHAPES: tuple[Shape, ...] = tuple(
    module.SHAPE
    for module in (
        acl_volume,
        acm_results,
        arxiv_abstract,
        arxiv_listing,
        arxiv_search,
        cvf,
        dblp,
        ieee_xplore,
        openreview,
        pmlr,
        pubmed_page,
        pubmed_summary,
        scholar_alert,
        scholar_profile,
        scholar_results,
        semantic_scholar_page,
        zotero_report,
    )
)
