"""Exchange capabilities with others: CASE 1.1 of 1EdTech as JSON, or a table of the items as CSV.

  whiteglove capabilities export ours.json
  whiteglove capabilities export ours.csv --pack our-pack
  whiteglove capabilities import theirs.json --pack our-pack

Import writes capabilities/ of a pack that has none yet: each says not_yet where it is practised, measured and learnt,
for you to fill in. The file itself is kept beside (elsewhere.json): exported again, it has all that it came with, and
the words that you changed. Check the pack with `whiteglove packs check`.

Exit codes: 0 done, 1 it can't be read or written (it says why), 2 misused.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whiteglove.front.cli.plain import Refusal

if TYPE_CHECKING:
    from whiteglove.learning.careers.case.package import Package

PACK = "packs/white-glove"
KEPT = "elsewhere.json"
WIDE = 110


def options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("verb", choices=["export", "import"])
    parser.add_argument("file", help="a .json or .csv file")
    parser.add_argument("--pack", default=PACK, metavar="FOLDER", help="the pack (default: %(default)s)")


def run(asked: argparse.Namespace) -> int:
    file, folder = Path(asked.file), Path(asked.pack) / "capabilities"
    if file.suffix not in (".json", ".csv"):
        raise Refusal("name a file that ends in .json or .csv.")
    if not (folder.parent / "pack.yaml").is_file():
        raise Refusal(f"{folder.parent} has no pack.yaml, so it isn't a pack.")
    return exported(file, folder) if asked.verb == "export" else imported(file, folder)


def exported(file: Path, folder: Path) -> int:
    from whiteglove.learning.careers.case import package, table

    found = package_in(folder)
    try:
        file.write_bytes(package.write(found) if file.suffix == ".json" else table.write(found).encode())
    except OSError as error:
        raise Refusal(f"{file} can't be written: {error.strerror}.") from None
    print(f"{len(found.items)} items were written to {file}.")
    return 0


def package_in(folder: Path) -> Package:
    """That of elsewhere, with what was changed since; else ours."""
    from whiteglove.ground.lib import clock
    from whiteglove.learning.careers.case import ours, package

    content = content_in(folder)
    if (folder / KEPT).is_file():
        try:
            return ours.merged(package.read((folder / KEPT).read_bytes()), content)
        except (package.Unreadable, ValueError) as error:
            raise Refusal(f"{folder / KEPT}: {error}") from None
    return ours.package_of(content, clock.now().isoformat(timespec="seconds"))


def content_in(folder: Path) -> dict[str, Any]:
    """The checked part of this pack."""
    import django

    django.setup()
    from whiteglove.ground.packs.yamlmarks import PackError
    from whiteglove.learning.careers.folder import capabilities_in

    try:
        return capabilities_in(folder.parent)
    except PackError as error:
        raise Refusal("\n".join(map(str, error.problems))) from None


def imported(file: Path, folder: Path) -> int:
    from whiteglove.learning.careers.case import ours, package

    if folder.exists():
        raise Refusal(f"{folder} is there already. Import into a pack without one.")
    found = read(file)
    content = ours.content_of(found)
    if not content["each"]:
        raise Refusal(f"{file} holds no items.")
    with tempfile.TemporaryDirectory(prefix=".importing-", dir=folder.parent) as beside:
        made = Path(beside, folder.name)
        written(made, content, package.write(found))
        content_in(made)
        made.rename(folder)
    print(f"{len(content['each'])} capabilities were written to {folder}.")
    for says in ours.told(found, content):
        print(f"kept, but not shown: {says}")
    for says, count in package.differences(found).items():
        print(f"unlike CASE 1.1, kept as it is: {says}{f' ({count} times)' if count > 1 else ''}")
    return 0


def written(folder: Path, content: Mapping[str, Any], kept: bytes) -> None:
    for path, text in files_of(content):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / KEPT).write_bytes(kept)


def read(file: Path) -> Package:
    from whiteglove.learning.careers.case import package, table

    try:
        content = file.read_bytes()
        if file.suffix == ".json":
            return package.read(content)
        name = file.stem.replace("-", " ").capitalize()
        made = table.package_of(table.read(content.decode()), {"identifier": file.stem, "title": name})
        return package.checked(made)
    except OSError as error:
        raise Refusal(f"{file} can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Refusal(f"{file} isn't written in UTF-8.") from None
    except package.Unreadable as error:
        raise Refusal(f"{file}: {error}") from None


def files_of(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(path in the folder, text) of each file."""
    yield "framework.yaml", plain(content["framework"])
    if "roles" in content:
        yield "roles.yaml", plain(content["roles"])
    for name, one in content["each"].items():
        measure, by = dict(one["measure"]), one["measure"].get("by")
        if isinstance(by, list):
            measure["by"] = [with_time(each) if isinstance(each, dict) else each for each in by]
        yield f"each/{name}.yaml", plain({**one, "measure": measure})


def with_time(indicator: Mapping[str, Any]) -> dict[str, Any]:
    """Seconds as a pack writes them."""
    from whiteglove.ground.packs.schema import spoken

    within = indicator.get("within")
    return {**indicator, **({"within": spoken(within)} if isinstance(within, int) and within > 0 else {})}


def plain(value: Any) -> str:
    import yaml

    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=WIDE)
