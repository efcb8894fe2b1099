"""How well names of places are found and told apart, and how fast.

    python -m bench.toponyms

1. Left out: every spelling observed in articles is resolved by a gazetteer that
   has none of them, as a spelling met for the first time would be.
2. False alarms: surnames, towns far away and villages of other fronts, alone and
   after a word that asks for a place.
3. Namesakes: how many of the names that several places bear does a near point decide.
4. Speed of `find_toponyms`, cold and warm, on synthetic articles of 3,800 characters.
"""

from __future__ import annotations

import csv
import random
import time
from collections import Counter
from itertools import cycle, islice

from gazetteer.build.places import SOURCES
from gazetteer.index import Gazetteer
from gazetteer.load import DATA, load_gazetteer, read_names, read_places
from gazetteer.place import Ambiguous, NameOrigin, Resolved
from kursk_map.reading.toponyms import find_toponyms

ARTICLE = 3_800
SURNAMES = tuple(
    """
    Alaudinov Parinen Paroinen Boroda Syrskyi Zelensky Smirnov Khinshtein Gerasimov Belousov
    Putin Lavrov Peskov Medvedev Kadyrov Podolyak Budanov Yermak Umerov Drapatyi Sybiha
    Starovoit Bogachev Kovalchuk Shevchenko Tkachenko Lykhovii Zaluzhnyi Kuzan Gady Kofman
    Mashovets Kovalenko Tsaplienko Tymoshenko Podolyaka Pegov Kots Poddubny Sladkov Rogov
    Teplinsky Lapin Dyumin Yevkurov Shoigu Volodin Ushakov Dmitriev Witkoff Kellogg Rutte
    """.split()  # noqa: SIM905 - a list of so many words reads better so
)
ELSEWHERE = tuple(
    """
    Moscow Kyiv Kharkiv Poltava Kramatorsk Pokrovsk Toretsk Kupiansk Vovchansk Selydove
    Vuhledar Novohrodivka Hirnyk Ukrainsk Kurakhove Myrnohrad Robotyne Krynky Bakhmut Lyman
    Siversk Terny Makiivka Torske Synkivka Petropavlivka Hrodivka Mykhailivka Lysivka
    Krasnohorivka Kostiantynivka Huliaipole Orikhiv Mala Tokmachka Voronezh Lipetsk Oryol
    Rostov Engels Saratov Millerovo Morozovsk Savasleyka Marinovka Belgorod Shebekino
    """.split()  # noqa: SIM905 - a list of so many words reads better so
)
WORDS = tuple(
    """
    the Russian Defence Ministry said on Monday that its troops had pushed Ukrainian forces
    back while President Zelensky told reporters in Kyiv that the operation in the Kursk
    region goes on as planned and General Syrskyi named no places according to the Institute
    """.split()  # noqa: SIM905 - a list of so many words reads better so
)


def without_observed() -> Gazetteer:
    """Load the gazetteer without the spellings met in articles."""
    full = load_gazetteer()
    names = (n for n in read_names(DATA / "place_names.csv") if n.origin is not NameOrigin.OBSERVED)
    return Gazetteer(
        read_places(DATA / "places.csv"),
        names,
        far_towns=full.far_towns,
        large_towns=full.large_towns,
        common_words=full.common_words,
        title_words=full.title_words,
    )


