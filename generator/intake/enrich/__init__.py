"""What records lack, from arXiv, Crossref and OpenAlex, when asked: each answer is one more source of its record.

    services   what can be asked, of which records, and how an answer divides among them
    client     one polite request after another
    cache      answers so far, on disk: what was asked before an interrupt need not be asked again
    question   asks a service what the cache cannot answer
    attach     whether an answer is the record's own paper; then the fold of `merge` takes it in
    run        the order of these

No answer founds a record, joins two of them or changes what a person wrote. Nothing else in the package asks the
network for anything.
"""

from generator.intake.enrich.run import COUNTS, Enriched, Options, ServiceAccount, World, enrich
from generator.intake.enrich.services import SERVICES, services_named

__all__ = ["COUNTS", "SERVICES", "Enriched", "Options", "ServiceAccount", "World", "enrich", "services_named"]
