"""What somebody gave in the forum, for whoever counts it."""

from whiteglove.learning.forum.given import helped, topics
from whiteglove.learning.forum.models import Helped

from .conftest import MINUTE, NINE


def test_an_answer_counts_once_it_helped_somebody_else_and_a_topic_once(topic, said, ada, mo, lee, zed):
    first, second = said(mo), said(mo, "And tell them how many days it takes, so that they needn't ask.", NINE + MINUTE)
    alone = said(lee, "Ask accounting whether the other card is known to them.")
    for post, by in ((first, lee), (second, ada), (alone, lee)):
        Helped.objects.create(post=post, person=by, at=NINE)
    about = [mo.pk, lee.pk, ada.pk], NINE, NINE + 2 * MINUTE
    assert {(one.person, one.key) for one in helped(*about)} == {(mo.pk, str(topic.pk))}
    assert topics(ada, {first.pk})[first.pk][0] == topic.title and topics(zed, {first.pk}) == {}
    assert not list(helped([mo.pk], NINE + 2 * MINUTE, NINE + 3 * MINUTE))
