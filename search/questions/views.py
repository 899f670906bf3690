"""Where the page's script says that a question was asked, /tim-kiem/da-hoi/.

The page itself writes nothing. It carries the question and the number of results, signed; its script sends them back
once. So only what was really answered is counted, and only as we understood it.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from search.question import Question, parse
from search.questions.counting import count
from search.questions.keys import may_be_kept

SIGNER = Signer(salt="search.questions")
LONGEST = 2000


def token_for(question: Question, found: int) -> str:
    """Return what a page of results carries to be counted; empty for a question that is not to be kept."""
    return SIGNER.sign_object({"q": question.text, "n": found}) if may_be_kept(question) else ""


# No cookie is looked at and nothing of a person's is changed; the signature says that the question is ours.
@csrf_exempt
@require_POST
def asked(request: HttpRequest) -> HttpResponse:
    """Count a question once a reader and day: 204, or 400 for what no page of ours sent."""
    token = request.POST.get("token", "")
    if len(token) > LONGEST or not _from_here(request):
        return HttpResponse(status=400)
    try:
        told = SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return HttpResponse(status=400)
    question = parse(told["q"])
    if may_be_kept(question):
        count(question, told["n"], _reader(request))
    return HttpResponse(status=204)


def _from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    same_host = not origin or urlsplit(origin).netloc == request.get_host()
    return same_host and request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _reader(request: HttpRequest) -> str:
    """Return what tells readers apart: address and browser. It is hashed at once and kept nowhere."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # Ours puts the one address it sees (deploy/nginx).
        address = request.headers.get("X-Forwarded-For", address).rsplit(",", 1)[-1].strip()
    return f"{address}\n{request.headers.get('User-Agent', '')[:300]}"
