"""The encoder as we taught it: what is said of each village that a text names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from threadpoolctl import threadpool_limits

from kursk_map.reading.rows.tables import load_table
from kursk_map.reading.second_opinion.encoder import encode, gelu
from kursk_map.reading.second_opinion.labels import LABELS
from kursk_map.reading.second_opinion.weights import load_pretrained
from kursk_map.reading.second_opinion.windows import cut

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kursk_map.model import Side, Span
    from kursk_map.reading.second_opinion.weights import Pretrained
    from kursk_map.reading.second_opinion.windows import Window

__all__ = ["Taught", "load_taught"]

_FILES: Final = tuple(sorted(Path(__file__).parent.glob("taught_*.npz")))


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """The pretrained encoder, and what was added to it each time that it was taught.

    Each of ``teachings`` holds its matrices with our additions, and a head that answers; what
    they answer is averaged as log-odds, since they err apart. Statements stay from a
    confidence of ``least`` on.
    """

    pretrained: Pretrained
    teachings: tuple[dict[str, NDArray[np.float32]], ...]
    least: float

    def judge(
        self,
        text: str,
        sentences: Sequence[Span],
        mentions: Sequence[Span],
        *,
        published: dt.date,
        home: Side | None,
    ) -> NDArray[np.float32]:
        """Say of each mention how likely the text says each thing of it.

        Parameters
        ----------
        text, sentences, mentions, published, home
            As in `kursk_map.reading.second_opinion.windows.cut`.

        Returns
        -------
        NDArray[np.float32]
            Shape ``(mentions, len(LABELS))``, each from 0 to 1 by itself; a mention that lies
            in no sentence has zeros.
        """
        shares = np.zeros((len(mentions), len(LABELS)), np.float32)
        windows = cut(
            text,
            sentences,
            mentions,
            published=published,
            home=home,
            tokenizer=self.pretrained.tokenizer,
        )
        # Windows are small: a second thread costs more waiting than it saves.
        with threadpool_limits(1, user_api="blas"):
            for window in windows:
                numbers = [number for number, _, _ in window.mentions]
                odds = np.mean([self._answers(window, each) for each in self.teachings], axis=0)
                shares[numbers] = 1 / (1 + np.exp(-odds))
        return shares

    def _answers(
        self, window: Window, tensors: dict[str, NDArray[np.float32]]
    ) -> NDArray[np.float32]:
        base = self.pretrained
        vectors = encode(
            base.word_vectors(np.array(window.ids)),
            tensors,
            layers=base.layers,
            heads=base.heads,
            epsilon=base.epsilon,
        )
        seen = np.stack(
            [
                np.concatenate([vectors[start:end].mean(axis=0), vectors[0]])
                for _, start, end in window.mentions
            ]
        )
        hidden = gelu(seen @ tensors["hidden.w"].T + tensors["hidden.b"])
        odds: NDArray[np.float32] = hidden @ tensors["answer.w"].T + tensors["answer.b"]
        return odds


@cache
def load_taught(*paths: Path) -> Taught:
    """Load the encoder and what it was taught: the committed files, or those of ``paths``.

    Raises
    ------
    NotInstalledError
        If the encoder is not installed.
    """
    pretrained = load_pretrained()
    return Taught(
        pretrained=pretrained,
        teachings=tuple(_load(path, pretrained) for path in paths or _FILES),
        least=load_table("second_opinion.toml")["least"],
    )


def _load(path: Path, pretrained: Pretrained) -> dict[str, NDArray[np.float32]]:
    """Add what was learned to the encoder's matrices."""
    with np.load(path) as file:
        learned = {name: file[name].astype(np.float32) for name in file.files}
    tensors = dict(pretrained.tensors)
    for name, up in learned.items():
        if name.endswith(".up"):
            matrix = name.removesuffix(".up")
            tensors[f"{matrix}.w"] = tensors[f"{matrix}.w"] + up @ learned[f"{matrix}.down"]
        elif not name.endswith(".down"):
            tensors[name] = up
    return tensors
