"""What nginx writes down of readers: networks instead of addresses, no secret address, for fourteen days."""

from __future__ import annotations

import re
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.intake.test_every_form import public_addresses
from tests.stack.production import NGINX, Production, _make_certificate, wait_until
from tests.stack.served_site import free_port
from tests.tools import NGINX_BROTLI, ROOT, needs_tool

SITE = (ROOT / "deploy/nginx/guong-sang.conf").read_text(encoding="utf-8")
ROTATION = (ROOT / "deploy/logrotate/guong-sang").read_text(encoding="utf-8")
LOCATION = re.compile(r"location (?P<how>=|~)? ?(?P<what>\S+) \{\n(?P<said>.*?)\n    \}", re.DOTALL)
LISTENING = """
log_format test '$guong_sang_network';
server {{
    listen 127.0.0.1:{port};
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Forwarded-For;
    access_log {own}/log/networks test;
    return 204;
}}
"""


def _silent() -> list[re.Pattern[str]]:
    """Return the addresses nginx writes down nowhere."""
    found = [one for one in LOCATION.finditer(SITE) if "access_log off;" in one["said"]]
    return [re.compile(one["what"] if one["how"] == "~" else f"^{re.escape(one['what'])}") for one in found]


def _secret_addresses() -> list[str]:
    paths = [f"/{path}" for path, _pattern in public_addresses() if "token>" in path]
    return [re.sub("<[^>]*>", "x" * 32, path) for path in paths]


@pytest.mark.parametrize("address", _secret_addresses())
def test_an_address_that_is_a_key_is_in_no_log(address: str) -> None:
    assert any(one.search(address) for one in _silent())


def test_the_addresses_that_are_keys_are_all_known() -> None:
    assert {address.split("/xxx")[0] for address in _secret_addresses()} >= {
        *("/y-kien/nhan", "/y-kien/theo-doi", "/lay-y-kien/bien-nhan"),
        *("/gioi-thieu-guong/phieu", "/gioi-thieu-guong/xac-nhan"),
    }


def test_what_is_logged_names_no_reader() -> None:
    (said,) = re.findall(r"log_format \w+ (.*?);", SITE, re.DOTALL)
    assert not re.search(r"\$(?:remote_addr|binary_remote_addr|realip_remote_addr|proxy_add|http_x)", said)
    # A server that says nothing of its log has nginx's own, with whole addresses.
    assert all("access_log" in server for server in SITE.split("\nserver {")[1:])
    for path in re.findall(r"(?:access|error)_log (/\S+)[ ;]", SITE):
        assert Path(path).match(ROTATION.split("\n")[1].split(" ")[0])
    (level,) = re.findall(r"error_log /\S+ (\w+);", SITE)
    assert level == "crit", "its lines hold whole addresses"


def test_the_log_is_kept_for_fourteen_days() -> None:
    said = [line.strip() for line in ROTATION.splitlines()]
    assert {"daily", "rotate 13", "maxage 14", "ifempty"} <= set(said)
    assert "deploy/logrotate/guong-sang" in (ROOT / "docs/operations.md").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "nginx"
    (folder / "log/guong-sang").mkdir(parents=True)
    return folder


def _nginx(own: Path, site: str, *more: str) -> list[str]:
    (own / "site.conf").write_text(site, encoding="utf-8")
    (own / "nginx.conf").write_text(NGINX.format(brotli=NGINX_BROTLI, own=own, site=own / "site.conf"))
    return [needs_tool("nginx"), "-e", str(own / "log/start.log"), "-c", str(own / "nginx.conf"), *more]


def test_nginx_understands_the_site(own: Path, tmp_path: Path) -> None:
    needs_tool("openssl")
    tls = tmp_path / "tls"
    tls.mkdir()
    _make_certificate(tls)
    portal = Production(tmp_path, {}, free_port(), free_port(), (free_port(), free_port()))
    checked = subprocess.run(_nginx(own, portal._site(own, tls), "-t"), capture_output=True, text=True)
    assert checked.returncode == 0, checked.stderr


def test_nginx_cuts_addresses(own: Path) -> None:
    (cut,) = re.findall(r"map \$remote_addr \$guong_sang_network \{.*?\n\}", SITE, re.DOTALL)
    port, log = free_port(), own / "log/networks"
    networks = {
        "203.0.113.77": "203.0.113.0",
        "1.2.3.4": "1.2.3.0",
        "2405:4802:1c2d:9f00:1:2:3:4": "2405:4802:1c2d::",
        "2405:4802:1c2d::7": "2405:4802:1c2d::",
        "2405:4802::7": "2405:4802::",
        "2405::7": "2405::",
        "::1": "-",
    }
    site = cut + LISTENING.format(port=port, own=own)
    with subprocess.Popen(_nginx(own, site, "-g", "daemon off; master_process off;")) as running:
        try:
            wait_until(lambda: _asked(port, "192.0.2.1"))
            assert all(_asked(port, address) for address in networks)
            # A line is written after its answer was sent; the last one is "-".
            wait_until(lambda: log.read_text().endswith("\n-\n"))
        finally:
            running.terminate()
    assert log.read_text().splitlines()[-len(networks) :] == list(networks.values())


def _asked(port: int, address: str) -> bool:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers={"X-Forwarded-For": address})
    try:
        return urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=5).status == 204
    except OSError:
        return False
