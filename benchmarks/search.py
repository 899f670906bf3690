"""How long indexing and asking take, and how both grow: ``python -m benchmarks.search [--entries 10000]``.

Entries are made up from syllables with the frequencies of running text. Times are of the processor, so that other work
on the machine does not count. What matters are the ratios, measured in one run on one machine: index time per entry and
time per question at N entries over those at N / 10.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from portal.vietnamese.text import fold
from search.engines.embedded import EmbeddedEngine
from search.entry import Entry
from search.highlight import Highlighter
from search.question import parse

ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x"
RHYMES = """
    a à á ả ạ an án ang áng anh ảnh ao ăn ắn ân ấn âng e en ê ên ết i in ình o on ong ô ôn ông ộng ơ ơn u un ung ư
    ưng ương ường ượng uân uyên uyết iên iến iếp iệt oa oà oan oàng ai ay ây ấy oi ôi ơi ui ưu iu êu
"""
QUESTIONS = 300
TOPICS = ("kinh-te", "van-hoa", "giao-duc", "y-te", "an-ninh")


class Writer:
    """Writes text that looks like Vietnamese to an engine: a few hundred syllables, some words for ever coming back."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        syllables = [onset + rhyme for onset in ONSETS.split() for rhyme in RHYMES.split()]
        self.random.shuffle(syllables)
        self.words = [
            " ".join(self.random.choices(syllables, k=self.random.choice((1, 2, 2, 2, 3)))) for _ in range(8000)
        ]
        self.weights = [1 / (rank + 3) for rank in range(len(self.words))]

    def sentence(self, words: int) -> str:
        """Return a sentence of so many words."""
        return " ".join(self.random.choices(self.words, self.weights, k=words)).capitalize()

    def entry(self, number: int) -> Entry:
        """Return an article of some 400 syllables."""
        body = ". ".join(self.sentence(18) for _ in range(12))
        return Entry(
            kind="bulletin",
            id=f"page:{number}",
            title=self.sentence(7),
            lead=self.sentence(15),
            body=f"{body}. Quyết định số {number % 3000}/QĐ-UBND.",
            url=f"/tin-tuc/bai-{number}/",
            section=number % 7,
            date=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=number),
            facets={"topic": (TOPICS[number % len(TOPICS)],)},
        )

    def entries(self, count: int) -> Iterator[Entry]:
        """Yield so many articles."""
        return (self.entry(number) for number in range(count))


def built(folder: Path, count: int) -> tuple[EmbeddedEngine, float]:
    """Return an engine holding so many entries, and the seconds that indexing took, writing them left out."""
    engine, writer, spent = EmbeddedEngine(folder), Writer(7), 0.0

    def timed() -> Iterator[Entry]:
        nonlocal spent
        for number in range(count):
            started = time.process_time()
            entry = writer.entry(number)
            spent += time.process_time() - started
            yield entry

    started = time.process_time()
    engine.rebuild(timed(), lambda ids: ())
    return engine, time.process_time() - started - spent


def asked(engine: EmbeddedEngine, questions: list[str]) -> list[float]:
    """Return the seconds each question takes as the results page asks it: hits, counts of facets, marks."""
    taken = []
    for typed in questions:
        started = time.process_time()
        question = parse(typed)
        answer = engine.ask(question)
        highlighter = Highlighter(question)
        for hit in answer.hits(0, 10):
            highlighter.marked(hit.entry.title)
            highlighter.excerpt(hit.entry.lead, hit.entry.body)
        for facet in ("kind", "section", "year", "topic"):
            answer.counts(facet)
        taken.append(time.process_time() - started)
    return sorted(taken)


def changed(engine: EmbeddedEngine, times: int = 30) -> float:
    """Return the median seconds one publish spends on the index."""
    writer, taken = Writer(11), []
    for number in range(times):
        entry = writer.entry(number)
        started = time.process_time()
        engine.refresh([entry.id], lambda ids, entry=entry: [entry])
        taken.append(time.process_time() - started)
    return statistics.median(taken)


def measure(count: int) -> dict[str, float]:
    """Return the figures for so many entries, in milliseconds."""
    writer = Writer(7)
    kinds: dict[str, Callable[[], str]] = {
        "3 words": lambda: writer.sentence(2),
        "sentence": lambda: writer.sentence(11),
    }
    with tempfile.TemporaryDirectory() as folder:
        engine, seconds = built(Path(folder), count)
        figures = {"index, per entry": seconds / count * 1000}
        for name, make in kinds.items():
            for form, change in (("", str), (", no accents", fold)):
                taken = asked(engine, [change(make()) for _ in range(QUESTIONS)])
                figures[f"{name}{form}, p50"] = taken[len(taken) // 2] * 1000
                figures[f"{name}{form}, p95"] = taken[len(taken) * 95 // 100] * 1000
        figures["one publish"] = changed(engine) * 1000
    return figures


def main() -> None:
    """Measure at a tenth and at the whole, and print both with their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000)
    count = parser.parse_args().entries
    small = measure(count // 10)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    large = measure(count)
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    print(f"{'milliseconds':30}{count // 10:>12,}{count:>12,}{'ratio':>8}")
    for name, figure in large.items():
        print(f"{name:30}{small[name]:12.2f}{figure:12.2f}{figure / small[name]:8.2f}")
    print(f"{'memory above the smaller run':42}{more:12.0f} MB")


if __name__ == "__main__":
    main()
