"""Serve a simulated customer in the terminal, and hear how it went. Needs no database and no settings.

  whiteglove practise                            the scenarios there are
  whiteglove practise refund-torn-dress          serve this customer
  whiteglove practise refund-torn-dress --seed 7 --as phone
  whiteglove practise --check                    play every golden play, and say what each gets
  whiteglove practise --cheats                   play every known way of cheating, and say where it passes

Write your answer; an empty line sends it. A line that begins with / is something you do at the desk, and goes with
the answer:

  /verify            you have made sure who it is          /note TEXT         you write it down for the team
  /refund 49.90      money back                            /credit 10         a credit
  /replace           send another                          /change VALUE      change an address, date or plan
  /escalate REASON   hand it to your lead                  /transfer TO       put them through to somebody
  /solve             you close it                          /hold 60           they wait so many seconds
  /again 3           play again from your third turn,      /leave             you stop here
                     also once it is over

Exit codes: 0 passed (or every golden play keeps its promise, or no cheat passes), 1 not, 2 misused, 130 stopped by
Ctrl-C.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from whiteglove.front.cli.plain import Refusal

if TYPE_CHECKING:
    from whiteglove.learning.practice.engine.state import Run

PACK = "packs/white-glove"


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scenario", nargs="?", help="its id; none lists them")
    parser.add_argument("--pack", default=PACK, help="the pack's folder (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="another number: other values and words (default: 1)")
    parser.add_argument("--as", dest="channel", default="", choices=["", "chat", "email", "phone", "social"])
    parser.add_argument("--check", action="store_true", help="play the golden plays")
    parser.add_argument("--cheats", action="store_true", help="play the ways of cheating that we know")
    parser.add_argument("--rules", action="store_true", help="read by rules alone, as packs are checked")


def run(asked: argparse.Namespace) -> int:
    from whiteglove.ground.packs.yamlmarks import PackError
    from whiteglove.learning.practice.folder import scenarios_in

    try:
        content = scenarios_in(asked.pack)
    except PackError as error:
        raise Refusal("\n".join(map(str, error.problems))) from None
    if asked.check:
        return check(asked, content)
    if asked.cheats:
        return cheats(asked, content)
    if not asked.scenario:
        print(*listed(content), sep="\n")
        return 0
    return practise(asked, content)


def reader_of(asked: argparse.Namespace) -> Any:
    from whiteglove.ground.reader import Reader

    return Reader.from_pack(asked.pack, encoder=not asked.rules)


def check(asked: argparse.Namespace, content: dict[str, Any]) -> int:
    from whiteglove.learning.practice.golden import all_played

    kept = total = 0
    for one in all_played(reader_of(asked), content, seed=asked.seed, channel=asked.channel):
        if not asked.scenario or one.scenario == asked.scenario:
            print("well " if one.kept else "FAULT", one)
            kept, total = kept + one.kept, total + 1
    print(f"{kept} of {total} golden plays get what they promise.")
    return 0 if kept == total else 1


def cheats(asked: argparse.Namespace, content: dict[str, Any]) -> int:
    from whiteglove.learning.practice.cheats import CHEATS, all_cheated

    reader, total = reader_of(asked), 0
    for cheat in CHEATS:
        played = [one for one in all_cheated(reader, content, cheat, seed=asked.seed)
                  if asked.scenario in (None, one.scenario)]  # fmt: skip
        passed = [f"{one.scenario} ({one.score.total})" for one in played if one.score.passed]
        print(f"{cheat:34} passes in {len(passed):2} of {len(played)}", *passed)
        total += len(passed)
    return 1 if total else 0


def listed(content: dict[str, Any]) -> list[str]:
    from whiteglove.learning.practice.schema import scenarios_of

    every = sorted(scenarios_of(content).values(), key=lambda one: (one["kind"], one["level"], one["id"]))
    return [f"{one['id']:32} {one['kind']:10} level {one['level']}  {one['name']}" for one in every]


def practise(asked: argparse.Namespace, content: dict[str, Any]) -> int:
    from whiteglove.learning.practice import debriefed
    from whiteglove.learning.practice.engine import play
    from whiteglove.learning.practice.engine.case import case_of
    from whiteglove.learning.practice.golden import played
    from whiteglove.learning.practice.schema import GOOD, lines_of, scenarios_of

    if asked.scenario not in scenarios_of(content):
        raise Refusal(f"no scenario is called {asked.scenario}; `whiteglove practise` lists them.")
    scenario, reader = content[asked.scenario], reader_of(asked)
    channel = asked.channel or scenario.get("as", "chat")
    case = case_of(scenario, lines_of(content, scenario), seed=asked.seed, channel=channel)
    print(*debriefed.task(case), sep="\n")
    golden = played(reader, content, asked.scenario, GOOD, seed=asked.seed, channel=channel).run
    so_far, again = play.begin(case), True
    while again:
        so_far = play.leave(serve(reader, so_far))
        print(*debriefed.told(so_far, golden), sep="\n")
        *_, back = heard_from(sys.stdin)
        if again := back.isdecimal():
            so_far = from_turn(so_far, back)
    from whiteglove.learning.practice.engine.scoring import score

    return 0 if score(so_far).passed else 1


def serve(reader: Any, so_far: Run) -> Run:
    """Turn after turn, until the customer or we have gone."""
    from whiteglove.learning.practice.engine.play import answer
    from whiteglove.learning.practice.listening import deed_of, listen

    spoken(so_far)
    while not so_far.state.is_over:
        words, deeds, back = heard_from(sys.stdin)
        if back == "leave":
            return so_far
        if back:
            so_far = from_turn(so_far, back)
        else:
            done = [deed_of(one) for one in deeds]
            so_far = answer(so_far, listen(reader, so_far, words, done, waited(so_far, done)))
        spoken(so_far)
    return so_far


def from_turn(so_far: Run, number: str) -> Run:
    """As it stood before that turn of ours."""
    from whiteglove.learning.practice.engine.play import play

    return play(so_far.case, so_far.inputs[: max(0, int(number) - 1)])


def waited(so_far: Run, deeds: list[Any]) -> int:
    """Nobody is timed in a terminal; only what they hold for counts."""
    held = sum(int(one.value) for one in deeds if one.do == "hold" and one.value.isdecimal())
    return (30 if so_far.turns[-1].said else 5) + held


def heard_from(lines: Any) -> tuple[str, list[str], str]:
    """(what we say, what we do, "" or where to go back to or "leave")."""
    words: list[str] = []
    deeds: list[str] = []
    for line in lines:
        line = line.strip()
        if line == "/leave":
            return "", [], "leave"
        if line.startswith("/again"):
            number = line.removeprefix("/again").strip()
            return "", [], number if number.isdecimal() and int(number) else "1"
        if not line and (words or deeds):
            return " ".join(words), deeds, ""
        (deeds if line.startswith("/") else words).append(line)
    said = [one for one in words if one]
    return (" ".join(said), deeds, "") if said or deeds else ("", [], "leave")


def spoken(so_far: Run) -> None:
    last = so_far.turns[-1]
    words = f"{so_far.case.customer}: {last.said}" if last.said else "(The phone rings. You greet first.)"
    print(f"\n{words}\n", flush=True)
