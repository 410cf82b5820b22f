"""Our ids say what they are for, and nobody else can make them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whiteglove.service.channels.email import ids

refs = st.builds(
    lambda kind, number: f"{kind}:{number}", st.sampled_from(["message", "ticket", "outgoing"]), st.integers(0, 10**12)
)


@given(refs)
def test_a_message_id_of_ours_tells_its_ref(ref):
    assert ids.ref_of(ids.new_message_id(ref, "whiteglove.example")) == ref


@given(refs)
def test_a_reply_token_tells_its_ref_even_in_capitals(ref):
    assert ids.ref_of_token(ids.reply_token(ref).upper()) == ref


@given(refs)
def test_two_ids_for_one_ref_differ(ref):
    assert ids.new_message_id(ref) != ids.new_message_id(ref)


def test_an_altered_id_is_not_ours():
    mine = ids.new_message_id("message:55", "whiteglove.example")
    assert ids.ref_of(mine.replace(".55.", ".56.")) == ""


def test_an_altered_token_is_not_ours():
    assert ids.ref_of_token(ids.reply_token("ticket:42").replace("42", "43")) == ""


def test_a_token_made_with_another_key_is_not_ours(settings):
    token, message_id = ids.reply_token("ticket:42"), ids.new_message_id("message:55")
    settings.SECRET_KEY = "another"
    assert (ids.ref_of_token(token), ids.ref_of(message_id)) == ("", "")


@pytest.mark.parametrize("foreign", ["", "<>", "<one@customer.example>", "<wg.message.1.aaaa.bbbb@x>", "wg.", "@"])
def test_a_foreign_id_is_not_ours(foreign):
    assert ids.ref_of(foreign) == ""


@given(st.text(max_size=80))
def test_any_text_at_all_may_be_asked(text):
    assert ids.ref_of(text) == ids.ref_of_token(text) == ids.ref_of_address(text) == ""


def test_a_reply_address_names_the_ticket():
    address = ids.with_token("support@whiteglove.example", ids.reply_token("ticket:42"))
    assert address.startswith("support+t.ticket-42-")
    assert ids.ref_of_address(f"Support <{address}>") == "ticket:42"
    assert ids.without_plus(address) == "support@whiteglove.example"


def test_the_local_part_fits_into_an_envelope():
    local = ids.with_token("support@whiteglove.example", ids.reply_token("ticket:123456789")).partition("@")[0]
    assert len(local) <= 64
