"""`whiteglove practise`: serve somebody in the terminal, without a database."""

import io

import pytest

from whiteglove.front.cli import practise
from whiteglove.front.cli.main import main

pytestmark = pytest.mark.engineless
GOOD = """\
Hello Maren, I'm Ada, and I'll gladly change that for you. Before I do, so that nobody but you can do it:
could you tell me your customer number, the old postcode and your new address?

/verify
/change {street}
Thank you, Maren. I've changed your address; it holds from the next statement.

Is there anything else I can do? Goodbye, Maren.

/leave
"""


def test_it_lists_what_there_is(capsys):
    assert main(["practise"]) == 0
    assert "refund-torn-dress" in capsys.readouterr().out


def test_a_customer_is_served_debriefed_and_served_again(capsys, monkeypatch):
    words = GOOD.replace("{street}", "3 Harbour Street").replace("/leave", "/again 2\n/leave")
    streets = {"14 Mill Lane", "3 Harbour Street", "27 Elm Road"}
    monkeypatch.setattr("sys.stdin", io.StringIO(words))
    main(["practise", "verify-new-address", "--rules"])
    said = capsys.readouterr().out
    assert any(one in said for one in streets)
    assert said.count("Score ") == 2 and "Keep this:" in said and "Try this:" in said


def test_a_scenario_nobody_wrote_is_refused(capsys):
    assert main(["practise", "nobody", "--rules"]) == 1
    assert "no scenario is called nobody" in capsys.readouterr().err


def test_lines_with_a_stroke_are_deeds():
    lines = ["I'm on it.", "/refund 4.90", "", "/again 3"]
    words, deeds, back = practise.heard_from(iter(lines))
    assert (words, deeds, back) == ("I'm on it.", ["/refund 4.90"], "")
    assert practise.heard_from(iter(["/again 3"])) == ("", [], "3")
    assert practise.heard_from(iter([])) == ("", [], "leave")