def measure_left_out() -> None:
    """Resolve each observed spelling as if met for the first time."""
    gazetteer = without_observed()
    with (SOURCES / "press_names.csv").open(encoding="utf-8", newline="") as file:
        places = {row["canonical"]: row["place_id"] for row in csv.DictReader(file)}
    outcomes: Counter[tuple[str, str]] = Counter()
    wrong = []
    with (SOURCES / "observed_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            script = "latin" if row["text"].isascii() or row["text"][0] < "Ͱ" else "other"
            script = "cyrillic" if "Ѐ" <= row["text"][0] <= "ӿ" else script
            wanted = places[row["canonical"]]
            match gazetteer.resolve(row["text"], language=row["language"]):
                case Resolved(place=place) if place.place_id == wanted:
                    outcome = "right"
                case Resolved(place=place):
                    outcome = "wrong"
                    wrong.append(f"{row['text']} -> {place.name_en}, not {row['canonical']}")
                case Ambiguous(candidates=found):
                    hit = wanted in {candidate.place.place_id for candidate in found}
                    outcome = "among namesakes" if hit else "wrong namesakes"
                case _:
                    outcome = "abstained"
            outcomes[script, outcome] += 1
    print("1. Spellings met for the first time")
    for script in ("latin", "cyrillic", "other"):
        counts = {key[1]: count for key, count in outcomes.items() if key[0] == script}
        print(
            f"   {script:9}{sum(counts.values()):4}  "
            + ", ".join(f"{v} {k}" for k, v in sorted(counts.items()))
        )
    print("   wrong: " + "; ".join(sorted(wrong)[:12]))


def measure_false_alarms() -> None:
    """Count names of persons and of places elsewhere that are taken for a place."""
    gazetteer = load_gazetteer()
    frames = ("{} said so on Monday.", "Reports from {} were not confirmed.", "Troops are near {}.")
    print("2. False alarms")
    for title, names in (("surnames", SURNAMES), ("places elsewhere", ELSEWHERE)):
        for frame in frames[:2] if title == "surnames" else frames[1:]:
            taken = [
                name
                for name in names
                if find_toponyms(frame.format(name), language="en", gazetteer=gazetteer)
            ]
            print(f"   {title:17}{frame:42}{len(taken):3} of {len(names)}  {' '.join(taken)}")


def measure_namesakes() -> None:
    """Count how many namesakes in the theatre stay undecided, with and without a near point."""
    gazetteer = load_gazetteer()
    names = Counter(p.name_en for p in gazetteer.places.values() if gazetteer.is_in_theatre(p))
    shared = [name for name, count in names.items() if count > 1]
    alone, right, total = 0, 0, 0
    for name in shared:
        alone += isinstance(gazetteer.resolve(name), Ambiguous)
        for place in gazetteer.find_exact(name.lower()):
            near = (place.longitude + 0.05, place.latitude - 0.03)
            found = gazetteer.resolve(name, near=near)
            total += 1
            right += isinstance(found, Resolved) and found.place.place_id == place.place_id
    print("3. Namesakes in the theatre")
    print(f"   {len(shared)} names are shared; {alone} stay undecided without context")
    print(f"   a point 5 km off decides rightly {right} of {total}")


def measure_speed() -> None:
    """Time the finding of names in synthetic articles."""
    gazetteer = load_gazetteer()
    chance = random.Random(20250630)  # noqa: S311 - the same articles each time
    known = sorted(
        {n.text for p in gazetteer.observed for n in gazetteer.names(p) if n.language == "en"}
    )
    articles = []
    for _ in range(200):
        words = list(islice(cycle(chance.sample(WORDS, len(WORDS))), ARTICLE // 7))
        for at in range(0, len(words), 40):
            words[at] = f"near {chance.choice(known)}."
        articles.append(" ".join(words)[:ARTICLE])
    times = []
    for _ in range(3):
        begin = time.perf_counter()
        found = sum(
            len(find_toponyms(text, language="en", gazetteer=gazetteer)) for text in articles
        )
        times.append((time.perf_counter() - begin) / len(articles) * 1000)
    print("4. Speed")
    print(
        f"   {len(articles)} articles of {ARTICLE} characters, "
        f"{found / len(articles):.1f} places each"
    )
    print(f"   first contact {times[0]:.2f} ms an article, warm {min(times[1:]):.2f} ms")


if __name__ == "__main__":
    measure_left_out()
    measure_false_alarms()
    measure_namesakes()
    measure_speed()
