"""A day at the desk by keyboard: nothing jumps, nothing is lost, nobody answers past each other."""

import re
import uuid

import pytest
from playwright.sync_api import expect

from tests.journeys.steps import findings, open_from_queue

pytestmark = [pytest.mark.browser, pytest.mark.engineless]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def parcel(product):
    """A fresh mail of Cleo's: (subject, Message-ID)."""
    subject = f"Parcel {uuid.uuid4().hex[:8]}"
    return subject, product.mail(subject, "Where is my parcel?")


def write_again(product, parcel, text: str) -> None:
    subject, first = parcel
    product.mail(f"Re: {subject}", text, In_Reply_To=first, References=first)


def test_the_whole_job_by_keyboard(at_the_desk, parcel):
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])
    ada.keyboard.press("a")
    expect(ada.get_by_label("Narrow by name")).to_be_focused()
    ada.keyboard.type("Ada")
    ada.keyboard.press("Enter")
    expect(ada.get_by_role("button", name="you are answering")).to_be_visible()
    ada.keyboard.press("n")
    ada.keyboard.type("Ask the courier.")
    ada.keyboard.press("Control+Enter")
    expect(ada.locator(".said-note")).to_contain_text("Ask the courier.")
    ada.keyboard.press("Escape")
    ada.keyboard.press("e")
    expect(ada.get_by_role("status").filter(has_text="Solved")).to_be_visible()


def test_of_many_changes_a_list_shows_the_last_without_asking_for_each(at_the_desk):
    ada = at_the_desk("ada")
    ada.goto("/desk/")
    ada.wait_for_selector("#queue")
    asked = ada.evaluate("""new Promise((shown) => {
        const asked = [];
        let said = 0;
        document.addEventListener("htmx:beforeRequest", (event) => {
            if (event.detail.elt.id === "queue" && asked.push(said) && said === 4) shown(asked);
        });
        const say = (n) => { said = n; htmx.trigger(document.body, "live:ticket"); };
        [1, 2, 3, 4].forEach((n) => setTimeout(say, 20 * n, n));
    })""")
    assert len(asked) < 4


def test_what_is_done_is_told_though_its_button_was_drawn_anew_meanwhile(at_the_desk, parcel):
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])

    def slowly(route):
        """The answer comes after the head of the ticket has been refreshed, as when a colleague changes something."""
        answer = route.fetch()
        ada.evaluate("document.querySelector('#talk-head').dataset.old = ''")
        ada.evaluate("htmx.trigger(document.body, 'live:reload')")
        ada.wait_for_selector("#talk-head:not([data-old])")
        route.fulfill(response=answer)

    ada.route("**/solution/", slowly)
    ada.keyboard.press("e")
    toast = ada.get_by_role("status").filter(has_text="Solved")
    expect(toast).to_be_visible()
    ada.unroute("**/solution/")
    toast.get_by_role("button", name="Undo").click()
    expect(ada.get_by_role("button", name="Solve", exact=True)).to_be_visible()


def test_the_ticket_one_points_at_is_there_before_the_click(at_the_desk, product, parcel):
    ada = at_the_desk("ada")
    asked = []
    ada.goto("/desk/?view=unassigned")
    row = ada.get_by_role("link", name=parcel[0]).first
    with ada.expect_response(lambda answer: "/desk/tickets/" in answer.url and answer.ok) as preloaded:
        row.hover()
    preloaded.value.finished()
    ada.on("request", lambda request: asked.append(request.url))
    row.click()
    expect(ada.get_by_role("heading", name=parcel[0])).to_be_visible()
    assert preloaded.value.url not in asked
    assert ada.url == preloaded.value.url
    write_again(product, parcel, "One more thing.")
    expect(ada.locator(".said").filter(has_text="One more thing.")).to_be_attached()
    ada.go_back()
    expect(ada.get_by_role("heading", name="Unassigned")).to_be_visible()


def test_what_was_fetched_ahead_is_never_older_than_the_click(at_the_desk, product, parcel):
    ada = at_the_desk("ada")
    ada.goto("/desk/?view=unassigned")
    row = ada.get_by_role("link", name=parcel[0]).first
    with ada.expect_response(lambda answer: "/desk/tickets/" in answer.url):
        row.hover()
    write_again(product, parcel, "Newer than the preload.")
    expect(row).to_contain_text("Newer than the preload.")
    row.click()
    expect(ada.locator(".said").filter(has_text="Newer than the preload.")).to_be_attached()


def test_the_views_stand_in_one_line(at_the_desk):
    ada = at_the_desk("ada")
    ada.goto("/desk/")
    assert ada.locator(".queue-tabs").evaluate("one => one.clientHeight") < 48
    ada.get_by_role("button", name="All views").click()
    expect(ada.locator(".queue-more .menu a")).to_have_count(9)


