"""Every public address: the forms behind some, the parameters of others, and what takes neither."""

from __future__ import annotations

from dataclasses import dataclass

from tests.load.naughty import desk, people, proposers, readers
from tests.load.naughty.room import Room

ROOMS: tuple[type[Room], ...] = (
    readers.CommentRoom,
    readers.EmailRoom,
    readers.RewriteRoom,
    readers.AppealRoom,
    readers.ConsentRoom,
    readers.WishRoom,
    readers.ReportRoom,
    readers.FollowRoom,
    readers.UnfollowRoom,
    proposers.NominationRoom,
    proposers.NominationEmailRoom,
    proposers.NominationReceiptRoom,
    proposers.QuestionRoom,
    people.OpinionRoom,
    people.OpinionReceiptRoom,
    people.PollRoom,
    people.BallotRoom,
    people.BeaconRoom,
    people.AskedRoom,
    desk.EditRoom,
    desk.DecisionRoom,
    desk.AnswerRoom,
    desk.AppealAnswerRoom,
    desk.HoldRoom,
    desk.EraseRoom,
)
"""Every form readers send, and what a moderator writes about their comments."""


@dataclass(frozen=True)
class Box:
    """An address that is asked with parameters, or with a part of itself that anybody may type."""

    name: str
    """Of the address; for pages of the tree, their slug."""
    parameters: tuple[str, ...] = ()
    sample: tuple[object, ...] = ()
    """Its arguments; ``...`` stands for the string."""

    @property
    def label(self) -> str:
        """How the table calls it."""
        parts = ["…" if one is ... else str(one) for one in self.sample]
        if self.name == "wagtail_serve":
            return f"/{'/'.join(parts)}/"
        return f"{self.name}.{parts[0]}" if self.name == "exemplar_export" else self.name


_FACETS = ("kind", "year", "place", "field", "level", "movement", "section", "topic", "doctype", "issuer")
_REGISTRY = ("q", "doi-tuong", "linh-vuc", "noi", "cap", "phong-trao", "nam", "truc-tiep", "sap-xep", "ten-noi", "page")
BOXES: tuple[Box, ...] = (
    Box("search", ("q", *_FACETS, "sort", "page")),
    Box("search_suggestions", ("q",)),
    Box("search_rss", ("q", *_FACETS, "sort")),
    Box("search_atom", ("q", *_FACETS, "sort")),
    Box("exemplar_list", _REGISTRY),
    Box("exemplar_export", _REGISTRY, ("csv",)),
    Box("exemplar_export", _REGISTRY, ("json",)),
    Box("exemplar_export", _REGISTRY, ("xlsx",)),
    Box("exemplar_letters", ("page",)),
    Box("exemplar_letter", ("page",), ("a",)),
    Box("exemplar", (), (...,)),
    Box("honour_list", ("nam", "cap", "hieu-luc")),
    Box("honour", ("nam", "hieu-luc", "page"), ("bang-khen-cua-thu-tuong-chinh-phu",)),
    Box("conferral_decisions", ("q", "nam", "page")),
    Box("conferral_decision", ("page",), (...,)),
    Box("movement_list", ("pham-vi", "tinh-trang", "page")),
    Box("movement", ("page",), (...,)),
    Box("cluster_list", ("loai", "page")),
    Box("cluster", (), (...,)),
    Box("cluster_term", (), (..., 2024)),
    Box("statistics", ("nam",)),
    Box("statistics_download", (), (...,)),
    Box("replications", ("nam", "page")),
    Box("poll_list", ("page",)),
    Box("consultation_list", ("page",)),
    Box("consultation", ("page",), (...,)),
    Box("opinion_give", ("ve",), (...,)),
    Box("topic", ("page",), (...,)),
    Box("comment_form", ("tra-loi", "manh"), (1,)),
    Box("comment_export", (), (...,)),
    Box("comment_receipt", ("xong",), (...,)),
    Box("poll", (), (...,)),
    Box("sitemap_part", (), (...,)),
    Box("media", (), (...,)),
    Box("wagtail_serve", ("page",), ("tin-tuc",)),
    Box("wagtail_serve", ("page",), ("tin-tuc/rss",)),
    Box("wagtail_serve", ("page",), ("tin-tuc/luu-tru/2024/1",)),
    Box("wagtail_serve", ("q", "loai", "co-quan", "nam", "hieu-luc", "he", "sap-xep", "page"), ("van-ban",)),
    Box("wagtail_serve", ("page",), ("van-ban", ...)),
    Box("wagtail_serve", (), (...,)),
)
STAFF_BOXES: tuple[Box, ...] = (
    Box("comments_desk:queue", ("q", "p", "so", "vua", "hang"), ("all",)),
    Box("comments_desk:counts", ("hang", "sau")),
    Box("nominations:index", ("q", "loc", "p")),
)

NOTHING = {
    "health": "takes nothing",
    "robots": "takes nothing",
    "sitemap": "takes nothing",
    "sitemap_news": "takes nothing",
    "rss": "takes nothing",
    "atom": "takes nothing",
    "exemplar_feed": "takes nothing",
    "consultation_feed": "takes nothing",
    "views_count": "a number",
    "wagtaildocs_serve": "a number; the name behind it is not read",
    "wagtaildocs_authenticate_with_password": "Wagtail's own, for pages behind a password",
    "wagtailcore_authenticate_with_password": "Wagtail's own, for pages behind a password",
    "wagtailcore_login": "Wagtail's own, for staff",
}
"""Addresses through which nothing is sent, and why."""
