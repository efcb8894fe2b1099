"""Every tuple of a round that the rules read or the encoder finds likely, and what they give."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bench.scoring import Claim, Comparison, Scores, claim_of, compare, score, verdicts
from gazetteer.load import load_gazetteer
from kursk_map.reading.confidence import confidence_of
from kursk_map.reading.extract import extract
from kursk_map.reading.second_opinion.labels import RULE_ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bench.annotations import Article
    from kursk_map.model import SecondOpinion
    from kursk_map.reading.second_opinion.taught import Taught

__all__ = ["Candidate", "Judged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A tuple, how sure it is by the rules alone, if they read it, and the encoder's word."""

    claim: Claim
    own: float | None
    opinion: SecondOpinion | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A round with all its candidates."""

    documents: Sequence[str]
    gold: Sequence[Claim]
    candidates: Sequence[Candidate]

    @classmethod
    def of(cls, articles: Sequence[Article], taught: Taught) -> Judged:
        """Read every article by the rules and ask the encoder."""
        return cls(
            documents=[article.document.document_id for article in articles],
            gold=[claim for article in articles for claim in article.claims],
            candidates=list(_candidates(articles, taught)),
        )

    def compare(self, kept: Callable[[Candidate], bool]) -> Comparison[Claim]:
        """Match the candidates that are kept with what careful readers found."""
        return compare(self.gold, (each.claim for each in self.candidates if kept(each)))

    def score(self, kept: Callable[[Candidate], bool]) -> Scores:
        """Count precision, recall and F1 of the candidates that are kept."""
        return score(self.compare(kept), self.documents)

    def verdicts(self) -> list[tuple[Candidate, bool]]:
        """Tell of each candidate whether it is right, where careful readers do not differ."""
        told = verdicts(self.compare(lambda _: True))
        right = {(claim.document, claim.key): verdict for claim, verdict in told}
        return [
            (each, right[key])
            for each in self.candidates
            if (key := (each.claim.document, each.claim.key)) in right
        ]


def _candidates(articles: Iterable[Article], taught: Taught) -> Iterable[Candidate]:
    gazetteer = load_gazetteer()
    everything = replace(taught, least=0.0)
    for article in articles:
        for statement in extract(article.document, gazetteer, taught=everything).statements:
            provenance = statement.provenance
            alone = replace(statement, provenance=replace(provenance, second_opinion=None))
            yield Candidate(
                claim=claim_of(statement),
                own=None if RULE_ID in provenance.rule_ids else confidence_of(alone),
                opinion=provenance.second_opinion,
            )
