"""A hostile mail, opened in a real browser: no script runs and nothing is fetched from outside."""

import uuid
from email.message import EmailMessage

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import until

pytestmark = [pytest.mark.browser, pytest.mark.engineless]

VECTORS = [
    "<script>window.stung=1</script>",
    "<img src=x onerror=window.stung=1>",
    "<svg onload=window.stung=1><animate onbegin=window.stung=1 attributeName=x dur=1s></svg>",
    "<iframe srcdoc='<script>parent.stung=1</script>'></iframe>",
    "<a href='javascript:window.stung=1' id=lure>click</a>",
    "<a href='data:text/html,<script>opener.stung=1</script>'>data</a>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=x onerror=window.stung=1>'>",
    "<noscript><p title='</noscript><img src=x onerror=window.stung=1>'></noscript>",
    "<form action=https://evil.example/><input name=a autofocus onfocus=window.stung=1><button>go</button></form>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<style>@import 'https://evil.example/b.css'; body{background:url(https://evil.example/c.png)}</style>",
    "<p style=\"background:url('https://evil.example/d.png');position:fixed;inset:0;z-index:9999\">cover</p>",
    "<img src=https://evil.example/pixel.gif width=1 height=1>",
    "<img srcset='https://evil.example/e.png 2x'><picture><source srcset=https://evil.example/f.png></picture>",
    "<video poster=https://evil.example/g.png src=https://evil.example/h.mp4 autoplay></video>",
    "<object data=https://evil.example/i.swf></object><embed src=https://evil.example/j.swf>",
    "<body background=https://evil.example/k.png onload=window.stung=1>",
    "<table background=https://evil.example/l.png><tr><td>cell</td></tr></table>",
    "<div id=main class=wg-dialog hx-get=/accounts/logout/ hx-trigger=load>htmx</div>",
    "<wg-live since=0></wg-live><template shadowrootmode=open><script>window.stung=1</script></template>",
]
# What would run has run: a picture that can't be had is asked for after theirs, and its fault is heard after theirs.
AFTER_ALL = """() => new Promise((heard) => {
    const last = new Image();
    last.onerror = () => requestAnimationFrame(() => setTimeout(heard));
    last.src = `/static/none-${Math.random()}.png`;
})"""


def hostile(subject: str, html: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "Cleo <cleo@customer.example>",
        "support@whiteglove.example",
        subject,
    )
    message["Message-ID"] = f"<{uuid.uuid4().hex}@customer.example>"
    message.set_content("The plain part.")
    message.add_alternative(f"<html><body><p>Before.</p>{html}<p>After the trap.</p></body></html>", subtype="html")
    return message.as_bytes()


def test_no_script_of_a_mail_runs_and_nothing_is_fetched_from_outside(product, at_the_desk):
    ada = at_the_desk("ada")
    strays, dialogs = [], []
    ada.context.on("request", lambda request: request.url.startswith(product.url) or strays.append(request.url))
    ada.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    subject = f"Trap {uuid.uuid4().hex[:8]}"
    for number, vector in enumerate(VECTORS):
        product.deliver(hostile(f"{subject} {number:02}", vector))
    for number in range(len(VECTORS)):
        open_ticket(ada, f"{subject} {number:02}")
        expect(ada.get_by_text("After the trap.").first).to_be_attached()
        ada.evaluate(AFTER_ALL)
        assert ada.evaluate("window.stung === undefined"), VECTORS[number]
        assert "/accounts/" not in ada.url
    assert [one for one in strays if not one.startswith(("data:", "ws:", "blob:"))] == []
    assert dialogs == []


def open_ticket(page, subject: str) -> None:
    """Find the ticket by search, waiting until the mail has been filed."""
    address = f"/desk/search/?q=%22{subject.replace(' ', '+')}%22"
    link = page.get_by_role("link", name=subject)
    until(lambda: page.goto(address) and link.count() > 0, page, every=250)
    link.first.click()
    page.get_by_role("heading", name=subject).first.wait_for()
