"""The numbers of a work in PubMed and PubMed Central, which lead to it where there is no DOI."""

from __future__ import annotations

from evidence_assembler.library.identity import read_pmcid, read_pmid

from .runs import Run
from .work import Work


def list_pubmed_numbers(work: Work) -> tuple[Run, ...]:
    """PMID and PMCID, each linked; neither where there is a DOI. Between them stands a semicolon."""
    if work.doi:
        return ()
    pmid, pmcid = read_pmid(work.words.get("PMID", "")), read_pmcid(work.words.get("PMCID", ""))
    runs = [Run(f"PMID: {pmid}", href=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/")] if pmid else []
    if pmcid:
        runs += [Run("; ")] if runs else []
        runs.append(Run(f"PMCID: {pmcid}", href=f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"))
    return tuple(runs)
