import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.slug import MAX_LENGTH, slugify_vi
from tests.vietnamese.alphabet import either_text, strip_by_decomposition
from tests.vietnamese.slug_samples import EXPECTED, SAMPLES


@pytest.mark.parametrize(("title", "slug"), EXPECTED)
def test_expected(title, slug):
    assert slugify_vi(title) == slug


@given(either_text, st.integers(-3, 200))
def test_always_a_slug(text, max_length):
    slug = slugify_vi(text, max_length)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= max(1, max_length)


@given(either_text)
def test_a_slug_is_its_own_slug(text):
    slug = slugify_vi(text)
    assert slugify_vi(slug) == slug


@given(either_text, st.integers(1, 60))
def test_cut_between_words(text, max_length):
    whole, cut = slugify_vi(text, 10**9), slugify_vi(text, max_length)
    assert whole.startswith(cut)
    if len(whole.split("-")[0]) <= max_length:
        assert whole == cut or whole[len(cut)] == "-"
    else:
        assert len(cut) == max_length


def test_letters_keep_their_plain_form():
    for title in SAMPLES["letters"]:
        assert slugify_vi(title) == strip_by_decomposition(title)


def test_default_length():
    assert len(slugify_vi("thi đua " * 100)) <= MAX_LENGTH


def test_long_text_takes_linear_time():
    started = time.perf_counter()
    slugify_vi("a\u0300\u0316" * 200_000)
    slugify_vi("-" * 400_000)
    assert time.perf_counter() - started < 10
