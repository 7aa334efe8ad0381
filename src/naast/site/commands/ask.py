"""`naast ask "ik ga verhuizen" [--json] [--limit 5] [--lang nl]`, or many lines with `--batch in.jsonl --out out.jsonl`."""

import argparse
import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from naast.catalogue import api as catalogue
from naast.catalogue.types import PackageError, said
from naast.finding import api
from naast.finding.types import Answer

WHY = {"nl": "u schreef", "nl-je": "je schreef", "en": "you wrote"}  # before the words that led to a service


def run(arguments: list[str]) -> int:
    given = _given(arguments)
    try:
        if given.batch:
            return _batch(given)
        answer = api.finder().ask(given.question, limit=given.limit, language=_locale(given))
    except PackageError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        if not error.filename:  # such as a reader that went away, as `head` does
            raise
        print(f"{error.filename}: {error.strerror}.", file=sys.stderr)
        return 1
    language = given.lang or answer.language
    print(_as_json(answer, language) if given.json else _in_words(answer, language))
    return 0


def _given(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="naast ask", description=__doc__)
    parser.add_argument("question", nargs="?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--limit", type=_limit, default=5, help="how many services at most")
    parser.add_argument("--lang", choices=tuple(WHY), help="of the titles; without it, that of the question")
    parser.add_argument("--batch", type=Path, help='lines of {"id", "text"}')
    parser.add_argument("--out", type=Path, help="where the answers to a batch go; without it, the screen")
    given = parser.parse_args(arguments)
    if given.batch and given.question is not None:
        parser.error("give a question or --batch, not both")
    if given.out and not given.batch:
        parser.error("--out is for the answers to a --batch")
    if not given.batch and not (given.question or "").strip():
        parser.error('give a question, such as "ik ga verhuizen", or --batch')
    return given


def _limit(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return int(text)


def _locale(given: argparse.Namespace) -> str:
    return catalogue.locale_of(given.lang) if given.lang else ""


def _batch(given: argparse.Namespace) -> int:
    """Each line that can be read is answered; the others are named, and then it ends with 1. Raises OSError, PackageError."""
    bad = []
    lines = given.batch.read_bytes().split(b"\n")  # all of it, since the answers may go to the same file
    with given.out.open("w", encoding="utf-8", errors="backslashreplace") if given.out else nullcontext() as out:
        finder = api.finder()
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                key, text = _read(line)
            except BadLine:
                bad.append(number)
                continue
            answer = finder.ask(text, limit=given.limit, language=_locale(given))
            print(json.dumps({"id": key, **_plain(answer)}, ensure_ascii=False), file=out)
    for number in bad:
        print(f'line {number}: write {{"id": …, "text": "…"}} on each line.', file=sys.stderr)
    return 1 if bad else 0


class BadLine(ValueError):
    """A line of the batch is not {"id", "text"}."""


def _read(question: bytes) -> tuple[Any, str]:
    try:
        line = json.loads(question)
        return line["id"], str(line.get("text") or "")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BadLine from None


def _plain(answer: Answer) -> dict[str, Any]:
    return {
        "language": answer.language,
        "kind": answer.kind.value,
        "results": [
            {
                "slug": one.slug,
                "title": one.title,
                "upl": [{"name": upl.name, "uri": upl.uri} for upl in one.upl],
                "score": one.score,
            }
            for one in answer.results
        ],
    }


def _as_json(answer: Answer, language: str) -> str:
    """With the reasons."""
    plain = _plain(answer)
    for line, result in zip(plain["results"], answer.results, strict=True):
        line["because"] = list(result.because)
    helplines = [{"name": said(one.name, language), "phone": one.phone} for one in answer.helplines]
    return json.dumps({**plain, "human": answer.human, "helplines": helplines}, ensure_ascii=False, indent=2)


def _in_words(answer: Answer, language: str) -> str:
    wrote = WHY.get(language, WHY["nl"])
    lines = [f"{said(one.name, language)}: {one.phone}" for one in answer.helplines]
    for one in answer.results:
        why = f" ({wrote} {', '.join(one.because)})" if one.because else ""
        lines.append(f"{one.score:.2f}  {one.slug}  {one.title}{why}")
        lines += [f"      {upl.name}  {upl.uri}" for upl in one.upl]
    return "\n".join([f"[{answer.kind.value}]", *lines])
