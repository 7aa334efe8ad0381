"""`naast ask "ik ga verhuizen" [--json] [--limit 5] [--lang nl]`, or many lines with `--batch in.jsonl --out out.jsonl`."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from naast.catalogue.types import PackageError
from naast.finding import api
from naast.finding.types import Answer


def run(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="naast ask", description=__doc__)
    parser.add_argument("question", nargs="?", default="")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--limit", type=int, default=5)
    parser.add_argument("--lang", default="", help="nl or en; without it, that of the question")
    parser.add_argument("--batch", type=Path, help='lines of {"id", "text"}')
    parser.add_argument("--out", type=Path, help="where the answers go; without it, the screen")
    given = parser.parse_args(arguments)
    try:
        if given.batch:
            return _batch(given)
        answer = api.finder().ask(given.question, limit=given.limit, language=given.lang)
    except (PackageError, BadLine) as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(_with_reasons(answer), ensure_ascii=False, indent=2) if given.json else _in_words(answer))
    return 0


def _batch(given: argparse.Namespace) -> int:
    answers = "".join(f"{line}\n" for line in _lines(given))
    if given.out:
        given.out.write_text(answers, "utf-8")
    else:
        print(answers, end="")
    return 0


class BadLine(ValueError):
    """A line of the batch is not {"id", "text"}."""


def _lines(given: argparse.Namespace) -> Iterator[str]:
    with given.batch.open(encoding="utf-8") as lines:
        questions = [_read(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    finder = api.finder()
    for key, text in questions:
        answer = finder.ask(text, limit=given.limit, language=given.lang)
        yield json.dumps({"id": key, **_plain(answer)}, ensure_ascii=False)


def _read(number: int, question: str) -> tuple[Any, str]:
    try:
        line = json.loads(question)
        return line["id"], str(line.get("text") or "")
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadLine(f'line {number}: write {{"id": …, "text": "…"}} on each line.') from None


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


def _with_reasons(answer: Answer) -> dict[str, Any]:
    plain = _plain(answer)
    for line, result in zip(plain["results"], answer.results, strict=True):
        line["because"] = list(result.because)
    return {
        **plain,
        "human": answer.human,
        "helplines": [{"name": one.name, "phone": one.phone} for one in answer.helplines],
    }


def _in_words(answer: Answer) -> str:
    lines = [f"{one.name}: {one.phone}" for one in answer.helplines]
    for one in answer.results:
        why = f" (u schreef {', '.join(one.because)})" if one.because else ""
        lines.append(f"{one.score:.2f}  {one.slug}  {one.title}{why}")
        lines += [f"      {upl.name}  {upl.uri}" for upl in one.upl]
    return "\n".join([f"[{answer.kind.value}]", *lines])
