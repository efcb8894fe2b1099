"""Any chronicle of the toy world, for properties."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from kursk_map.chronicle.weights import Phase, Weights, load_weights
from kursk_map.model import Change, Claimant, Control, Modality, Side, Statement
from kursk_map.settings import CAMPAIGN_START
from tests.chronicle.toy import PLACES, said

MIRRORED_CLAIMANT = {
    Claimant.UKRAINIAN_OFFICIALS: Claimant.RUSSIAN_OFFICIALS,
    Claimant.RUSSIAN_OFFICIALS: Claimant.UKRAINIAN_OFFICIALS,
}

EVERYWHERE = tuple(sorted(PLACES))

days = st.integers(0, 320).map(lambda number: CAMPAIGN_START + dt.timedelta(days=number))


@st.composite
def words(draw, places=EVERYWHERE, modalities=(Modality.ASSERTED, Modality.POSSIBLE)):
    """Draw one statement; it is reported on its day or up to two months later."""
    on = draw(days)
    return said(
        draw(st.sampled_from(places)),
        draw(st.sampled_from(list(Change))),
        draw(st.sampled_from(list(Side))),
        on,
        claimant=draw(st.sampled_from(list(Claimant))),
        modality=draw(st.sampled_from(modalities)),
        reported_on=on + dt.timedelta(days=draw(st.integers(0, 60))),
    )


def mirrored(statement: Statement) -> Statement:
    """Return the same statement with the two sides, their soils and officials exchanged."""
    other = {Control.UKRAINIAN: Control.RUSSIAN, Control.RUSSIAN: Control.UKRAINIAN}
    place_id = mirrored_place(statement.place_id)
    return replace(
        statement,
        statement_id=f"~{statement.statement_id}",
        place_id=place_id,
        place_name=place_id,
        toponym=place_id,
        side=statement.side.other,
        control=other.get(statement.control, statement.control),
        claimant=MIRRORED_CLAIMANT.get(statement.claimant, statement.claimant),
    )


def mirrored_place(place_id: str) -> str:
    return {"r": "u", "u": "r"}[place_id[0]] + place_id[1:]


def symmetric_weights() -> Weights:
    """Return the weights with the phases of Russian soil on both soils."""
    weights = load_weights()
    russian = [phase for phase in weights.phases if phase.soil is Side.RUSSIAN]
    phases = [
        Phase(
            soil=soil,
            from_on=phase.from_on,
            leaves_own=phase.leaves_own,
            leaves_away=phase.leaves_away,
            conceded=phase.conceded,
        )
        for soil in Side
        for phase in russian
    ]
    return replace(weights, phases=tuple(phases))
