"""Of a picture readers get what it shows, and nothing of where and with what it was taken."""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from portal.base.images import ALL_SPECS, PORTRAIT_SPECS, make_renditions
from portal.base.models import PortalImage
from tests.uploads.files import picture

pytestmark = pytest.mark.django_db

SECRETS = (b"GPS", b"Exif", "Hãng máy ảnh".encode(), b"xmpmeta", b"Nguyen Van Thu")


def _stored(kind: str) -> PortalImage:
    """Store a picture lying on its side, with a place, a camera, a comment, XMP and a profile of its colours."""
    with Image.open(io.BytesIO(picture(kind, (1600, 1000), orientation=6))) as taken:
        said = {"exif": taken.info["exif"], "xmp": b"<x:xmpmeta>Nguyen Van Thu</x:xmpmeta>"}
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        stream = io.BytesIO()
        taken.save(stream, kind, icc_profile=profile, comment=b"Nguyen Van Thu", **said)
    data = stream.getvalue()
    with Image.open(io.BytesIO(data)) as written:
        assert written.getexif()
    return PortalImage.objects.create(title="Ảnh", file=ContentFile(data, f"anh.{kind.lower()}"))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_a_camera_wrote_into_a_picture_is_not_published(kind: str) -> None:
    image = _stored(kind)
    specs = (*ALL_SPECS, *PORTRAIT_SPECS, "width-300|format-png", "width-300", "original")
    assert make_renditions([image], specs) == 0
    cuts = list(image.renditions.all())
    assert len(cuts) == len(specs)
    for cut in cuts:
        data = cut.file.open("rb").read()
        assert [secret for secret in SECRETS if secret in data] == [], cut.filter_spec
        with Image.open(io.BytesIO(data)) as shown:
            assert not shown.getexif(), cut.filter_spec
            assert shown.info["icc_profile"], cut.filter_spec


def test_a_picture_taken_on_its_side_is_shown_upright() -> None:
    cut = _stored("JPEG").get_rendition("width-300")
    assert cut.height > cut.width
    with Image.open(cut.file.open("rb")) as shown:
        red, _green, blue = shown.convert("RGB").getpixel((150, 40))
    assert red > 150 > blue