def test_after_the_last_ticket_the_list_and_the_undo_stay(at_the_desk, product, parcel):
    ada = at_the_desk("ada", viewport=PHONE)
    open_from_queue(ada, parcel[0])
    ada.get_by_role("button", name="Solve").click()
    expect(ada.get_by_role("heading", name="Unassigned")).to_be_visible()
    assert ada.url.endswith("/desk/?view=unassigned")
    ada.get_by_role("button", name="Undo").click()
    expect(ada.get_by_role("heading", name=parcel[0])).to_be_visible()
    expect(ada.get_by_role("button", name="Solve")).to_be_visible()


def test_it_says_when_a_reply_has_left(at_the_desk, parcel):
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])
    ada.locator("#text-reply").fill("It is here.")
    ada.get_by_role("button", name="Send", exact=True).click()
    expect(ada.get_by_text("on its way")).to_be_visible()
    expect(ada.get_by_text("on its way")).to_have_count(0)
    expect(ada.locator(".said-reply")).to_contain_text("It is here.")


def test_keys_rest_while_one_writes(at_the_desk, parcel):
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])
    ada.keyboard.press("r")
    ada.keyboard.type("zeazn")
    expect(ada.get_by_role("textbox", name="Reply to Cleo")).to_have_value("zeazn")
    expect(ada.locator("dialog[open]")).to_have_count(0)


def test_a_draft_outlives_a_reload_and_news(at_the_desk, product, parcel):
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])
    ada.keyboard.press("r")
    ada.keyboard.type("Dear Cleo, I have looked")
    expect(ada.get_by_text("draft saved").first).to_be_visible()
    write_again(product, parcel, "Any news?")
    expect(ada.locator(".said").filter(has_text="Any news?")).to_be_attached()
    expect(ada.locator("#text-reply")).to_be_focused()
    expect(ada.locator("#text-reply")).to_have_value("Dear Cleo, I have looked")
    ada.reload()
    expect(ada.locator("#text-reply")).to_have_value("Dear Cleo, I have looked")


def test_a_new_message_moves_nothing_and_holds_the_reply(at_the_desk, product, parcel):
    for number in range(8):
        write_again(product, parcel, f"Line {number}\n" * 6)
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])
    expect(ada.locator(".said").filter(has_text="Line 7")).to_be_attached()
    ada.evaluate("document.querySelector('#talk').scrollTop = 40")
    ada.locator("#text-reply").fill("It is on its way.")
    write_again(product, parcel, "I changed my mind.")
    expect(ada.get_by_role("button", name="1 new message")).to_be_visible()
    assert ada.evaluate("document.querySelector('#talk').scrollTop") == 40
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_role("alert")).to_contain_text("I changed my mind.")
    expect(ada.locator(".said-reply")).to_have_count(0)
    ada.get_by_role("button", name="Send anyway").click()
    expect(ada.locator(".said-reply")).to_contain_text("It is on its way.")


def test_two_people_see_each_other(at_the_desk, parcel):
    ada, lee = at_the_desk("ada"), at_the_desk("lee")
    open_from_queue(ada, parcel[0])
    open_from_queue(lee, parcel[0])
    expect(ada.get_by_text("Lee is reading this too")).to_be_visible()
    lee.keyboard.press("r")
    lee.keyboard.type("I will")
    expect(ada.get_by_text("Lee is writing here")).to_be_visible()


def test_a_reply_can_be_taken_back(at_the_desk, parcel):
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])
    ada.locator("#text-reply").fill("Too early")
    ada.get_by_role("button", name="Send", exact=True).click()
    expect(ada.locator(".said-reply")).to_have_count(1)
    ada.get_by_role("button", name="Undo").click()
    expect(ada.locator("#text-reply")).to_have_value("Too early")
    expect(ada.locator(".said-reply")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, {"width": 1024, "height": 768}, PHONE], ids=str)
def test_axe_finds_nothing(at_the_desk, parcel, scheme, size):
    ada = at_the_desk("ada", viewport=size, color_scheme=scheme, reduced_motion="reduce")
    open_from_queue(ada, parcel[0])
    found = {"ticket": findings(ada)}
    keys = {"assign": "a", "snooze": "z", "escalate": "x", "keys": "?"}
    for name, button in {"assign": "unassigned", "snooze": "Snooze"}.items() if size is PHONE else keys.items():
        if size is PHONE:
            ada.get_by_role("button", name=button).click()
        else:
            ada.keyboard.press(button)
        expect(ada.locator("dialog[open]")).to_be_visible()
        expect(ada.locator("dialog[open] .skeleton:visible")).to_have_count(0)
        found[name] = findings(ada)
        ada.keyboard.press("Escape")
        expect(ada.locator("dialog[open]")).to_have_count(0)
    for address in ("/desk/", "/desk/?view=snoozed", "/desk/search/?q=parcel", "/desk/tickets/new/", "/ui/"):
        ada.goto(address)
        found[address] = findings(ada)
        assert ada.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is wider than the screen"
    assert {name: one for name, one in found.items() if one} == {}


