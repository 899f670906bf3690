"""Pages travel compressed, pictures as they are."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from portal.delivery.compression import TextCompressionMiddleware

LONG = "Thi đua là yêu nước. " * 100


def answer_through(response):
    request = RequestFactory().get("/", headers={"accept-encoding": "gzip"})
    return TextCompressionMiddleware(lambda _request: response)(request)


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/rss+xml; charset=utf-8"])
def test_text_is_compressed(content_type):
    answer = answer_through(HttpResponse(LONG, content_type=content_type))
    assert answer["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == LONG


def test_pictures_keep_their_length(tmp_path):
    picture = tmp_path / "anh.webp"
    picture.write_bytes(b"x" * 5000)
    answer = answer_through(FileResponse(picture.open("rb"), content_type="image/webp"))
    assert "Content-Encoding" not in answer
    assert answer["Content-Length"] == "5000"
    assert b"".join(answer.streaming_content) == b"x" * 5000
