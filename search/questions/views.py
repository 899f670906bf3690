"""Where the page's script says that a question was asked, /tim-kiem/da-hoi/.

The page itself writes nothing. It carries the question and the number of results, signed; its script sends them back
once. So only what was really answered is counted, and only as we understood it.
"""

from __future__ import annotations

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.intake.guard import comes_from_here
from portal.intake.network import client_address
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
    if len(token) > LONGEST or not comes_from_here(request):
        return HttpResponse(status=400)
    try:
        told = SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return HttpResponse(status=400)
    question = parse(told["q"])
    if may_be_kept(question):
        count(question, told["n"], _reader(request))
    return HttpResponse(status=204)


def _reader(request: HttpRequest) -> str:
    """Return what tells readers apart: address and browser. It is hashed at once and kept nowhere."""
    return f"{client_address(request)}\n{request.headers.get('User-Agent', '')[:300]}"
