"""An administrator looks at each survey in each language, switches it, and sends it to themselves."""

import pytest
import yaml

from whiteglove.ground.packs.reading import read
from whiteglove.ground.packs.yamlmarks import PackError
from whiteglove.learning.surveys.models import SurveyAnswer, Switch
from whiteglove.service.channels.models import Outgoing

LANGUAGES = ("en", "fr", "de", "es", "pt", "ar")


@pytest.mark.django_db
def test_what_is_asked_stands_there_and_is_switched(signed_in, admin, asks):
    browser = signed_in(admin)
    text = browser.get("/setup/surveys/").content.decode()
    assert all(words in text for words in ("Satisfaction", "Ease", "Recommendation", "1 h of opening hours"))
    browser.post("/setup/surveys/ease/", {"on": "yes"})
    assert (Switch.objects.get().ask, Switch.objects.get().by) == ("ease", admin)
    assert browser.post("/setup/surveys/nothing/", {"on": "yes"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("ask", ["after-solving", "ease", "recommendation"])
def test_each_preview_speaks_its_language_and_keeps_nothing(signed_in, admin, asks, ask):
    browser = signed_in(admin)
    for language in LANGUAGES:
        text = browser.get(f"/setup/surveys/{ask}/{language}/?score=1").content.decode()
        assert f'lang="{language}"' in text and "data-answer" not in text and "{" not in text.partition("<main")[2]
    assert not SurveyAnswer.objects.exists()


@pytest.mark.django_db
def test_a_trial_goes_to_oneself_alone(signed_in, admin, asks, mailbox):
    signed_in(admin).post("/setup/surveys/after-solving/fr/trial/")
    mail = Outgoing.objects.get()
    assert (
        mail.everybody == [admin.email] and "satisfait" in mail.text and "/setup/surveys/after-solving/fr/" in mail.text
    )


@pytest.mark.django_db
def test_nobody_else_decides_what_is_asked(signed_in, lee, asks):
    assert signed_in(lee).get("/setup/surveys/").status_code == 403


@pytest.mark.engineless
@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"bad_at": 7}, "isn't on this scale"),
        ({"reopens_at": 3}, "only a bad answer opens a ticket again"),
        ({"changeable": "40 d"}, "can't be changed for longer"),
        ({"scale": "stars"}, "isn't one of"),
        ({"bad": 1}, "nothing is called bad here"),
    ],
)
def test_a_pack_that_makes_no_sense_is_refused_in_words(surveys_pack, changes, says):
    path = surveys_pack / "surveys" / "after-solving.yaml"
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text()) | changes, allow_unicode=True))
    with pytest.raises(PackError) as refused:
        read(surveys_pack)
    assert says in str(refused.value)
