"""Every miss and every falsehood with its sentence, for those who mend the rules.

The sentences belong to their publishers: what is written here stays on your machine.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from bench.scoring import Claim, Comparison, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bench.annotations import Article
    from bench.mentions import Mention

__all__ = ["claimant_verdicts", "date_verdicts", "write_details"]


def claimant_verdicts(claims: Comparison[Claim]) -> Iterator[tuple[str, bool]]:
    """Judge each party to which a matched tuple was put: the text allows it."""
    for match in claims.matched:
        allowed = frozenset().union(*(gold.claimants for gold in match.gold))
        for party in {party for read in match.read for party in read.claimants}:
            yield match.gold[0].document, party in allowed


def date_verdicts(claims: Comparison[Claim]) -> Iterator[tuple[str, bool]]:
    """Judge each reading of a matched tuple: it meets a day on which it was said to be so.

    Where the gold standard knows one day, the interval must contain it; where it
    knows a longer time, the interval must touch it and be no longer.
    """
    for match in claims.matched:
        for read in {(each.valid_from, each.valid_to): each for each in match.read}.values():
            yield (
                read.document,
                any(
                    read.valid_from < gold.valid_to
                    and gold.valid_from < read.valid_to
                    and read.valid_to - read.valid_from
                    <= max(gold.valid_to - gold.valid_from, dt.timedelta(days=8))
                    for gold in match.gold
                ),
            )


def write_details(
    path: Path,
    articles: Sequence[Article],
    claims: Comparison[Claim],
    figures: Comparison[Figure],
    found: Iterable[Mention],
) -> None:
    """Write every miss and every falsehood with its sentence; keep this file to yourself."""
    lines: list[str] = []
    for article in articles:
        document = article.document.document_id
        part = [
            *(_told("MISSED", each) for each in claims.missed if each.document == document),
            *(_told("FALSE", each) for each in claims.false if each.document == document),
            *_wrong(claims, document),
            *(_counted("MISSED", each) for each in figures.missed if each.document == document),
            *(_counted("FALSE", each) for each in figures.false if each.document == document),
            *(
                f"- MENTION {each.text!r} taken for {each.place}"
                for each in found
                if each.document == document and not each.right
            ),
        ]
        if part:
            shown = article.document
            lines += [f"\n## {document} {article.language} {shown.published} {shown.publisher}", ""]
            lines += part
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _told(word: str, claim: Claim) -> str:
    places = "|".join(sorted(claim.places))
    who = "|".join(sorted(claim.claimants))
    when = f"{claim.valid_from}..{claim.valid_to}"
    return (
        f"- {word} ({places}, {claim.side}, {claim.kind}) {who} {when} as {claim.text!r}\n"
        f"  > {' '.join(claim.note.split())}"
    )


def _wrong(claims: Comparison[Claim], document: str) -> Iterator[str]:
    """Describe matched tuples whose claimant or date is wrong."""
    for match in claims.matched:
        if match.gold[0].document != document:
            continue
        alone = Comparison(matched=(match,), missed=(), false=(), excused=())
        for word, verdicts in (
            ("CLAIMANT", claimant_verdicts(alone)),
            ("DATE", date_verdicts(alone)),
        ):
            if not all(verdict for _, verdict in verdicts):
                yield f"- {word} expected:\n{_told('  ', match.gold[0])}"
                yield from (_told("  read", each) for each in match.read)


def _counted(word: str, figure: Figure) -> str:
    return (
        f"- {word} quantity {figure.measure} {figure.value:g} {'|'.join(sorted(figure.senses))} "
        f"{figure.side} {'|'.join(sorted(figure.claimants))}\n  > {' '.join(figure.note.split())}"
    )
