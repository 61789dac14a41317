"""The clauses of standard.gj a second time, in SQL on DuckDB: `generate DIR` writes 100,000 records, `compare DIR` holds the
report `DIR/report.json` against what the queries say. Nothing here is taken from the engine."""

import csv
import json
import os
import sys
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

RECORDS, PEOPLE = 100_000, 120
FROM, TO = datetime(2024, 1, 1), datetime(2024, 7, 1)
COLUMNS = ["编号", "人员", "活动", "时间", "录入时间", "客户", "类别", "及时", "金额", "单号", "状态"]


class Numbers:
    """A linear congruential generator (Knuth's MMIX), so that every run sees the same records."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


def stamp(time):
    return time.strftime("%Y-%m-%d %H:%M")


def generate(folder):
    numbers = Numbers(20240301)
    people = [f"员工{i:03}" for i in range(PEOPLE)]
    minutes = int((TO - FROM).total_seconds()) // 60
    rows, orders = [], []

    def add(person, activity, time, **fields):
        row = dict.fromkeys(COLUMNS, "")
        row |= {"编号": f"R{len(rows):06}", "人员": person, "活动": activity, "时间": stamp(time), **fields}
        row["录入时间"] = stamp(time + timedelta(minutes=5 + numbers.below(600)))
        rows.append(row)
        return row

    kinds = ["拜访"] * 32 + ["发货"] * 14 + ["签约"] * 8 + ["报表"] * 2 + ["投诉"] + ["订单"] * 12 + ["后续"] * 24
    while len(rows) < RECORDS:
        kind, person = kinds[numbers.below(len(kinds))], people[numbers.below(PEOPLE)]
        time = FROM + timedelta(minutes=numbers.below(minutes))
        if kind == "拜访":
            category = ["重点", "普通", "普通"][numbers.below(3)]
            add(person, kind, time, 客户=f"客户{numbers.below(40):02}", 类别=category)
        elif kind == "发货":
            add(person, kind, time, 及时="是" if numbers.below(5) else "否")
        elif kind == "签约":
            add(person, kind, time, 金额=str(Decimal(numbers.below(20000)) / 100))
        elif kind == "报表":
            add(person, kind, time.replace(day=1 + numbers.below(14)))
        elif kind == "投诉":
            add(person, kind, time)
        elif kind == "订单":
            number = f"D{len(orders):05}"
            orders.append((number, time))
            add(person, kind, time, 单号=number)
        elif orders:
            # A response, by anyone, to some order: mostly in time.
            number, ordered = orders[numbers.below(len(orders))]
            length = timedelta(minutes=numbers.below(4 * 24 * 60))
            add(person, ["发货通知", "确认"][numbers.below(2)], ordered + length, 单号=number)
        # Now and then a record comes twice, is corrected, or is withdrawn.
        fate, last = numbers.below(200), rows[-1] if rows else None
        if last and fate < 3:
            again = dict(last)
            if fate:
                later = datetime.strptime(last["录入时间"], "%Y-%m-%d %H:%M") + timedelta(minutes=30)
                again["录入时间"] = stamp(later)
            if fate == 1:
                again["时间"] = stamp(datetime.strptime(last["时间"], "%Y-%m-%d %H:%M") - timedelta(days=1))
            if fate == 2:
                again["状态"] = "作废"
            rows.append(again)
    with open(os.path.join(folder, "records.csv"), "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows[:RECORDS])
    with open(os.path.join(folder, "people.csv"), "w", encoding="utf-8") as file:
        file.write("人员\n" + "".join(f"{person}\n" for person in people))


WORLD = """
create table raw as select row_number() over () as line, * from read_csv('{folder}/records.csv', header=true, all_varchar=true, parallel=false);
create table people as select * from read_csv('{folder}/people.csv', header=true, all_varchar=true);
create table record as
  select 人员 as person, 活动 as activity, 时间::timestamp as at, 客户 as customer, 类别 as category, 及时 as timely,
         金额::decimal(18, 2) as amount, 单号 as number, 编号 as id
  from (select *, row_number() over (partition by 编号 order by 录入时间 desc, 状态 = '作废' desc nulls last, line) as nth from raw)
  where nth = 1 and 状态 is distinct from '作废' and 时间::timestamp < timestamp '2024-07-01' and 录入时间::timestamp < timestamp '2024-07-01';
