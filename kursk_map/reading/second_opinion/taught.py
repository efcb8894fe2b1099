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

_FILE: Final = Path(__file__).with_name("taught.npz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """The pretrained encoder, its matrices with our additions, and the head that answers.

    What the rules did not read is added from a share of ``add`` on; statements stay from a
    confidence of ``least`` on.
    """

    pretrained: Pretrained
    tensors: dict[str, NDArray[np.float32]]
    least: float
    add: float

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
                shares[numbers] = self._answers(window)
        return shares

    def _answers(self, window: Window) -> NDArray[np.float32]:
        base = self.pretrained
        vectors = encode(
            base.word_vectors(np.array(window.ids)),
            self.tensors,
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
        hidden = gelu(seen @ self.tensors["hidden.w"].T + self.tensors["hidden.b"])
        odds = hidden @ self.tensors["answer.w"].T + self.tensors["answer.b"]
        shares: NDArray[np.float32] = 1 / (1 + np.exp(-odds))
        return shares


@cache
def load_taught(path: Path = _FILE) -> Taught:
    """Load the encoder and what it was taught.

    Raises
    ------
    NotInstalledError
        If the encoder is not installed.
    """
    pretrained = load_pretrained()
    with np.load(path) as file:
        learned = {name: file[name].astype(np.float32) for name in file.files}
    tensors = dict(pretrained.tensors)
    for name, up in learned.items():
        if name.endswith(".up"):
            matrix = name.removesuffix(".up")
            tensors[f"{matrix}.w"] = tensors[f"{matrix}.w"] + up @ learned[f"{matrix}.down"]
        elif not name.endswith(".down"):
            tensors[name] = up
    table = load_table("second_opinion.toml")
    return Taught(pretrained=pretrained, tensors=tensors, least=table["least"], add=table["add"])