def test_an_address_nobody_vouches_for_goes_nowhere_by_itself(at_the_desk, product, parcel):
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])
    number = ada.locator("#composer").get_attribute("data-ticket")
    product.mail(f"Re: {parcel[0]} [#{number}]", "Answer elsewhere, please.", Reply_To="cleo@customer-home.example")
    expect(ada.locator(".said").filter(has_text="Answer elsewhere")).to_be_attached()
    ada.reload()
    expect(ada.locator(".sheet-to summary")).to_have_text("to cleo@customer.example")
    expect(ada.locator(".sheet-unknown")).to_be_hidden()
    assert findings(ada, "#composer") == []
    ada.get_by_role("button", name="Add cleo@customer-home.example to To").click()
    expect(ada.locator(".sheet-to summary")).to_have_text("to cleo@customer.example, cleo@customer-home.example")
    expect(ada.locator(".sheet-unknown")).to_have_text("New to this ticket: cleo@customer-home.example")
    expect(ada.locator("#saved-reply")).to_contain_text("draft saved")
    ada.reload()
    expect(ada.locator(".sheet-unknown")).to_be_visible()
    expect(ada.get_by_role("button", name="Add cleo@")).to_have_count(0)


def test_a_macro_is_found_put_in_beside_what_is_typed_and_undone_with_its_reply(at_the_desk, parcel):
    ada = at_the_desk("ada")
    open_from_queue(ada, parcel[0])
    ada.locator("#text-reply").focus()
    ada.keyboard.type("One moment.\n/")
    expect(ada.get_by_role("combobox", name="Find a macro")).to_be_focused()
    ada.keyboard.press("Escape")
    expect(ada.locator("#text-reply")).to_have_value("One moment.\n/")
    ada.keyboard.press("Alt+k")
    expect(ada.get_by_role("combobox", name="Find a macro")).to_be_focused()
    ada.keyboard.type("look")
    expect(ada.locator(".macro-text")).to_contain_text("I'm comparing it with your orders now")
    assert findings(ada, inside="#macros") == []
    ada.keyboard.press("Enter")
    expect(ada.locator("#text-reply")).to_have_value(re.compile(r"^One moment\.\n/\n\nHello Cleo,"))
    expect(ada.locator(".macro-waits")).to_contain_text("Kind: billing")
    assert findings(ada, inside="#composer") == []
    ada.reload()
    expect(ada.locator(".macro-waits")).to_contain_text("Kind: billing")
    ada.locator("#text-reply").focus()
    ada.keyboard.press("Control+Enter")
    expect(ada.locator("#talk-head")).to_contain_text("billing")
    ada.get_by_role("button", name="Undo").last.click()
    expect(ada.locator("#talk-head")).to_contain_text("no kind yet")
    expect(ada.locator(".macro-waits")).to_contain_text("Kind: billing")


def test_a_blank_is_led_to_and_holds_the_reply(at_the_desk, product):
    subject = f"Parcel {uuid.uuid4().hex[:8]}"
    product.mail(subject, "Where is my parcel?", sender="nameless@customer.example")
    ada = at_the_desk("ada")
    open_from_queue(ada, subject)
    ada.locator("#text-reply").focus()
    ada.keyboard.type("/")
    expect(ada.get_by_role("combobox", name="Find a macro")).to_be_focused()
    ada.keyboard.type("three details")
    expect(ada.locator(".macro-preview")).to_contain_text("You fill in: name")
    ada.keyboard.press("Enter")
    expect(ada.locator("#text-reply")).to_have_value(re.compile(r"^Hello ⟨name⟩,"))
    ada.keyboard.press("Control+Enter")
    expect(ada.get_by_role("status").filter(has_text="Fill in ⟨name⟩")).to_be_visible()
    ada.locator("#blanks-list").get_by_role("button", name="name").click()
    ada.keyboard.type("Cleo")
    expect(ada.locator("#text-reply")).to_have_value(re.compile(r"^Hello Cleo,"))
    expect(ada.locator("#blanks")).to_be_hidden()


def test_the_wall_hears_of_a_mail_and_says_when_it_is_not_live(at_the_desk, product):
    lee = at_the_desk("lee", viewport={"width": 1920, "height": 1080})
    lee.goto("/wall/")
    waiting = lee.locator("[aria-labelledby=w-waiting] .tile-big")
    before = int(waiting.inner_text())
    product.mail(f"Parcel {uuid.uuid4().hex[:8]}", "Where is my parcel?")
    expect(waiting).to_have_text(str(before + 1))
    assert findings(lee) == []
    assert lee.evaluate("document.documentElement.scrollHeight") == 1080
    lee.evaluate("document.querySelector('wg-live').gone = true; document.querySelector('wg-live').socket.close()")
    expect(lee.get_by_text("Not live since")).to_be_visible()
    lee.evaluate("document.querySelector('wg-live').gone = false; document.querySelector('wg-live').open()")
    expect(lee.get_by_text("Not live since")).to_be_hidden()
