#!/usr/bin/env python3
"""Judges the sample for March 2024 without the engine, clause by clause, straight from the CSV files.

It is written from the language's rules for time, outcomes and scoring, not from the program's code, in exact
fractions, and gives expected_2024_03.json, which the tests compare with the engine's report.
"""

import csv
import json
import os
from datetime import date, datetime, timedelta
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
FROM, TO = date(2024, 3, 1), date(2024, 4, 1)  # a Friday; the last day, 31 March, is a Sunday
HOLIDAYS = {date(2024, 2, d) for d in range(10, 18)} | {date(2024, 4, d) for d in (4, 5, 6)}
MAKE_UP = {date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 7), date(2024, 4, 28)}
SAME = {"收文": "收发文件", "发文": "收发文件", "拜访客户": "上门访问客户"}
KNOWN = set(
    "存入文件 整理文件夹 存档报表 收发文件 打印文件 会员卡盘点 台面检查 地面检查 上门访问客户 电话访问客户 开发新客户 收集竞争对手信息 "
    "建立客户档案 更新客户档案 新协议 发送有关部门 新会员资料 输入电脑 会议开始 发送会议预订单 客人投诉 完成美工任务 促销活动结束 "
    "收回广告牌 热情接待每位客人 按美工任务通知单要求制作 广告牌体现酒店CI 广告牌美观大方".split()
)


