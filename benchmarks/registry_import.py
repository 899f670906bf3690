"""How long a list of exemplars takes to look through, take in, look through again and take back, and how much memory.

Runs on a database of its own in a temporary folder, filled with the gazetteer and the vocabularies:

    .venv/bin/python -m benchmarks.registry_import [--rows 5000]
"""

import argparse
import os
import resource
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

HEADINGS = ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Đơn vị", "Địa chỉ", "Lĩnh vực", "Năm", "Thành tích",
            "Danh hiệu", "Số quyết định", "Ngày quyết định", "Ghi chú")  # fmt: skip
FAMILIES = ("Nguyễn", "Trần", "Lê", "Nông", "Hoàng", "Vi", "Lò", "Mùa", "Phạm", "Đặng")
MIDDLES = ("Văn", "Thị", "Đức", "Ngọc", "Minh", "Thanh", "Hữu", "Thu")
GIVENS = ("An", "Ánh", "Bình", "Dương", "Đào", "Hòa", "Khôi", "Liên", "Mai", "Nga", "Ơn", "Phúc", "Sơn", "Ước")


def write_list(path: Path, rows: int) -> None:
    """Write a list in which every row is somebody else, at one of five hundred communes."""
    from openpyxl import Workbook

    from exemplars.honours.models import Honour
    from exemplars.registry.models import Field
    from portal.places.models import Place

    places = [
        str(place) for place in Place.objects.filter(level="commune", valid_to=None).select_related("province")[:500]
    ]
    fields = list(Field.objects.values_list("name", flat=True)) or [""]
    honours = [honour.name for honour in Honour.objects.filter(for_individual=True)]
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(HEADINGS)
    for turn in range(rows):
        name = (FAMILIES[turn % 10], MIDDLES[turn // 10 % 8], MIDDLES[turn // 80 % 8], GIVENS[turn // 640 % 14])
        born, gender = 1950 + turn % 50, "Nữ" if turn % 2 else "Nam"
        unit, place = f"Đơn vị số {turn % 300}", places[turn % len(places)]
        deed = "Vận động bà con trồng rừng, làm đường, giữ nghề. " * 6
        day = f"{1 + turn % 28}/{1 + turn % 12}/2024"
        sheet.append(
            [turn + 1, " ".join(name), born, gender, unit, place, fields[turn % len(fields)], 2024, deed,
             honours[turn % len(honours)], f"{turn % 200 + 1}/QĐ-UBND", day, f"Dòng {turn}"]
        )  # fmt: skip
    book.save(path)


def measured(what: str, work: Callable[[], Any]) -> Any:
    """Do it, and print how long it took, how much of that this process worked, and its highest memory so far."""
    started, worked = time.perf_counter(), time.process_time()
    result = work()
    taken, busy = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:<42}{taken:>8.2f} s, of which {busy:>6.2f} s of work; {peak:>5.0f} MB", flush=True)
    return result


def traced(what: str, work: Callable[[], Any]) -> None:
    """Do it again with every allocation traced (which takes longer), and print the highest sum."""
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1] / 1024 / 1024
    tracemalloc.stop()
    print(f"{what:<42}{peak:>8.1f} MB traced at most")


def main() -> None:
    """Print the measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        measure(Path(folder), rows)


def measure(folder: Path, rows: int) -> None:
    """Take one list through all its stages."""
    from exemplars.registry.models import Exemplar
    from exemplars.registry.transfer.sheets.applying import commit
    from exemplars.registry.transfer.sheets.previewing import begin, look_through
    from exemplars.registry.transfer.sheets.undoing import undo

    path = folder / "danh-sach.xlsx"
    write_list(path, rows)
    options = {"new_organisations": True}

    def looked() -> Any:
        return begin(path, path.name, actor=None, options=options)

    run = measured(f"preview of {rows} rows", looked)
    print(f"    {run.counts}")
    if run.counts.get("new") != rows:
        raise SystemExit("not every row is new")
    traced("preview, once more", lambda: look_through(run))
    run = measured("taking them in", lambda: commit(run, actor=None))
    again = measured("preview of the same list again", looked)
    print(f"    {again.counts}")
    if again.counts.get("same") != rows:
        raise SystemExit("not every row is the same")
    again.delete()
    measured("taking them back", lambda: undo(run, actor=None))
    if Exemplar.objects.exists():
        raise SystemExit("something stayed")


if __name__ == "__main__":
    main()
