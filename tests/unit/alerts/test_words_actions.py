from alerts.words import ACTIONS
from monitor.core.handling import ActionKind


def test_every_act_has_its_words():
    assert set(ACTIONS) == {kind.value for kind in ActionKind}
