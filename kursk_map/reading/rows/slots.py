"""What the columns of rows may say: where a side is found, how a place stands, whom words mean."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Locus", "SideSense", "Slot"]


class Slot(StrEnum):
    """Where a cue finds a side: by grammar first, by circumstance where grammar is silent.

    ``topic`` is whoever the text spoke of last: "Rosjanie wrócili. Zajęli Gornal." ``guest``
    is who stands on foreign soil, ``attacker`` who attacked in those months (``defender`` the
    other), ``taker`` who took a place there: the attacker, or later on Russian soil the
    claimant. ``target`` is who was struck: troops named outright before the place, not whose
    strike it was.
    """

    SUBJECT = "subject"
    OBJECT = "object"
    NEXT = "next"
    INSIDE = "inside"
    ADJECTIVE = "adjective"
    AGENT = "by"
    OF = "of"
    FROM = "from"
    TO = "to"
    WITH = "with"
    NEARBY = "nearby"
    ACTOR = "actor"
    CLAIMANT = "claimant"
    CLAIMANT_OTHER = "claimant_other"
    SOIL = "soil"
    SOIL_OTHER = "soil_other"
    ATTACKER = "attacker"
    DEFENDER = "defender"
    TOPIC = "topic"
    GUEST = "guest"
    TAKER = "taker"
    TARGET = "target"


class Locus(StrEnum):
    """How a place stands to what is said: in it, in part of it, near it, towards it ...

    ``upon`` is "on": an advance on X goes towards it, an attack on X is one in it. A row
    that does not tell them apart says ``toward`` for both. Who reached the ``edge`` of a
    place, or moved along it, has not entered it; all else said of an edge is said of a part.
    What is ``far`` from a place ("dozens of kilometres from") is not said of it at all.
    """

    IN = "in"
    PART = "part"
    EDGE = "edge"
    NEAR = "near"
    TOWARD = "toward"
    UPON = "upon"
    FROM = "from"
    THROUGH = "through"
    ROAD = "road"
    FAR = "far"
    NONE = "none"


class SideSense(StrEnum):
    """Which side a mention means: named outright, or by whoever speaks.

    Of an ``occupier`` a paper speaks as its own country does, also where it tells what
    the other side says.
    """

    UKRAINIAN = "ukrainian"
    RUSSIAN = "russian"
    CLAIMANT = "claimant"
    SPEAKER = "speaker"
    ENEMY = "enemy"
    OCCUPIER = "occupier"
    ANTECEDENT = "antecedent"
    OWNER = "owner"
    NONE = "none"
