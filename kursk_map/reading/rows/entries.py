"""The kinds of rows that a lexicon holds."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Final, Self

from kursk_map.model import Change, Claimant, Modality, Side
from kursk_map.reading.rows.slots import Locus, SideSense, Slot

__all__ = [
    "ENTRY_TYPES",
    "Anaphor",
    "Aside",
    "Break",
    "Cue",
    "Entry",
    "Locative",
    "Operator",
    "Report",
    "SideMention",
    "Source",
    "Thing",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: how it is spelled, and one text where it counts and one where it must not."""

    rule_id: str
    match: tuple[str, ...]
    example: str = ""
    counterexample: str = ""

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Make an entry of a TOML row; an unknown key is an error."""
        values = dict(row)
        values["rule_id"] = values.pop("id")
        phrases = values["match"]
        values["match"] = (phrases,) if isinstance(phrases, str) else tuple(phrases)
        known = {each.name for each in fields(cls)}
        if unknown := sorted(set(values) - known):
            message = f"unknown key {', '.join(unknown)}"
            raise ValueError(message)
        return cls(**values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue(Entry):
    """Words that say what happened at a place.

    ``holder`` lists where the side that the statement speaks of is looked for,
    ``opponent`` where the other one is, ``otherwise`` what decides when grammar
    names neither. ``places`` is where the places stand: ``after``, ``before``,
    ``either`` (after first), or ``preceding`` (before and nowhere else). ``loci``
    says what the change becomes when something is said of a part of the place or
    of its surroundings; ``""`` drops it. ``change`` ``same`` repeats the last event
    for more places, and ``none`` is an idiom that only looks like a cue ("took place").
    ``teller`` is the kind of speaker who tells such things ("ministry" of strikes) and
    spoke before, where a sentence names nobody. What troops do ``on_foot`` is not what
    drones and bombs do: an attack "by drones" is none. An ``assault`` names who attacks, and
    outweighs words beside it that leave that open ("grey zone", "holds out"). One that
    repeats only ``within`` its sentence ("among them A") looks further back at its start alone.
    What is ``mutual`` names sides that are in it, not which of them attacks ("fighting with S").
    ``befalls`` tells of troops that are somewhere by what befell them there: a ``strike``, or
    the ``loss`` of men. What is ``tried`` may not come about.
    """

    change: str
    places: str = "either"
    holder: tuple[Slot, ...] = ()
    opponent: tuple[Slot, ...] = ()
    otherwise: tuple[Slot, ...] = ()
    loci: dict[str, str] = field(default_factory=dict)
    modality: Modality = Modality.ASSERTED
    reach: int = 60
    teller: str = ""
    on_foot: bool = False
    assault: bool = False
    within: bool = False
    mutual: bool = False
    befalls: str = ""
    tried: bool = False

    def __post_init__(self) -> None:
        """Turn words into members."""
        if self.change not in {"same", "none"}:
            Change(self.change)
        for name in ("holder", "opponent", "otherwise"):
            object.__setattr__(self, name, tuple(Slot(each) for each in getattr(self, name)))
        object.__setattr__(self, "modality", Modality(self.modality))
        if self.places not in {"after", "before", "either", "preceding"}:
            message = f"places is {self.places!r}"
            raise ValueError(message)
        if self.befalls not in {"", "strike", "loss"}:
            message = f"befalls is {self.befalls!r}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True, kw_only=True)
class SideMention(Entry):
    """Words for a side; ``marker`` is their case, if cases there are; ``weak`` adjectives."""

    side: SideSense
    marker: str = ""
    weak: bool = False

    def __post_init__(self) -> None:
        """Turn words into members."""
        object.__setattr__(self, "side", SideSense(self.side))


@dataclass(frozen=True, slots=True, kw_only=True)
class Locative(Entry):
    """Words before a place that say how it stands to the event.

    After a comma a ``bearing`` ("south of") says where the place before it lies.
    """

    locus: Locus
    bearing: bool = False

    def __post_init__(self) -> None:
        """Turn words into members."""
        object.__setattr__(self, "locus", Locus(self.locus))


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing(Entry):
    """What was taken when it was not the place: ``part`` of it, or something else (``none``)."""

    locus: Locus

    def __post_init__(self) -> None:
        """Turn words into members."""
        object.__setattr__(self, "locus", Locus(self.locus))


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor(Entry):
    """Words that mean a place named before: the last ``one``, or ``all`` of the last list.

    ``first`` and ``second`` count in the last list of several, ``town`` and ``village`` are the
    last of their kind, ``other`` is none of them ("one more village"). An ``adjacent`` one ("it")
    counts only right beside a cue, one ``before_cue`` ("its capture") right before, one
    ``after_place`` (", which") right behind a place.
    """

    refers: str
    adjacent: bool = False
    before_cue: bool = False
    after_place: bool = False
    locus: Locus | None = None

    def __post_init__(self) -> None:
        """Turn words into members."""
        if self.locus:
            object.__setattr__(self, "locus", Locus(self.locus))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside(Entry):
    """Words between the places of a list that name no place of it: "in Korenevsky district"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break(Entry):
    """Words that begin another clause; one ``within`` a clause ends at the next comma.

    A clause within another ("Sudzha, which had fallen in August, ...") speaks of the
    place before its comma, and the clause around it goes on behind it.
    """

    within: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator(Entry):
    """Words that turn what a cue says.

    ``kind``: ``not``, ``deny``, ``ended``, ``partly``, ``attempt``, ``failed`` (beaten
    off by the other side), ``stopped`` (so were the troops, if they only tried to, or "but"
    stands between), ``vain`` (of the attacker's own failure), ``plan``,
    ``possible``, ``void`` (nobody says that it is so: "if", "would mean"), ``asked``
    ("whether"), ``afar`` (by drones, bombs, on civilians), ``none`` (only looks like one of these).
    ``applies`` to the ``next`` cue, the ``previous`` one, or ``either``; ``reach``
    words ahead and ``behind`` words back at most.
    """

    kind: str
    applies: str = "next"
    reach: int = 8
    behind: int = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Entry):
    """Whose word: a name, an office, or a description of somebody named before.

    ``kind`` is what a later description can refer to (``ministry``, ``person``,
    ``blogger`` ...); ``refers`` marks such descriptions. ``named`` offices take
    the name that stands beside them. ``side`` is the side it belongs to. A ``bare``
    one ("some", "one") counts only right before a reporting word. A ``local`` one
    ("the mayor") belongs to the state on whose soil the places of its sentence lie.
    """

    party: Claimant | None = None
    name: str = ""
    side: Side | None = None
    kind: str = ""
    refers: tuple[str, ...] = ()
    named: bool = False
    bare: bool = False
    local: bool = False

    def __post_init__(self) -> None:
        """Turn words into members."""
        if self.party:
            object.__setattr__(self, "party", Claimant(self.party))
        if self.side:
            object.__setattr__(self, "side", Side(self.side))
        object.__setattr__(self, "refers", tuple(self.refers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Entry):
    """Words by which somebody says something.

    ``form``: ``verb``, ``noun`` ("the ministry's count"), ``prefix``
    ("according to"), ``citing``, ``cited_by``, ``own`` ("by its own account",
    of whoever acts), ``impersonal`` ("reportedly"), ``retro`` ("this was announced
    by", of the sentence before), ``none`` (only looks like one), ``recall`` ("the
    statement says", of whoever of ``kinds`` spoke last). The speaker of an ``adjacent``
    verb ("goes on") must stand right before it. ``polarity`` is ``denied`` for
    "rejected", "has not confirmed". A ``lasting`` one ("Source: ISW") holds for the text
    around it, unless somebody else speaks.
    """

    form: str = "verb"
    lasting: bool = False
    adjacent: bool = False
    kinds: tuple[str, ...] = ("any",)
    polarity: Modality = Modality.ASSERTED

    def __post_init__(self) -> None:
        """Turn words into members."""
        object.__setattr__(self, "polarity", Modality(self.polarity))


#: The section of a TOML file, and what its rows are.
ENTRY_TYPES: Final[dict[str, type[Entry]]] = {
    "cue": Cue,
    "side": SideMention,
    "locative": Locative,
    "thing": Thing,
    "anaphor": Anaphor,
    "aside": Aside,
    "break": Break,
    "operator": Operator,
    "source": Source,
    "report": Report,
}
