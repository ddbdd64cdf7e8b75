"""Ask an installation what its first visitor asks: over HTTPS, with a browser that runs its policy, to the first page.

.ci/ask.py NAME PASSWORD        # of the administrator `quantri`, as create-administrator printed it
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import shutil
import subprocess
import sys
import time

from playwright.sync_api import Page, sync_playwright

CERTIFICATE = "/etc/minhbach/tls.crt"
OWN_PASSWORD = "mot-cau-dai-de-nho-2026"  # noqa: S105


def curl(name: str, path: str, *options: str, scheme: str = "https") -> tuple[int, dict[str, str], str]:
    """Ask for an address, as the machine that this name leads to; return status, headers, body."""
    port = 443 if scheme == "https" else 80
    done = subprocess.run(
        ["curl", "-sS", "-i", "--compressed", "--cacert", CERTIFICATE, "--resolve", f"{name}:{port}:127.0.0.1",
         *options, f"{scheme}://{name}{path}"],
        check=True, capture_output=True,
    )  # fmt: skip
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        key, _, value = line.partition(": ")
        headers[key.lower()] = f"{headers[key.lower()]}\n{value}" if key.lower() in headers else value
    return int(first.split()[1]), headers, body.decode(errors="replace")


def wait(name: str, seconds: float = 90) -> None:
    limit = time.monotonic() + seconds
    while curl(name, "/song/")[0] != 200:
        assert time.monotonic() < limit, "the site does not answer"
        time.sleep(0.5)


def ask_headers(name: str) -> None:
    status, headers, _ = curl(name, "/", scheme="http")
    assert (status, headers["location"]) == (301, f"https://{name}/")
    status, headers, page = curl(name, "/tai-khoan/dang-nhap/")
    assert status == 200
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    cookie = headers["set-cookie"]
    assert cookie.startswith("__Host-csrf=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; "))
    asked = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(asked) >= 8
    for address in asked:
        status, headers, body = curl(name, address)
        assert (status, bool(body)) == (200, True), address
        assert headers["cache-control"] == "max-age=315360000, public, immutable", address
    # What a stranger writes of himself is not believed, and a name that is not ours is not served.
    assert curl(name, "/song/", "-H", "Host: other.test")[0] == 400
    assert curl(name, "/song/", "-H", "X-Forwarded-Proto: http")[1]["strict-transport-security"]


def code_of(secret: str) -> str:
    """Return the one-time code of now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, int(time.time() // 30).to_bytes(8, "big"), hashlib.sha1)
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06d}"


def send(page: Page, button: str = "main form button.btn-primary") -> None:
    """Press a form's button and wait for the answer: who goes on before it comes throws it away."""
    with page.expect_navigation():
        page.click(button)


def enter(page: Page, name: str, password: str) -> None:
    """Sign in for the first time: a password of one's own, a one-time code, and then the first page."""
    page.goto(f"https://{name}/")
    page.fill("input[name=login]", "quantri")
    page.fill("input[name=password]", password)
    send(page, "main button[type=submit], main button.btn-primary")
    page.fill("input[name=oldpassword]", password)
    page.fill("input[name=password1]", OWN_PASSWORD)
    page.fill("input[name=password2]", OWN_PASSWORD)
    send(page)
    page.goto(f"https://{name}/")
    if page.locator("input[name=password]").count():
        page.fill("input[name=password]", OWN_PASSWORD)
        send(page)
    secret = re.search(r"\b[A-Z2-7]{32}\b", page.content())
    assert secret is not None, page.content()
    page.fill("input[name=code]", code_of(secret[0]))
    send(page)
    page.goto(f"https://{name}/")
    page.wait_for_selector("nav.rooms")


def ask_browser(name: str, password: str) -> None:
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", f"--host-resolver-rules=MAP {name} 127.0.0.1"],
        )
        page = browser.new_context(ignore_https_errors=True, locale="vi-VN").new_page()
        page.set_default_timeout(20_000)
        forbidden: list[str] = []
        page.on("console", lambda said: forbidden.append(said.text) if "Content Security Policy" in said.text else None)
        enter(page, name, password)
        assert page.title().startswith("Việc hôm nay"), (page.url, page.title())
        assert "Be Vietnam Pro" in page.evaluate("getComputedStyle(document.body).fontFamily")
        assert page.evaluate("getComputedStyle(document.querySelector('.house')).display") == "grid"
        assert page.evaluate("document.styleSheets.length") >= 6
        assert page.evaluate("typeof htmx") == "object"
        assert page.evaluate("htmx.config.allowEval") is False
        page.goto(f"https://{name}/co-quan/")
        assert page.locator("main").inner_text()
        charts = curl(name, "/static/echarts/echarts.min.js")
        assert charts[0] == 200
        page.add_script_tag(url="/static/echarts/echarts.min.js")
        assert page.evaluate("typeof echarts.init") == "function"
        assert all(one["name"].startswith("__Host-") and one["secure"] for one in page.context.cookies())
        assert forbidden == []
        browser.close()


if __name__ == "__main__":
    site, first_password = sys.argv[1:]
    wait(site)
    ask_headers(site)
    ask_browser(site, first_password)
    print("✓ HTTPS, headers, static files, first sign-in")
