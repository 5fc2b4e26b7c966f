"""What Schemathesis has to know of the register: values of its scalars, pages as people ask for them, and what is no answer.

Everything that chance decides here is drawn from Hypothesis or follows from the document, so that a seed gives the same requests
each time. Needs MANDAT_ERROR_CODES, the path of docs/errors.md; MANDAT_ROLES, a map of roles to tokens in JSON; and
MANDAT_SLOWEST, how many seconds an answer may take.
"""

import atexit
import collections
import datetime
import json
import os
import re
import zlib

import graphql
import requests
import schemathesis
from hypothesis import strategies
from schemathesis.graphql import nodes

PAGING = {"first", "after", "last", "before"}
LONGEST_PAGE = 100

# Making a request up takes far longer than answering it. So Schemathesis asks as nobody, and each of these asks the same.
# Each keeps a connection of its own.
ROLES = {}
for role, token in json.loads(os.environ["MANDAT_ROLES"]).items():
    ROLES[role] = requests.Session()
    ROLES[role].headers["authorization"] = f"Bearer {token}"
SLOWEST = float(os.environ["MANDAT_SLOWEST"])

# The codes of the table, each with the statuses that it comes with.
CODES = {}
with open(os.environ["MANDAT_ERROR_CODES"], encoding="utf-8") as page:
    for row in re.finditer(r"^\| `([A-Z_]+)` \|[^|]*\|[^|]*\|([^|]*)\|", page.read(), re.MULTILINE):
        CODES[row[1]] = [int(status) for status in re.findall(r"\d{3}", row[2])]
if len(CODES) < 20:
    raise SystemExit("docs/errors.md has no table of codes that can be read")


def word(*known):
    """A word that the register has, or any other of its form."""
    other = strategies.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
    return strategies.one_of(strategies.sampled_from(known), other).map(nodes.String)


def day(first, last):
    return strategies.dates(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


# Days of the register's own time as often as any other, and the last of a leap year.
DAYS = strategies.one_of(
    day("2018-01-01", "2032-12-31"), day("0001-01-01", "9999-12-31"), strategies.just(datetime.date(2028, 2, 29))
)
INSTANTS = strategies.datetimes(datetime.datetime(1970, 1, 1), datetime.datetime(2100, 1, 1))
LENGTHS = strategies.tuples(strategies.integers(1, 99), strategies.sampled_from("YMWD"))

schemathesis.graphql.scalar("Slug", word("strategiradet", "helseomsorg21-radet", "helsedirektoratet", "oppdiktet-rad-1"))
schemathesis.graphql.scalar("Key", word("purpose", "research", "municipalities"))
schemathesis.graphql.scalar("Code", word("user-representative", "research", "female"))
schemathesis.graphql.scalar("Date", DAYS.map(lambda date: nodes.String(date.isoformat())))
schemathesis.graphql.scalar("DateTime", INSTANTS.map(lambda instant: nodes.String(f"{instant:%Y-%m-%dT%H:%M:%SZ}")))
schemathesis.graphql.scalar("CalendarDuration", LENGTHS.map(lambda length: nodes.String(f"P{length[0]}{length[1]}")))


def whole_page(field):
    """The field, asked for a page that there can be. A page is told by `first` or by `last`: chance writes all four."""
    by_name = {argument.name.value: argument for argument in field.arguments or ()}
    if not PAGING <= by_name.keys():
        return None
    chance = zlib.crc32(graphql.print_ast(field).encode())
    if chance % 4 == 0:
        return None
    length, cursor = ("last", "before") if chance % 4 == 1 else ("first", "after")
    kept = [argument for name, argument in by_name.items() if name not in PAGING]
    asked = by_name[length].value
    fits = isinstance(asked, graphql.IntValueNode) and 0 <= int(asked.value) <= LONGEST_PAGE
    if fits or length == "last":
        value = asked if fits else nodes.Int(chance % 10)
        kept.append(graphql.ArgumentNode(name=graphql.NameNode(value=length), value=value))
    if chance % 3 == 0:
        kept.append(by_name[cursor])
    return graphql.FieldNode(
        alias=field.alias, name=field.name, arguments=tuple(kept), directives=field.directives, selection_set=field.selection_set
    )


class Pages(graphql.Visitor):
    def leave_field(self, field, *_):
        return whole_page(field)


@schemathesis.hook
def map_case(context, case):
    """Of documents that are right, most ask for pages that there are: otherwise hardly one would run."""
    if case.meta is None or case.meta.generation.mode.is_negative or not isinstance(case.body, str):
        return case
    case.body = graphql.print_ast(graphql.visit(graphql.parse(case.body), Pages()))
    return case


def is_the_callers(code):
    """Whether it is what was asked that is wrong, not the server."""
    return code in CODES and code not in ("INTERNAL", "UNAVAILABLE") and min(CODES[code]) < 500


def codes(answer):
    return [(error.get("extensions") or {}).get("code") for error in answer.get("errors") or []]


ANSWERS = collections.defaultdict(collections.Counter)
OPERATIONS = collections.defaultdict(set)


def judge(role, response, case):
    """Every answer comes in time, and every error in it has a code of the table and is no fault of the server."""
    assert response.status_code < 500, f"status {response.status_code}"
    answer = response.json()
    found = codes(answer)
    ANSWERS[role][", ".join(sorted({str(code) for code in found})) or "data"] += 1
    if not found:
        OPERATIONS[role].add(case.operation.label)
    for code in found:
        assert code in CODES, f"{code} is no code of docs/errors.md"
        assert is_the_callers(code), f"{code}: something went wrong on the server"
    assert answer.get("errors") or answer.get("data") is not None, "neither data nor errors"
    assert response.elapsed <= SLOWEST, f"it took {response.elapsed} s"


@schemathesis.check
def everybody_is_answered_as_documented(context, response, case):
    judge("anonymous", response, case)
    for role, session in ROLES.items():
        try:
            judge(role, case.call(session=session), case)
        except AssertionError as wrong:
            raise AssertionError(f"as {role}: {wrong}") from wrong


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """An error at a field counts as the server's for Schemathesis unless it knows the code. What the caller did is not."""
    return failure.code != "ST113" or not all(is_the_callers(code) for code in codes(response.json()))


@atexit.register
def told():
    for role, answers in ANSWERS.items():
        each = "; ".join(f"{count} {what}" for what, count in answers.most_common())
        print(f"{role}: {sum(answers.values())} answers, of {len(OPERATIONS[role])} operations with data: {each}")
