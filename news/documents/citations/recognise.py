"""Find the documents that a Vietnamese text cites. Pure: text in, mentions out.

The shapes are those of Decree 30/2020/NĐ-CP (state), of Party Regulation 66-QĐ/TW and Guidance
36-HD/VPTW, laws by name, and the slips that articles really make (DOMAIN.md section 2). Time is
linear in the length of the text: every look around a number is a window of fixed size.
"""

from functools import lru_cache

from news.documents.citations.bare import Unsigned, bare_pattern, find_bare, find_plenums
from news.documents.citations.context import After, articles_before, context_after, maker_before
from news.documents.citations.laws import NamedLaw, find_laws, law_name_before
from news.documents.citations.mention import Form, Mention
from news.documents.citations.numbered import Numbered, find_numbered
from news.documents.citations.vocabulary import Vocabulary, default_vocabulary
from portal.vietnamese.flatten import Flat, flatten

__all__ = ["Form", "Mention", "recognise"]

_LAW_TYPES = frozenset({"luat", "bo-luat", "phap-lenh"})


def recognise(text: str, vocabulary: Vocabulary | None = None) -> list[Mention]:
    """The citations of `text`, in order, none overlapping another.

    `text` is plain text in any normal form; offsets in the result count its own characters.
    `vocabulary` names types and issuers; without it, those of the data files are used.
    """
    words = vocabulary or default_vocabulary()
    flat = flatten(text)
    found: list[Mention] = []
    for numbered in find_numbered(flat.text, words):
        found.append(_from_number(text, flat, numbered, words))
    taken = [(mention.full_start, mention.end) for mention in found]
    laws = [_from_law(text, flat, law, words) for law in find_laws(flat.text, words)]
    found += _free(laws, taken)
    unsigned = [*find_plenums(flat.text), *find_bare(flat.text, words, _pattern(words))]
    found += _free([_from_words(text, flat, entry, words) for entry in unsigned], taken)
    return _in_order(found)


@lru_cache(maxsize=8)
def _pattern(vocabulary: Vocabulary):  # type: ignore[no-untyped-def]
    return bare_pattern(vocabulary)


def _free(mentions: list[Mention], taken: list[tuple[int, int]]) -> list[Mention]:
    """Those that do not touch what is taken already; both lists are in order of the text."""
    free, index = [], 0
    spans = sorted(taken)
    for mention in sorted(mentions, key=lambda entry: entry.start):
        while index < len(spans) and spans[index][1] <= mention.start:
            index += 1
        if index < len(spans) and spans[index][0] < mention.end:
            continue
        free.append(mention)
    return free


def _in_order(mentions: list[Mention]) -> list[Mention]:
    ordered: list[Mention] = []
    for mention in sorted(mentions, key=lambda entry: (entry.start, -entry.end)):
        if not ordered or mention.start >= ordered[-1].end:
            ordered.append(mention)
    return ordered


def _from_number(text: str, flat: Flat, found: Numbered, words: Vocabulary) -> Mention:
    start, law, amending, type_code = found.word_start, "", False, found.type_code
    if found.symbol_key.startswith("qh") and type_code in ("", *_LAW_TYPES):
        named = law_name_before(flat.text, found.start, words)
        if named is not None:
            start, law, amending = named
            type_code = type_code or "luat"
    return _mention(
        text,
        flat,
        (start, found.end),
        words,
        form=found.form,
        type_code=type_code,
        number=found.number,
        symbol=found.symbol,
        symbol_key=found.symbol_key,
        dated_number=found.year is not None,
        year=found.year,
        term=found.term,
        law_key=law,
        amending=amending,
    )


def _from_law(text: str, flat: Flat, law: NamedLaw, words: Vocabulary) -> Mention:
    return _mention(
        text,
        flat,
        (law.start, law.end),
        words,
        form=Form.LAW,
        type_code=law.type_code,
        law_key=law.law_key,
        year=law.year,
        amending=law.amending,
    )


def _from_words(text: str, flat: Flat, entry: Unsigned, words: Vocabulary) -> Mention:
    return _mention(
        text,
        flat,
        (entry.start, entry.end),
        words,
        form=entry.form,
        type_code=entry.type_code,
        number=entry.number,
        dated_number=entry.year is not None,
        year=entry.year,
        term=entry.term,
    )


def _mention(
    text: str,
    flat: Flat,
    span: tuple[int, int],
    words: Vocabulary,
    *,
    form: Form,
    year: int | None = None,
    term: str = "",
    **known: object,
) -> Mention:
    """A mention with all that stands around it; offsets go back to the original text."""
    start, end = span
    full_start, articles = articles_before(flat.text, start)
    if flat.text.count("(", start, end) > flat.text.count(")", start, end) and flat.text[end : end + 1] == ")":
        end += 1
    after = context_after(flat.text, end, words)
    maker = After(start)
    if not after.issuer and form is not Form.LAW:
        maker = maker_before(flat.text, full_start, words)
    low, high = flat.original(start), flat.original(end)
    tail_end = flat.original(after.end)
    named = after if after.issuer else maker
    return Mention(
        start=low,
        end=high,
        full_start=flat.original(full_start),
        full_end=tail_end,
        raw=text[low:high],
        tail=text[high:tail_end],
        form=form,
        year=year or after.year,
        year_hint=maker.year,
        issued_on=after.issued_on,
        issuer=named.issuer,
        level=named.level,
        place=named.place,
        # A plenum named with several terms keeps its term open.
        term=term if form is Form.PLENUM else after.term or term,
        articles=articles,
        **known,  # type: ignore[arg-type]
    )
