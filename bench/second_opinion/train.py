"""Teach the second opinion: pretrained encoder, small additions to its matrices, an answer head.

Usage::

    python -m bench.second_opinion.train --output FILE [--epochs 4] [--after FILE] [--rate 0.0005]
                                         [--hold-out 40]

Reads ``examples/``, the cases of the tests and the digests (`examples.py`), and writes the
additions and the head. The encoder itself stays as it is in its package: to each of its matrices
the product of two thin ones is added (low-rank adaptation, Hu et al. 2021), so that what we
taught it weighs a few megabytes. Passages are joined until they are about as long as an article,
with others each time. ``--after`` goes on from what was learned before; ``--hold-out N`` keeps
every Nth block of passages away from learning and says how they are read (0: none).

The runtime asks every ``kursk_map/reading/second_opinion/taught_*.npz``: they err apart.

============  ===================================================================================
``taught_1``  the program of commit 3df43a2 from its examples (all but ``w4*.txt``), five epochs
``taught_2``  the program of commit 0d52dc3 from all of them, seven epochs; in that commit still
``taught_3``  this program, ``--after taught_2.npz --epochs 4 --rate 0.0005``
============  ===================================================================================

Needs the groups ``second-opinion`` and ``training``; two cores take ten minutes an epoch.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from tqdm import tqdm

from bench.second_opinion.examples import join, learned_from
from gazetteer.load import load_gazetteer
from kursk_map.reading.second_opinion.labels import LABELS
from kursk_map.reading.second_opinion.weights import load_pretrained
from kursk_map.reading.second_opinion.windows import cut
from kursk_map.reading.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bench.second_opinion.examples import Example
    from kursk_map.reading.second_opinion.weights import Pretrained

_RANK: Final = 16
_MATRICES: Final = ("q", "k", "v", "ao", "fi", "fo")
_HIDDEN: Final = 256
#: Six times that learns nothing; who goes on from what was learned needs half.
_RATE: Final = 1e-3
_UNSAID: Final = -3.0
_WARM_UP: Final = 0.06
#: In the head only: in the encoder it makes learning slower and, in as many hours, worse.
_DROPPED: Final = 0.1
#: Words of the tokenizer in a batch, and passages in a block that is held out as a whole.
_BATCH: Final = 512
_BLOCK: Final = 8
#: Windows on which the head's input is measured.
_SAMPLE: Final = 400
_SEED: Final = 20241206


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One window with what is told in it: ranges of words of each group, targets, weights."""

    ids: tuple[int, ...]
    groups: tuple[tuple[tuple[int, int], ...], ...]
    targets: np.ndarray
    weights: np.ndarray


def main() -> None:
    """Train, and write what was learned."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--output", type=Path, required=True)
    options.add_argument("--epochs", type=int, default=4)
    options.add_argument("--hold-out", type=int, default=40)
    options.add_argument("--after", type=Path, help="what was learned before, to go on from")
    options.add_argument("--rate", type=float, default=_RATE)
    asked = options.parse_args()
    torch.manual_seed(_SEED)
    pretrained = load_pretrained()
    learned, held = [], []
    for number, example in enumerate(learned_from(load_gazetteer())):
        is_held = asked.hold_out and number // _BLOCK % asked.hold_out == 0
        (held if is_held else learned).append(example)
    print(f"{len(learned)} passages, {sum(len(each.told) for each in learned)} villages")
    model = Taught(pretrained)
    if asked.after is None:
        lessons = _lessons(learned, pretrained, _draw())
        model.standardise([lessons[at] for at in _draw().permutation(len(lessons))[:_SAMPLE]])
    else:
        model.recall(asked.after)
    for report in train(model, learned, held, epochs=asked.epochs, rate=asked.rate):
        np.savez_compressed(asked.output, **model.learned())
        print(report, flush=True)
    print(f"{asked.output}: {asked.output.stat().st_size / 1e6:.1f} MB")


def _lessons(
    examples: Iterable[Example], pretrained: Pretrained, draw: np.random.Generator
) -> list[Lesson]:
    """Join the passages anew, and cut them as the program cuts an article."""
    return [
        lesson for example in join(examples, draw) for lesson in lessons_of(example, pretrained)
    ]


def lessons_of(example: Example, pretrained: Pretrained) -> Iterator[Lesson]:
    """Cut an example into windows, each with the targets of the villages named in it."""
    windows = cut(
        example.text,
        [each.span for each in split_sentences(example.text)],
        example.mentions,
        published=example.published,
        home=example.home,
        tokenizer=pretrained.tokenizer,
    )
    for window in windows:
        where = {number: (start, end) for number, start, end in window.mentions}
        told = [
            (each, tuple(where[number] for number in each.mentions if number in where))
            for each in example.told
        ]
        told = [(each, spans) for each, spans in told if spans]
        if told:
            yield Lesson(
                ids=window.ids,
                groups=tuple(spans for _, spans in told),
                targets=np.array(
                    [[label in each.required for label in LABELS] for each, _ in told], np.float32
                ),
                weights=np.array(
                    [[label not in each.optional for label in LABELS] for each, _ in told],
                    np.float32,
                ),
            )


class Adapted(nn.Module):
    """A matrix that stays, and two thin ones that learn."""

    def __init__(self, weight: np.ndarray, bias: np.ndarray) -> None:
        super().__init__()
        outputs, inputs = weight.shape
        self.register_buffer("weight", torch.tensor(weight))
        self.register_buffer("bias", torch.tensor(bias))
        self.down = nn.Parameter(torch.randn(_RANK, inputs) / inputs**0.5)
        self.up = nn.Parameter(torch.zeros(outputs, _RANK))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Apply both."""
        return functional.linear(x, self.weight, self.bias) + x @ self.down.T @ self.up.T


