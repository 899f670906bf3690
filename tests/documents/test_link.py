"""Writing links into HTML: where, where not, and in what time."""

import time

import pytest

from news.documents.citations.link import Wording, link_citations

PLAN = Wording("Kế hoạch số 21/KH-UBND", "", "/van-ban/kh-21/", "Kế hoạch công tác")


def linked(inner: str, wording: Wording = PLAN) -> str:
    """The link expected around some text."""
    return f'<a class="citation" href="{wording.url}" title="{wording.title}">{inner}</a>'


def test_running_text_is_linked_every_time() -> None:
    html = "<p>Theo Kế hoạch số 21/KH-UBND. Kế hoạch số 21/KH-UBND nêu rõ</p>"
    one = linked("Kế hoạch số 21/KH-UBND")
    assert link_citations(html, [PLAN]) == f"<p>Theo {one}. {one} nêu rõ</p>"


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x/">Kế hoạch số 21/KH-UBND</a>',
        '<p>xem <a href="/x/"><b>Kế hoạch số 21/KH-UBND</b></a></p>',
        '<img alt="Kế hoạch số 21/KH-UBND">',
        '<img alt="1 > 0, Kế hoạch số 21/KH-UBND">',
        "<script>Kế hoạch số 21/KH-UBND</script>",
        "<!-- Kế hoạch số 21/KH-UBND -->",
        "<button>Kế hoạch số 21/KH-UBND</button>",
        "<p>Kế hoạch số 21/KH-UBND-VX và Kế hoạch số 21/KH-UBNDX và xKế hoạch số 21/KH-UBND</p>",
        "<p>Kế hoạch số</p><p>21/KH-UBND</p>",
        "<p>Kế hoạch số 22/KH-UBND</p>",
        "",
    ],
)
def test_what_stays_as_it_is(html: str) -> None:
    assert link_citations(html, [PLAN]) == html


def test_text_after_a_closed_element_is_linked_again() -> None:
    html = "<p><svg><title>x</title></svg><a>y</a> Kế hoạch số 21/KH-UBND</p>"
    assert linked("Kế hoạch số 21/KH-UBND") in link_citations(html, [PLAN])


def test_odd_spaces_and_entities() -> None:
    html = "<p>Kế hoạch&nbsp;số\n21/KH‑UBND</p>"
    assert link_citations(html, [PLAN]) == f"<p>{linked('Kế hoạch&nbsp;số' + chr(10) + '21/KH‑UBND')}</p>"
    law = Wording("Luật Phòng & chống", "", "/l/", "a")
    assert linked("Luật Phòng &amp; chống", law) in link_citations("<p>Luật Phòng &amp; chống</p>", [law])


def test_a_citation_cut_by_markup_is_linked_in_its_longest_part() -> None:
    html = "<p>Kế hoạch số <b>21/KH-UBND</b></p>"
    assert link_citations(html, [PLAN]) == f"<p>{linked('Kế hoạch số ')}<b>21/KH-UBND</b></p>"


def test_the_longest_wording_wins() -> None:
    short = Wording("Quyết định 16", "", "/short/", "")
    long = Wording("Quyết định 16/2020/QĐ-UBND", "", "/long/", "")
    html = link_citations("<p>Quyết định 16/2020/QĐ-UBND, Quyết định 16</p>", [short, long])
    assert html == (
        '<p><a class="citation" href="/long/">Quyết định 16/2020/QĐ-UBND</a>, '
        '<a class="citation" href="/short/">Quyết định 16</a></p>'
    )


def test_the_same_words_meaning_two_documents() -> None:
    """What follows decides; words whose document is unknown stay plain."""
    wordings = [
        Wording("Kế hoạch số 21/KH-UBND", " ngày 16/1/2023", "/2023/", ""),
        Wording("Kế hoạch số 21/KH-UBND", " ngày 10/1/2024", "/2024/", ""),
        Wording("Kế hoạch số 21/KH-UBND", ""),
    ]
    html = link_citations(
        "<p>Kế hoạch số 21/KH-UBND ngày 10/1/2024; Kế hoạch số 21/KH-UBND ngày 16/1/2023; Kế hoạch số 21/KH-UBND</p>",
        wordings,
    )
    assert html.count("/2024/") == html.count('"/2023/"') == 1
    assert html.index("/2024/") < html.index('"/2023/"')
    assert html.endswith("; Kế hoạch số 21/KH-UBND</p>")


def test_attributes_are_escaped() -> None:
    wording = Wording("Quyết định 16", "", "/a/", 'Về "việc" <gì>')
    assert 'title="Về &quot;việc&quot; &lt;gì&gt;"' in link_citations("Quyết định 16", [wording])


@pytest.mark.parametrize(
    "piece", ["<", "<a ", '<p x="', "</a>", "<a>", "&amp;", "Kế hoạch số ", "Kế hoạch số 21/KH-UBND "]
)
def test_time_is_linear(piece: str) -> None:
    wordings = [PLAN, *(Wording(f"Quyết định số {n}/QĐ-UBND", "", f"/{n}/", "") for n in range(500))]
    html = (piece * (400_000 // len(piece)))[:400_000]
    started = time.process_time()
    link_citations(html, wordings)
    assert time.process_time() - started < 8
