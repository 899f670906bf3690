"""What is in no file of the registry: pages, what is derived, and the work of staff."""

from django.db.models import Q

from exemplars.registry.fields.shapes import Table, private, public

STAFF_TABLES = (
    # Pages are kept by the publishing system, with its own drafts and history; here only what readers may see of them.
    Table(
        "stories.StoryPage",
        "",
        rows=Q(live=True),
        columns={
            "basepage_ptr": private(),
            "body": public("Nội dung"),
            "byline": public("Tác giả, bút danh"),
            "unit": public("Đơn vị gửi bài"),
            "source_text": public("Nguồn"),
            "source_url": public("Liên kết nguồn"),
        },
    ),
    Table(
        "registry.FacetSet",
        "",
        rows=None,
        columns={
            "id": private(),
            "facet": private(),
            "value": private(),
            "members": private(),
            "stamp": private(),
        },
    ),
    Table("registry.IndexedTerms", "", rows=None, columns={"exemplar": private(), "terms": private()}),
    Table(
        "registry.ImportRun",
        "",
        rows=None,
        columns={
            name: private()
            for name in (
                "id",
                "file_name",
                "file",
                "state",
                "options",
                "headings",
                "columns",
                "warnings",
                "counts",
                "new_organisations",
                "actor",
                "created_at",
                "committed_at",
                "undone_at",
            )
        },
    ),
    Table(
        "registry.ImportRow",
        "",
        rows=None,
        columns={
            name: private()
            for name in (
                "id",
                "run",
                "number",
                "outcome",
                "choice",
                "name",
                "exemplar",
                "twin_row",
                "values",
                "changes",
                "problems",
                "undo",
            )
        },
    ),
)