class Taught(nn.Module):
    """The encoder with its additions, and the head that answers for a village."""

    def __init__(self, pretrained: Pretrained) -> None:
        super().__init__()
        self.pretrained = pretrained
        self.tensors = {name: torch.tensor(each) for name, each in pretrained.tensors.items()}
        self.matrices = nn.ModuleDict(
            {
                f"l{layer}_{name}": Adapted(
                    pretrained.tensors[f"l{layer}.{name}.w"],
                    pretrained.tensors[f"l{layer}.{name}.b"],
                )
                for layer in range(pretrained.layers)
                for name in _MATRICES
            }
        )
        self.head = nn.ModuleDict(
            {
                "hidden": nn.Linear(2 * pretrained.width, _HIDDEN),
                "answer": nn.Linear(_HIDDEN, len(LABELS)),
            }
        )
        # Most is not said of most villages.
        nn.init.constant_(self.head["answer"].bias, _UNSAID)
        self.register_buffer("centre", torch.zeros(2 * pretrained.width))
        self.register_buffer("spread", torch.ones(2 * pretrained.width))
        self.dropout = nn.Dropout(_DROPPED)

    def forward(self, lessons: Sequence[Lesson]) -> torch.Tensor:
        """Return the answers, shape ``(villages of all lessons, labels)``, as log-odds."""
        longest = max(len(each.ids) for each in lessons)
        ids = np.ones((len(lessons), longest), np.int64)
        for row, lesson in zip(ids, lessons, strict=True):
            row[: len(lesson.ids)] = lesson.ids
        lengths = torch.tensor([len(each.ids) for each in lessons])
        known = torch.arange(longest)[None] < lengths[:, None]
        x = self._encode(torch.tensor(self.pretrained.word_vectors(ids)), known)
        seen = torch.stack(
            [
                torch.cat([vectors[low:high].mean(0), vectors[0]])
                for vectors, lesson in zip(x, lessons, strict=True)
                for spans in lesson.groups
                for low, high in spans
            ]
        )
        seen = self.dropout((seen - self.centre) / self.spread)
        hidden = functional.gelu(self.head["hidden"](seen), approximate="tanh")
        answers = self.head["answer"](self.dropout(hidden))
        sizes = [len(spans) for lesson in lessons for spans in lesson.groups]
        return torch.stack([each.max(0).values for each in answers.split(sizes)])

    def standardise(self, lessons: Sequence[Lesson]) -> None:
        """Measure what the head sees before anything is learned, so that it starts from even."""
        seen: list[torch.Tensor] = []
        catch = self.head["hidden"].register_forward_pre_hook(lambda _, x: seen.append(x[0]))
        self.eval()
        with torch.no_grad():
            for at in range(0, len(lessons), 8):
                self(lessons[at : at + 8])
        catch.remove()
        everything = torch.cat(seen)
        self.centre, self.spread = everything.mean(0), everything.std(0)

    def _encode(self, x: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
        tensors, width = self.tensors, self.pretrained.width
        x = self._normed(
            x + tensors["emb.pos"][: x.shape[1]] + tensors["emb.type"][:width], "emb.ln"
        )
        for layer in range(self.pretrained.layers):
            query, key, value = (
                self.matrices[f"l{layer}_{name}"](x)
                .view(*x.shape[:2], self.pretrained.heads, -1)
                .transpose(1, 2)
                for name in "qkv"
            )
            gathered = functional.scaled_dot_product_attention(
                query, key, value, attn_mask=known[:, None, None]
            )
            gathered = self.matrices[f"l{layer}_ao"](gathered.transpose(1, 2).flatten(2))
            x = self._normed(x + gathered, f"l{layer}.aln")
            inner = functional.gelu(self.matrices[f"l{layer}_fi"](x), approximate="tanh")
            x = self._normed(x + self.matrices[f"l{layer}_fo"](inner), f"l{layer}.oln")
        return x

    def _normed(self, x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(
            x,
            x.shape[-1:],
            self.tensors[f"{name}.w"],
            self.tensors[f"{name}.b"],
            self.pretrained.epsilon,
        )

    def recall(self, path: Path) -> None:
        """Take up what was learned before, as `learned` returned it."""
        with np.load(path) as file:
            found = {name: torch.tensor(file[name].astype(np.float32)) for name in file.files}
        for name, matrix in self.matrices.items():
            matrix.down.data = found[f"{name.replace('_', '.')}.down"]
            matrix.up.data = found[f"{name.replace('_', '.')}.up"]
        for name, layer in self.head.items():
            layer.weight.data, layer.bias.data = found[f"{name}.w"], found[f"{name}.b"]

    def learned(self) -> dict[str, np.ndarray]:
        """Return what was learned, by the names that the runtime reads, in half precision."""
        found = {}
        for name, matrix in self.matrices.items():
            found[f"{name.replace('_', '.')}.down"] = matrix.down
            found[f"{name.replace('_', '.')}.up"] = matrix.up
        hidden, answer = self.head["hidden"], self.head["answer"]
        found["hidden.w"] = hidden.weight / self.spread
        found["hidden.b"] = hidden.bias - found["hidden.w"] @ self.centre
        found["answer.w"], found["answer.b"] = answer.weight, answer.bias
        return {name: each.detach().numpy().astype(np.float16) for name, each in found.items()}


def train(
    model: Taught,
    learned: Sequence[Example],
    held: Sequence[Example],
    *,
    epochs: int,
    rate: float,
) -> Iterator[str]:
    """Show every passage once an epoch, among others each time; report behind each epoch."""
    draw = _draw()
    parameters = [*model.matrices.parameters(), *model.head.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=rate)
    asked = _lessons(held, model.pretrained, _draw())
    steps = epochs * len(list(_batches(_lessons(learned, model.pretrained, _draw()), _draw())))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, rate, total_steps=int(steps * 1.05) + 1, pct_start=_WARM_UP
    )
    for epoch in range(epochs):
        model.train()
        lessons = _lessons(learned, model.pretrained, draw)
        total = count = 0.0
        bar = tqdm(list(_batches(lessons, draw)), desc=f"epoch {epoch + 1}", mininterval=15)
        for batch in bar:
            loss, villages = _loss(model(batch), batch), sum(len(each.groups) for each in batch)
            optimizer.zero_grad()
            (loss / villages).backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + villages
            bar.set_postfix(loss=total / count)
        yield f"epoch {epoch + 1}: loss {total / count:.4f}{_held_out(model, asked)}"


def _loss(answers: torch.Tensor, batch: Iterable[Lesson]) -> torch.Tensor:
    targets = torch.tensor(np.concatenate([each.targets for each in batch]))
    weights = torch.tensor(np.concatenate([each.weights for each in batch]))
    return functional.binary_cross_entropy_with_logits(answers, targets, weights, reduction="sum")


def _batches(lessons: Iterable[Lesson], draw: np.random.Generator) -> Iterator[list[Lesson]]:
    """Put lessons of like length together, so that little is filled up; shuffle the batches."""
    ordered = sorted(lessons, key=lambda each: len(each.ids) + draw.uniform(-6, 6))
    batches: list[list[Lesson]] = [[]]
    for lesson in ordered:
        if batches[-1] and len(lesson.ids) * (len(batches[-1]) + 1) > _BATCH:
            batches.append([])
        batches[-1].append(lesson)
    for at in draw.permutation(len(batches)):
        yield batches[at]


def _draw() -> np.random.Generator:
    return np.random.default_rng(_SEED)


def _held_out(model: Taught, held: Sequence[Lesson]) -> str:
    if not held:
        return ""
    model.eval()
    right = said = asked = 0.0
    with torch.no_grad():
        for batch in _batches(held, _draw()):
            says = model(batch).numpy() > 0
            targets = np.concatenate([each.targets for each in batch]) > 0
            counts = np.concatenate([each.weights for each in batch]) > 0
            right += (says & targets).sum()
            said += (says & counts).sum()
            asked += targets.sum()
    return f", held out: precision {right / said:.3f}, recall {right / asked:.3f}"


if __name__ == "__main__":
    main()