create table week as select d::date as day, (d + interval 7 day)::date as next
  from generate_series(timestamp '2024-01-01', timestamp '2024-06-24', interval 7 day) as t(d);
create table month as select d::date as day, (d + interval 1 month)::date as next
  from generate_series(timestamp '2024-01-01', timestamp '2024-06-01', interval 1 month) as t(d);
"""

# Person, first day (or trigger), numerator, denominator: what was found.
PERIODIC = """
select p.人员, s.day::varchar, {value} from people p cross join {grid} s
left join record r on r.person = p.人员 and r.activity = '{activity}' and r.at >= s.day and r.at < {until} {filter}
group by all
"""
RESPONSE = """
select o.person, o.id, count(*) filter (where r.at >= o.at and {within}), 1 from record o
left join record r on r.activity = '{activity}' and r.number = o.number
where o.activity = '订单' and {due} >= date '2024-01-01' and {due} < date '2024-07-01' group by all
"""


def periodic(grid, activity, value, until="s.next", filter=""):
    return PERIODIC.format(grid=grid, activity=activity, value=value, until=until, filter=filter)


QUERIES = {
    "1": (periodic("week", "拜访", "count(r.id), 1"), lambda found: found >= 5),
    "2": (periodic("week", "拜访", "count(distinct r.customer), 1"), lambda found: found >= 4),
    "3": (periodic("week", "拜访", "count(r.id), 1", filter="and r.category = '重点'"), lambda found: found >= 2),
    "4": (
        periodic("month", "发货", "count(*) filter (where r.timely = '是'), count(r.id)"),
        lambda found: found >= Fraction(4, 5),
    ),
    "5": (periodic("month", "签约", "coalesce(sum(r.amount), 0), 1"), lambda found: found >= 900),
    "6": (periodic("month", "报表", "count(r.id), 1", until="s.day + interval 10 day"), lambda found: found >= 2),
    "7": (periodic("week", "投诉", "count(r.id), 1"), lambda found: found <= 0),
    "8": (
        RESPONSE.format(
            activity="发货通知", within="r.at < o.at::date + interval 3 day", due="(o.at::date + interval 2 day)"
        ),
        lambda found: found >= 1,
    ),
    "9": (
        RESPONSE.format(
            activity="确认", within="r.at <= o.at + interval 24 hour", due="(o.at + interval 24 hour)::date"
        ),
        lambda found: found >= 1,
    ),
}


def shown(value):
    """As reports write it: ten decimals at most, without trailing zeros."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{number.quantize(Decimal('1e-10'), ROUND_HALF_UP):f}".rstrip("0").rstrip(".")


def expected(folder):
    import duckdb

    base = duckdb.connect()
    base.execute(WORLD.format(folder=folder.replace("'", "''")))
    for clause, (query, holds) in QUERIES.items():
        for person, place, above, below in base.execute(query).fetchall():
            if below == 0:
                yield (person, clause, place), ("not_applicable", None)
                continue
            found = Fraction(above) / Fraction(below)
            if clause in "89":
                found = Fraction(min(found, 1))
            yield (person, clause, place), ("met" if holds(found) else "missed", shown(found))


def reported(folder):
    with open(os.path.join(folder, "report.json"), encoding="utf-8") as file:
        report = json.load(file)
    for person in report["standards"][0]["people"]:
        for clause in person["clauses"]:
            for outcome in clause["outcomes"]:
                place = outcome["trigger"] or outcome["from"]
                yield (person["person"], clause["id"], place), (outcome["status"], outcome["actual"])


def compare(folder):
    ours, theirs = dict(reported(folder)), dict(expected(folder))
    wrong = [key for key in sorted(ours.keys() | theirs.keys()) if ours.get(key) != theirs.get(key)]
    for key in wrong[:20]:
        print(*key, "guiju:", ours.get(key), "duckdb:", theirs.get(key))
    statuses = sorted({(key[1], status) for key, (status, _) in ours.items()})
    print(f"{len(ours)} outcomes of guiju, {len(theirs)} of DuckDB, {len(wrong)} differ")
    kinds = {clause for clause, status in statuses if status == "met"} & {clause for clause, status in statuses if status == "missed"}
    if kinds != set(QUERIES):
        sys.exit(f"only clauses {sorted(kinds)} are both met and missed: the records show too little")
    if wrong or len(ours) < 20_000:
        sys.exit(1)


if __name__ == "__main__":
    {"generate": generate, "compare": compare}[sys.argv[1]](sys.argv[2])
