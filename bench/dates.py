"""How well dates and quantities are understood, and how fast.

``python -m bench.dates`` prints, for every round of ``bench/unseen/expressions*.toml``
and every language, how many expressions were read exactly as annotated, then the
time it takes to read the dates and quantities of ``seeds/``, then that of texts
made to be slow. With ``--errors``
it prints every expression that was read otherwise.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kursk_map.reading.dates import DateRole, find_dates
from kursk_map.reading.documents import load_documents
from kursk_map.reading.quantities import find_quantities
from kursk_map.settings import CAMPAIGN_END, SEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator

UNSEEN = Path(__file__).parent / "unseen"
#: The length of an article that throughput is told in.
ARTICLE = 3800
BOMBS = (
    ("en", "12 "),
    ("en", "1,"),
    ("en", "8–9 March "),
    ("en", "since began "),
    ("en", "12 villages held "),
    ("ru", "за сутки "),
)


def load_expressions() -> Iterator[dict[str, Any]]:
    """Yield the annotated expressions of all rounds."""
    for path in sorted(UNSEEN.glob("expressions*.toml")):
        yield from tomllib.loads(path.read_text("utf-8"))["expression"]


def read_expression(row: dict[str, Any]) -> list[list[Any]]:
    """Read an expression, in the form of its annotation."""
    words, language = row["words"], row["language"]
    if "quantities" in row:
        return [
            [m.measure.value, m.value, m.sense.value if m.sense else ""]
            for m in find_quantities(words, language=language)
        ]
    return [
        [str(m.valid_from), str(m.valid_to), *(["report"] if m.role is DateRole.REPORT else [])]
        for m in find_dates(words, language=language, published=row["published"])
    ]


def print_accuracy(*, errors: bool) -> None:
    """Print a line for each round and kind: read as annotated, of how many."""
    right: dict[tuple[int, str, str], list[bool]] = defaultdict(list)
    days: dict[tuple[int, str, str], list[bool]] = defaultdict(list)
    for row in load_expressions():
        kind = "quantities" if "quantities" in row else "dates"
        found, wanted = read_expression(row), row[kind]
        key = (row["round"], kind, row["language"])
        right[key].append(found == wanted)
        days[key].append([each[:2] for each in found] == [each[:2] for each in wanted])
        if errors and found != wanted:
            print(f"{row['language']} {row.get('published', '')} {row['words']}")
            print(f"   wanted {wanted}\n   found  {found}")
    print("round  kind        language  expressions  exact  days or values")
    for key in sorted(right):
        number, kind, language = key
        exact, part, total = sum(right[key]), sum(days[key]), len(right[key])
        print(f"{number:5}  {kind:10}  {language:8}  {total:11}  {exact:5}  {part:14}")


def print_speed() -> None:
    """Print the time that dates and quantities take an article, on first contact and after."""
    documents = load_documents(SEEDS)
    letters = sum(len(document.text) for document in documents)
    for contact in ("first", "second"):
        start = time.process_time()
        for document in documents:
            find_dates(document.text, language=document.language, published=document.published)
        between = time.process_time()
        for document in documents:
            find_quantities(document.text, language=document.language)
        end = time.process_time()
        dates, quantities = (
            seconds / letters * ARTICLE * 1000 for seconds in (between - start, end - between)
        )
        print(
            f"{contact} contact, {len(documents)} texts: dates {dates:.2f} ms, "
            f"quantities {quantities:.2f} ms for {ARTICLE} characters"
        )


def print_curve() -> None:
    """Print the time of texts made to be slow: four times as long, four times the time."""
    print("repeated            language  100,000  400,000 characters")
    for language, unit in BOMBS:
        spent = []
        for length in (100_000, 400_000):
            text = (unit * (length // len(unit) + 1))[:length]
            start = time.process_time()
            find_dates(text, language=language, published=CAMPAIGN_END)
            find_quantities(text, language=language)
            spent.append(time.process_time() - start)
        print(f"{unit!r:18}  {language:8}  {spent[0]:5.2f} s  {spent[1]:5.2f} s")


def main() -> None:
    """Print accuracy and speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print what was read otherwise")
    print_accuracy(errors=parser.parse_args().errors)
    print_speed()
    print_curve()


if __name__ == "__main__":
    main()
