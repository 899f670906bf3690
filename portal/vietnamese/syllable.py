"""What a Vietnamese syllable may look like: onset, rime and the tones a stopped rime takes.

Used to tell words of the language from names, slips and the residue of typing methods, never to refuse anything.
"""

import re
import unicodedata
from functools import lru_cache

from portal.vietnamese.text import fold, nfc

_ONSETS = "ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p r s t v x"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot oăc oăm oăn
    oăng oăt ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung uy uya uych uyên uyêt uyn uynh uyp uyt uyu up ut uân uâng uât uây uê uêch uên uênh uôc
    uôi uôm uôn uông uôt uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
"""
_BEHIND_QU = """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt ân âng ât ây e en eng eo et ê êch ên ênh êt i in inh it
    ôc ơ ơi ơn y ych yên yêt ynh yt
"""
"""Rimes written after ``qu``, whose u belongs to the onset."""
_SHARP, _HEAVY = "\u0301", "\u0323"
TONES = frozenset({"\u0300", _SHARP, "\u0303", "\u0309", _HEAVY})
LONGEST = 7
"""Letters of the longest syllable: nghiêng."""


def _all_bodies() -> frozenset[str]:
    """Return every toneless syllable that spelling allows, onset and rime written together."""
    rimes = _RIMES.split()
    bodies = {onset + rime for onset in ("", *_ONSETS.split()) for rime in rimes if onset != "qu"}
    # The i of an onset gi and that of its rime are written once: gì, giêng.
    bodies |= {"g" + rime for rime in rimes if rime[0] == "i"}
    return frozenset(bodies | {"qu" + rime for rime in _BEHIND_QU.split()})


_BODIES = _all_bodies()
_FOLDED_BODIES = frozenset(map(fold, _BODIES))
_MARKED_STOP = re.compile(r"(?:ch|[cpt])\Z")


def split_tone(word: str) -> tuple[str, str]:
    """Return a lower-case word without its tone marks, and the marks, in the order they stand."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in decomposed if mark in TONES)
    return nfc("".join(mark for mark in decomposed if mark not in TONES)), tones


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Say whether a lower-case word is spelt as a Vietnamese syllable, marks and tone included."""
    if not 0 < len(word) <= LONGEST:
        return False
    body, tones = split_tone(word)
    if len(tones) > 1 or body not in _BODIES:
        return False
    # A stopped rime is said with a rising or a heavy tone and no other; without a mark it may be a borrowed word.
    return not (tones and _MARKED_STOP.search(body)) or tones in {_SHARP, _HEAVY}


def may_be_unaccented(word: str) -> bool:
    """Say whether a lower-case word without marks may be a syllable typed without them ("khen", "duong")."""
    return word in _FOLDED_BODIES
