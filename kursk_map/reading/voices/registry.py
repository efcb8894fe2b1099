"""Who has spoken so far: speakers, the publisher's own voice, and whom "he" may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kursk_map.model import Claimant, Side
from kursk_map.reading.rows.entries import Source
from kursk_map.record import record

if TYPE_CHECKING:
    from kursk_map.model import Span
    from kursk_map.reading.lexicon import Lexicon

__all__ = ["NAMED", "Registry", "Speaker", "own_voice", "speaker_of"]

#: Kinds of sources that are no claimants in their own right when they publish.
_NOT_OWN: Final = frozenset({"outlet", "any"})
#: What parts the name of a paper from whose text it copies.
_COPIES: Final = re.compile(r"\s*[()|/]\s*|\s+via\s+")
#: Kinds of speakers who go by a name of their own.
NAMED: Final = frozenset({"person", "blogger"})


@record(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose word it is. ``side`` is the side that "our troops" would mean."""

    party: Claimant
    name: str
    side: Side | None
    kind: str
    rule_id: str


@dataclass(slots=True)
class Registry:
    """Who has spoken so far in a document; the newest last.

    Of ``persons`` a text speaks as of one: an agency's source at some authority is "he".
    """

    publisher: Speaker
    heard: list[Speaker] = field(default_factory=list)
    persons: set[Speaker] = field(default_factory=set)
    surnames: dict[str, Speaker] = field(default_factory=dict)
    heard_in: Span | None = None

    def remember(self, speaker: Speaker, span: Span | None = None) -> None:
        """Note a speaker who was named, and the sentence that names it."""
        if speaker in self.heard:
            self.heard.remove(speaker)
        self.heard.append(speaker)
        self.heard_in = span
        *_, last = speaker.name.split() or [""]
        if speaker.kind in NAMED and last[:1].isupper():
            self.surnames.setdefault(last.lower(), speaker)

    def recall(self, kinds: tuple[str, ...], *, within: Span | None = None) -> Speaker | None:
        """Return the newest speaker of one of these kinds (``any`` for whoever spoke last).

        Who spoke last in the same sentence is meant by any pronoun: a machine
        translation has ministries say "he". Somebody unknown with two names is a person.
        """
        for speaker in reversed(self.heard):
            unknown = speaker.rule_id == "unknown" and len(speaker.name.split()) > 1
            person = unknown or speaker in self.persons
            if speaker.kind in kinds or "any" in kinds or (person and "person" in kinds):
                return speaker
            pronoun = within is not None and within == self.heard_in and "person" in kinds
            if pronoun and speaker.kind != "outlet":
                return speaker
        return None


def own_voice(publisher: str, lexicon: Lexicon) -> Speaker:
    """Return the publisher as speaker of what nobody else is said to have said.

    A copy is still by whom it names: "Weekly News (Rybar)", "Rybar via Weekly News".
    """
    for name in (publisher, *_COPIES.split(publisher)):
        words = name.split()
        for match in lexicon.find([word.lower() for word in words]):
            entry = match.entry
            whole = match.start == 0 and match.end == len(words)
            if not isinstance(entry, Source) or not whole or entry.refers:
                continue
            if entry.party and entry.kind not in _NOT_OWN:
                return speaker_of(entry, entry.name or name)
    return Speaker(
        party=Claimant.MEDIA, name=publisher, side=None, kind="outlet", rule_id="publisher"
    )


def speaker_of(entry: Source, name: str) -> Speaker:
    """Return who a row says speaks, by a name."""
    return Speaker(
        party=entry.party or Claimant.MEDIA,
        name=name,
        side=entry.side,
        kind=entry.kind,
        rule_id=entry.rule_id,
    )