def read(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def working_days(first, end):
    """Working days in [first, end)."""
    every = (first + timedelta(n) for n in range((end - first).days))
    return {d for d in every if d in MAKE_UP or (d.weekday() < 5 and d not in HOLIDAYS)}


def shown(value):
    """A decimal without trailing zeros; one that does not end is rounded at ten places, half away from zero."""
    if value is None:
        return None
    value = Fraction(value)
    tenth = 10**10
    scaled = abs(value) * tenth
    whole = scaled.numerator // scaled.denominator
    if (scaled - whole) * 2 >= 1:
        whole += 1
    text = f"{whole // tenth}.{whole % tenth:010}".rstrip("0").rstrip(".")
    return "-" + text if value < 0 and whole else text


people = read("people.csv")
customers = read("customers.csv")
names = {p["人员"] for p in people}
problems, records, by_id = {}, [], {}
for line, row in enumerate(read("records.csv"), start=2):
    activity = SAME.get(row["活动"], row["活动"])
    try:
        time = datetime.strptime(row["时间"], "%Y-%m-%d %H:%M")
    except ValueError:
        time = None
    cause = "unknown_person" if row["人员"] not in names else "unknown_activity" if activity not in KNOWN else "unreadable_time" if time is None else None
    if cause:
        problems.setdefault(cause, [0, f"records.csv:{line}"])[0] += 1
        continue
    record = {**row, "活动": activity, "时间": time}
    earlier = by_id.get(row["编号"])
    if earlier is None:
        by_id[row["编号"]] = len(records)
        records.append(record)
    else:
        # Recorded at the same time they are one record; else the one recorded later corrects the other.
        cause = "duplicate_id" if record["录入时间"] == records[earlier]["录入时间"] else "corrected"
        problems.setdefault(cause, [0, f"records.csv:{line}"])[0] += 1
        if record["录入时间"] > records[earlier]["录入时间"]:
            records[earlier] = record
for record in records:
    for column in ("字数", "错字数", "领用数", "损耗数", "参会人数"):
        if record[column] and not record[column].isdigit():
            problems.setdefault("wrong_type", [0, "records.csv:" + str(next(i for i, r in enumerate(read("records.csv"), 2) if r["编号"] == record["编号"]))])[0] += 1
# What lies at or after the instant of judgement, the end of March, is not known yet.
records = sorted((r for r in records if r["时间"].date() < TO), key=lambda r: r["时间"])


def of(person, activity):
    return [r for r in records if r["活动"] == activity and person in (None, r["人员"])]


def outcome(status, actual=None, required=None, first=None, end=None, entity=None, trigger=None):
    day = lambda d: None if d is None else d.isoformat()
    return {"from": day(first), "to": day(end), "entity": entity, "trigger": trigger, "status": status, "actual": shown(actual), "required": shown(required)}


def presence(person):
    row = next(p for p in people if p["人员"] == person)
    joined = date.fromisoformat(row["入职日期"])
    left = date.fromisoformat(row["离职日期"]) + timedelta(1) if row["离职日期"] else date.max
    return joined, left


def share_present(first, end, spans):
    """Working days of [first, end) inside all spans, over its working days; None where no day at all is inside."""
    begin, stop = max([first] + [s[0] for s in spans]), min([end] + [s[1] for s in spans])
    if begin >= stop:
        return None
    return Fraction(len(working_days(begin, stop)), len(working_days(first, end)))


WEEKS = [(date(2024, 2, 26) + timedelta(weeks=n), date(2024, 3, 4) + timedelta(weeks=n)) for n in range(5)]
MONTH = [(FROM, TO)]


def at_least(person, activity, asked, periods, count, until=None, spans=(), entity=None):
    """`count` gives the least and the most that the records of a period may come to."""
    for first, end in periods:
        share = share_present(first, end, [presence(person), *spans])
        if share is None:
            yield outcome("not_applicable", first=first, end=end, entity=entity)
            continue
        stop = until or end
        low, high = count([r for r in of(person, activity) if first <= r["时间"].date() < stop])
        required = asked * share
        status = "met" if low >= required else "missed" if high < required else "undetermined"
        yield outcome(status, low if low == high else None, required, first, end, entity)


def plain(rows):
    return len(rows), len(rows)


def firms(rows):
    """Different customers; one left blank may or may not be another one."""
    known = len({r["客户"] for r in rows if r["客户"]})
    return known, known + sum(not r["客户"] for r in rows)


def written(rows):
    return sum(r["汇报形式"] == "书面" for r in rows), sum(r["汇报形式"] in ("书面", "") for r in rows)


def ratio(person, activity, part, whole, most):
    rows = [r for r in of(person, activity) if FROM <= r["时间"].date()]
    if share_present(FROM, TO, [presence(person)]) is None:
        return [outcome("not_applicable", first=FROM, end=TO)]
    if not all(r[part].isdigit() and r[whole].isdigit() for r in rows):
        return [outcome("undetermined", None, most, FROM, TO)]
    total = sum(int(r[whole]) for r in rows)
    if total == 0:
        return [outcome("not_applicable", None, most, FROM, TO)]
    value = Fraction(sum(int(r[part]) for r in rows), total)
    return [outcome("met" if value <= most else "missed", value, most, FROM, TO)]


def every(person, activity, judge, due=lambda day: day):
    """One outcome per record whose due day lies in March; `judge` gives its status and how many duties of how many are done."""
    for r in of(person, activity):
        if FROM <= due(r["时间"].date()) < TO:
            status, done, asked = judge(r)
            yield outcome(status, done, asked, trigger=r["编号"])


def one(held):
    return ("met", 1, 1) if held else ("missed", 0, 1)


def answers(r, activity, key, fits):
    """Whether anyone's record of that activity with the same key fits; None where a key is missing and may be the same."""
    found = [a for a in of(None, activity) if fits(r["时间"].date(), a["时间"].date())]
    if any(r[key] and a[key] == r[key] for a in found):
        return True
    return None if any(not r[key] or not a[key] for a in found) else False


def all_of(*held):
    """Duties joined by 且."""
    if False in held:
        status = "missed"
    else:
        status = "undetermined" if None in held else "met"
    return status, None if None in held else sum(held), len(held)


def manual(person, activity):
    if share_present(FROM, TO, [presence(person)]) is None:
        return [outcome("not_applicable", first=FROM, end=TO)]
    verdicts = [r["判定"] for r in of(person, activity) if FROM <= r["时间"].date()]
    status = "undetermined" if not verdicts else "missed" if "未达标" in verdicts else "met"
    return [outcome(status, None, None, FROM, TO)]


def task(r):
    verdicts = [a["判定"] for a in of(None, "按美工任务通知单要求制作") if a["任务单号"] == r["任务单号"]]
    if not verdicts:
        return "undetermined", None, 1
    return one(verdicts == ["达标"])


def same_day(day, answer):
    return day == answer


def clerk(p):
    folder_until = date(2024, 3, 6)  # up to and with the 5th
    yield "1.1a", Fraction(20, 3), every(p, "存入文件", lambda r: one(r["类别"] != ""))
    yield "1.1b", Fraction(20, 3), at_least(p, "整理文件夹", 1, MONTH, plain, until=folder_until)
    yield "1.1c", Fraction(20, 3), every(p, "存档报表", lambda r: one(r["类别"] != ""))
    yield "1.2", Fraction(20), every(p, "收发文件", lambda r: one(r["签收"] == "是"))
    yield "1.3", Fraction(20), ratio(p, "打印文件", "错字数", "字数", Fraction(3, 1000))
    yield "1.4", Fraction(20), ratio(p, "会员卡盘点", "损耗数", "领用数", Fraction(5, 100))
    yield "1.5a", Fraction(10), every(p, "台面检查", lambda r: one(r["台面无灰尘"] == "是"))
    yield "1.5b", Fraction(10), every(p, "地面检查", lambda r: one(r["地面无杂物"] == "是"))


def updated(p):
    for c in customers:
        if c["负责人"] == p:
            opened = date.fromisoformat(c["建档日期"])
            closed = date.fromisoformat(c["终止日期"]) if c["终止日期"] else date.max
            if opened >= TO or closed < FROM:
                continue
            mine = lambda rows: plain([r for r in rows if r["客户"] == c["客户"]])
            yield from at_least(p, "更新客户档案", 1, MONTH, mine, entity=c["客户"])


def complaints(p):
    if share_present(FROM, TO, [presence(p)]) is None:
        return [outcome("not_applicable", first=FROM, end=TO)]
    n = len([r for r in of(p, "客人投诉") if FROM <= r["时间"].date()])
    return [outcome("missed" if n else "met", n, 0, FROM, TO)]


def seller(p):
    third, half = Fraction(10, 3), Fraction(5)
    filed = ("地址", "联系人", "联系电话")
    form = ("会议名称", "参会人数", "会议室")
    agreement = lambda r: all_of(answers(r, "发送有关部门", "协议号", same_day), answers(r, "输入电脑", "协议号", same_day))
    yield "2.1a", Fraction(15), at_least(p, "上门访问客户", 8, WEEKS, firms)
    yield "2.1b", Fraction(15), at_least(p, "电话访问客户", 30, WEEKS, firms)
    yield "2.2", Fraction(10), at_least(p, "开发新客户", 1, MONTH, firms)
    yield "2.3", Fraction(10), at_least(p, "收集竞争对手信息", 2, WEEKS, written)
    yield "2.4a", third, every(p, "开发新客户", lambda r: all_of(answers(r, "建立客户档案", "客户", lambda day, answer: True)))
    yield "2.4b", third, every(p, "建立客户档案", lambda r: one(all(r[f] for f in filed)))
    yield "2.4c", third, updated(p)
    yield "2.5", Fraction(10), every(p, "新协议", agreement)
    yield "2.6", Fraction(10), every(p, "新会员资料", lambda r: all_of(answers(r, "输入电脑", "会员号", same_day)))
    yield "2.7a", half, every(p, "发送会议预订单", lambda r: one(all(r[f] for f in form)))
    ahead = lambda day, answer: answer <= day - timedelta(3)
    yield "2.7b", half, every(p, "会议开始", lambda r: all_of(answers(r, "发送会议预订单", "会议号", ahead)))
    yield "2.8a", half, manual(p, "热情接待每位客人")
    yield "2.8b", half, complaints(p)


def artist(p):
    within = lambda day, answer: day <= answer <= day + timedelta(1)
    yield "3.1", Fraction(100, 3), every(p, "完成美工任务", task)
    yield "3.2a", Fraction(50, 3), manual(p, "广告牌体现酒店CI")
    yield "3.2b", Fraction(50, 3), manual(p, "广告牌美观大方")
    yield "3.3", Fraction(100, 3), every(p, "促销活动结束", lambda r: all_of(answers(r, "收回广告牌", "促销编号", within)), due=lambda day: day + timedelta(1))


WORST = ["missed", "undetermined", "pending", "met", "not_applicable"]
report = {"from": FROM.isoformat(), "to": TO.isoformat(), "standards": [{"name": "市场营销部工作标准", "people": []}]}
for person in people:
    name, post = person["人员"], person["岗位"]
    clauses, total, whole = [], Fraction(0), Fraction(0)
    for clause, worth, outcomes in {"文员": clerk, "销售人员": seller, "美工": artist}.get(post, lambda p: [])(name):
        outcomes = list(outcomes)
        met, missed = (sum(o["status"] == s for o in outcomes) for s in ("met", "missed"))
        points = None
        if met + missed:
            points = worth * met / (met + missed)
            if clause == "1.3" and missed:  # 每超 1‰ 扣 5 分,扣完为止
                rows = [r for r in of(name, "打印文件") if FROM <= r["时间"].date()]
                value = Fraction(sum(int(r["错字数"]) for r in rows), sum(int(r["字数"]) for r in rows))
                points = max(Fraction(0), worth - 5 * ((value - Fraction(3, 1000)) // Fraction(1, 1000)))
            total, whole = total + points, whole + worth
        status = min((o["status"] for o in outcomes), key=WORST.index, default="not_applicable")
        clauses.append({"id": clause, "status": status, "worth": shown(worth), "points": shown(points), "outcomes": outcomes})
    if not clauses:
        continue
    score = 100 * total / whole if whole else None
    grade = score is not None and next(g for g, least in (("优秀", 90), ("良好", 80), ("合格", 60), ("不合格", -1)) if score >= least)
    report["standards"][0]["people"].append({"person": name, "post": post, "score": shown(score), "grade": grade or None, "clauses": clauses})
report["problems"] = [{"kind": kind, "count": count, "first": first} for kind, (count, first) in problems.items()]

with open(os.path.join(HERE, "expected_2024_03.json"), "w", encoding="utf-8") as file:
    text = json.dumps(report, ensure_ascii=False, indent=1)
    file.write(text + "\n")
