#!/usr/bin/env python3
"""Writes records.csv, people.csv and customers.csv: one quarter of a hotel's marketing department, 2024-02 to 2024-04.

Deterministic: a generator of its own with a fixed seed, no clock. March 2024 is planned by hand (PLAN below and the
traps), the other months are filled in around it. The list of traps, README.md, is written too.
"""

import csv
import os
from datetime import date, datetime, timedelta

HERE = os.path.dirname(os.path.abspath(__file__))
README = """# 样例数据

一家酒店市场营销部一个季度(2024-02 至 2024-04)的活动记录,由 `generate.py` 生成(固定种子,不读时钟;此文件也由它写出):

- `records.csv`:{records} 条活动记录,按录入先后排列;
- `people.csv`:11 人,其中一位没有条款约束(部门经理),一位季度中入职、一位四月才入职、两位季度中离职;
- `customers.csv`:客户台账,{customers} 家,其中一家三月中旬终止,几家三月中旬建档;
- `expected_2024_03.json`:2024 年 3 月每人每条的判定、得分,由 `expected.py` 不经引擎直接从 CSV 算出,供测试比对。

测试不需要 Python。

## 陷阱

行号是 `records.csv` 的行号(表头是第 1 行)。

| 行 | 人员 | 时间 | 活动 | 陷阱 |
|---|---|---|---|---|
{table}

不在某一行上的陷阱:

- 2024-02-26 至 03-03 一周跨两个月,周日在三月,整周归三月考核:张伟的八家里二月访问的也算。
- 台账里 {closed} 于 2024-03-12 终止,凤凰会展、蓝湾酒业、北辰软件、临江地产三月中旬以后才建档:每月一次按在册的工作日折算。
- 陈思远三月没有热情接待的评定,吴昊三月没有「广告牌美观大方」的评定:无法判定,不计分。
- 何晓彤的会员卡损耗率恰好 5%:达标。
"""

START, END = date(2024, 2, 1), date(2024, 4, 30)
HOLIDAYS = {date(2024, 2, d) for d in range(10, 18)} | {date(2024, 4, d) for d in (4, 5, 6)} | {date(2024, 5, 1)}
MAKE_UP = {date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 7), date(2024, 4, 28)}

PEOPLE = [  # 人员, 岗位, 入职日期, 离职日期
    ("郑国栋", "部门经理", "2018-06-01", ""),
    ("林静怡", "文员", "2021-03-15", ""),
    ("何晓彤", "文员", "2022-07-04", ""),
    ("赵文博", "文员", "2023-02-20", "2024-03-15"),
    ("张伟", "销售人员", "2019-09-02", ""),
    ("李娜", "销售人员", "2020-05-11", "2024-03-20"),
    ("刘洋", "销售人员", "2022-11-01", ""),
    ("陈思远", "销售人员", "2024-03-13", ""),
    ("周雨桐", "美工", "2021-08-16", ""),
    ("吴昊", "美工", "2023-06-05", ""),
    ("孙悦", "美工", "2024-04-08", ""),
]
CLERKS, SALES, ARTISTS = ("林静怡", "何晓彤", "赵文博"), ("张伟", "李娜", "刘洋", "陈思远"), ("周雨桐", "吴昊", "孙悦")

COLUMNS = (
    "编号 人员 活动 时间 录入时间 客户 类别 签收 字数 错字数 领用数 损耗数 台面无灰尘 地面无杂物 汇报形式 "
    "地址 联系人 联系电话 协议号 会员号 会议号 会议名称 参会人数 会议室 任务单号 促销编号 判定"
).split()

# Weeks that end in March, by their Monday: (different customers visited, different customers called, written reports).
PLAN = {
    "张伟": {(2, 26): (8, 31, 2), (3, 4): (9, 30, 2), (3, 11): (8, 33, 2), (3, 18): (10, 30, 2), (3, 25): (8, 29, 2)},
    "李娜": {(2, 26): (8, 30, 2), (3, 4): (7, 32, 1), (3, 11): (8, 28, 1), (3, 18): (5, 17, 2)},
    "刘洋": {(2, 26): (6, 26, 1), (3, 4): (8, 30, 2), (3, 11): (7, 29, 2), (3, 18): (8, 30, 2), (3, 25): (9, 34, 0)},
    "陈思远": {(3, 11): (4, 18, 1), (3, 18): (8, 31, 2), (3, 25): (11, 30, 2)},
}


class Random:
    """Knuth's 64-bit linear congruential generator; the high half of its state is used."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 32) * n >> 32

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]

    def sample(self, items, n):
        rest, taken = list(items), []
        for _ in range(n):
            taken.append(rest.pop(self.below(len(rest))))
        return taken


random = Random(20240301)


def working(day):
    return day in MAKE_UP or (day.weekday() < 5 and day not in HOLIDAYS)


def days(person, first=START, last=END):
    """The working days on which a person was there."""
    joined, left = next((p[2], p[3]) for p in PEOPLE if p[0] == person)
    first = max(first, date.fromisoformat(joined))
    last = min(last, date.fromisoformat(left)) if left else last
    return [d for d in (first + timedelta(n) for n in range((last - first).days + 1)) if working(d)]


def at(day, hour=None, minute=None):
    """A time of that day within working hours."""
    hour = random.pick((9, 10, 11, 13, 14, 15, 16, 17)) if hour is None else hour
    return datetime(day.year, day.month, day.day, hour, random.between(0, 59) if minute is None else minute)


records = []
traps = {}


def add(time, person, activity, trap=None, late=None, **fields):
    """One record, entered some minutes later; `trap` names it for the list of traps."""
    recorded = late or time + timedelta(minutes=random.between(2, 25))
    record = {"人员": person, "活动": activity, "时间": f"{time:%Y-%m-%d %H:%M}", "录入时间": f"{recorded:%Y-%m-%d %H:%M}", **fields}
    records.append((recorded, len(records), record))
    if trap:
        traps[trap] = record
    return record


FIRST = "宏达 海天 锦程 博雅 云杉 远洋 华信 东方 金桥 汇通 瑞丰 天成 百川 凯越 新元 鼎盛 嘉禾 安泰 信和 龙腾 明珠 紫荆 长江 泰和 中联 双龙 广源 九州".split()
LAST = "商贸公司 旅行社 会务公司 文化传媒 科技公司 建材公司 医药公司 律师事务所 培训中心 汽车销售 物流公司 物业公司".split()
NAMES = [first + last for last in LAST for first in FIRST]


def section_names(person):
    """The firms a salesperson calls on: the first dozen are customers, the others prospects."""
    return NAMES[SALES.index(person) * 84 : SALES.index(person) * 84 + 84]


# The register of customers
customers = []
OWNED = {"张伟": 9, "李娜": 7, "刘洋": 8, "陈思远": 3}
for person in SALES:
    for i, name in enumerate(section_names(person)[: OWNED[person]]):
        opened = date(2021, 1, 4) + timedelta(days=random.between(0, 1050))
        customers.append([name, person, opened.isoformat(), ""])
closed_mid_month = customers[2]
closed_mid_month[3] = "2024-03-12"

# 文员
CATEGORIES, REPORTS = ("合同", "报表", "通知", "客户资料", "会议纪要"), ("销售日报", "客房周报", "会员月报", "费用报表")
for person in CLERKS:
    for day in days(person):
        march = day.month == 3
        add(at(day, 17, random.between(25, 40)), person, "台面检查", 台面无灰尘="否" if random.chance(4) else "是")
        add(at(day, 17, random.between(41, 55)), person, "地面检查", 地面无杂物="否" if random.chance(3) else "是")
        if random.chance(45):
            add(at(day), person, random.pick(("收发文件", "收文", "发文")), 签收="否" if random.chance(3) else "是")
        if random.chance(40):
            words = random.between(8, 60) * 100
            # About two in a thousand; 何晓彤 makes about twice as many.
            typos = words * random.between(10, 30) // 10000 * (2 if person == "何晓彤" and march else 1)
            add(at(day), person, "打印文件", 字数=str(words), 错字数=str(typos))
        if random.chance(25):
            add(at(day), person, "存入文件", 类别=random.pick(CATEGORIES))
    for month in (2, 3, 4):
        early = [d for d in days(person, date(2024, month, 1), date(2024, month, 5))]
        if not early:
            continue
        if month != 3:
            add(at(random.pick(early)), person, "整理文件夹")
        for report in REPORTS:
            add(at(random.pick(early)), person, "存档报表", 类别=report)
add(datetime(2024, 3, 4, 10, 20), "林静怡", "整理文件夹")
add(datetime(2024, 3, 6, 9, 15), "何晓彤", "整理文件夹", trap="整理文件夹晚一天(限5日前)")
add(datetime(2024, 3, 5, 17, 48), "赵文博", "整理文件夹", trap="整理文件夹在期限的最后一天")
CARDS = {  # March by plan: 林静怡 4.4 %, 何晓彤 exactly 5 %, 赵文博 7.5 %
    "林静怡": [(50, 2), (50, 3), (60, 2), (40, 2), (50, 2)],
    "何晓彤": [(60, 3), (40, 2), (80, 4), (20, 1), (60, 3)],
    "赵文博": [(40, 3), (40, 2), (40, 4)],
}
for person in CLERKS:
    fridays = [d for d in days(person) if d.weekday() == 4]
    plan = iter(CARDS[person])
    for day in fridays:
        issued, lost = next(plan) if day.month == 3 else (random.between(4, 8) * 10, random.between(0, 3))
        add(at(day, 16), person, "会员卡盘点", 领用数=str(issued), 损耗数=str(lost))
add(datetime(2024, 3, 7, 11, 5), "林静怡", "收文", trap="签收为空,按否计", 签收="")
add(datetime(2024, 3, 12, 15, 40), "何晓彤", "存入文件", trap="类别为空", 类别="")
add(datetime(2024, 3, 8, 14, 10), "赵文博", "打印文件", trap="错字数不是数字", 字数="3200", 错字数="三处")
wrong = add(datetime(2024, 3, 14, 10, 30), "何晓彤", "打印文件", 字数="4000", 错字数="96")
again = add(datetime(2024, 3, 14, 10, 30), "何晓彤", "打印文件", trap="编号重复:更正(录入晚者为准)", late=datetime(2024, 3, 15, 9, 5), 字数="4000", 错字数="9")

# 销售人员: visits, calls and reports, week by week
WEEKS = [date(2024, 1, 29) + timedelta(weeks=n) for n in range(14)]
numbers = {"协议号": 0, "会员号": 0, "会议号": 0}


def number(kind, prefix):
    numbers[kind] += 1
    return f"{prefix}{numbers[kind]:03}"


for person in SALES:
    firms = section_names(person)
    for week in WEEKS:
        there = days(person, max(week, START), min(week + timedelta(6), END))
        if not there:
            continue
        share = len(there)
        visits, calls, reports = PLAN[person].get(
            (week.month, week.day),
            (min(8, share * 2) + random.between(-1, 2), min(30, share * 6) + random.between(-2, 3), min(2, share)),
        )
        for i, firm in enumerate(random.sample(firms[:40], visits)):
            add(at(there[i * share // visits]), person, random.pick(("上门访问客户", "上门访问客户", "拜访客户")), 客户=firm)
        for i, firm in enumerate(random.sample(firms, calls)):
            add(at(there[i * share // calls]), person, "电话访问客户", 客户=firm)
        for _ in range(reports):
            add(at(random.pick(there)), person, "收集竞争对手信息", 汇报形式="书面")
add(datetime(2024, 3, 6, 15, 0), "李娜", "收集竞争对手信息", trap="口头汇报,不计入", 汇报形式="口头")
oral = add(datetime(2024, 3, 14, 16, 20), "李娜", "收集竞争对手信息", 汇报形式="口头")
written = add(datetime(2024, 3, 14, 16, 20), "李娜", "收集竞争对手信息", trap="编号重复:口头更正为书面(录入晚者为准)", late=datetime(2024, 3, 15, 9, 20), 汇报形式="书面")
add(datetime(2024, 2, 28, 14, 30), "刘洋", "收集竞争对手信息", trap="汇报形式为空,足以左右结果", 汇报形式="")
add(datetime(2024, 3, 7, 14, 30), "刘洋", "收集竞争对手信息", trap="汇报形式为空,不影响结果", 汇报形式="")
bad_time = add(datetime(2024, 3, 7, 10, 0), "李娜", "上门访问客户", trap="时间无法识别", 客户=section_names("李娜")[41])
bad_time["时间"] = "2024-03-32 10:00"
repeat = next(r for _, _, r in records if r["人员"] == "李娜" and r["活动"] == "上门访问客户" and r["时间"] > "2024-03-12")
add(datetime(2024, 3, 14, 15, 30), "李娜", "上门访问客户", trap="同一客户一周内第二次上门(按家计一家)", 客户=repeat["客户"])
add(datetime(2024, 3, 13, 10, 10), "刘洋", "上门访问客户", trap="客户为空,足以左右结果", 客户="")
add(datetime(2024, 3, 20, 10, 10), "刘洋", "上门访问客户", trap="客户为空,不影响结果", 客户="")
add(datetime(2024, 3, 15, 18, 0), "张伟", "团建聚餐", trap="词汇表里没有的活动")
add(datetime(2024, 4, 19, 18, 0), "刘洋", "团建聚餐")
add(datetime(2024, 3, 19, 9, 40), "孙晓明", "上门访问客户", trap="人员表里没有的人", 客户=NAMES[300])
add(datetime(2024, 3, 19, 11, 5), "孙晓明", "电话访问客户", 客户=NAMES[301])
exported_twice = add(datetime(2024, 3, 12, 11, 25), "李娜", "开发新客户", trap="编号重复:同一记录导出两次", 客户="蓝湾酒业")

# New customers: (person, day, firm, days until the file is made or None, telephone)
NEW = [
    ("张伟", date(2024, 2, 22), "启明教育", 0, "13800010001"), ("李娜", date(2024, 2, 20), "乐友母婴", 1, "13800010002"),
    ("刘洋", date(2024, 2, 27), "万象影城", 0, "13800010003"), ("张伟", date(2024, 3, 18), "凤凰会展", 0, "13800010004"),
    ("张伟", date(2024, 3, 26), "北辰软件", 1, "13800010005"), ("李娜", date(2024, 3, 12), "蓝湾酒业", 2, ""),
    ("陈思远", date(2024, 3, 21), "青禾农业", None, ""), ("陈思远", date(2024, 3, 27), "临江地产", 0, "13800010007"),
    ("张伟", date(2024, 4, 10), "飞鸿航服", 0, "13800010008"), ("刘洋", date(2024, 4, 16), "和平影楼", 2, "13800010009"),
    ("陈思远", date(2024, 4, 24), "山水设计", 0, "13800010010"),
]
STREETS = ("人民路18号", "解放大道205号", "滨江路66号", "中山东路9号", "建设街121号")
for person, day, firm, wait, phone in NEW:
    if firm != "蓝湾酒业":
        add(at(day), person, "开发新客户", 客户=firm, trap="新客户没有建档" if wait is None else None)
    if wait is None:
        continue
    filed = day + timedelta(wait)
    trap = None if phone else "客户档案缺联系电话"
    add(at(filed, 17), person, "建立客户档案", trap=trap, 客户=firm, 地址=random.pick(STREETS), 联系人=random.pick(("王经理", "陈主任", "刘女士", "黄先生")), 联系电话=phone)
    customers.append([firm, person, filed.isoformat(), ""])

# Every customer's file is brought up to date each month, but for a few in March.
SKIPPED = {("张伟", 4), ("李娜", 0), ("刘洋", 1), ("刘洋", 5)}
for name, person, opened, closed in list(customers):
    index = [c[0] for c in customers if c[1] == person].index(name)
    for month in (2, 3, 4):
        last = date(2024, month + 1, 1) - timedelta(1)
        first = max(date(2024, month, 1), date.fromisoformat(opened))
        stop = min(last, date.fromisoformat(closed)) if closed else last
        there = days(person, first, stop) if first <= stop else []
        missed = (person, index) in SKIPPED if month == 3 else random.chance(6)
        if there and not missed:
            add(at(random.pick(there)), person, "更新客户档案", 客户=name)

# 新协议 and 新会员资料: sent and entered on the same day, but for the traps.
for person in SALES:
    for month in (2, 3, 4):
        there = days(person, date(2024, month, 1), date(2024, month + 1, 1) - timedelta(1))
        for day in random.sample(there, min(len(there), random.between(2, 3))):
            signed = number("协议号", "XY24")
            add(at(day, random.between(9, 11)), person, "新协议", 客户=random.pick(section_names(person)[:12]), 协议号=signed)
            add(at(day, random.between(13, 15)), person, "发送有关部门", 协议号=signed)
            add(at(day, random.between(15, 17)), random.pick(("林静怡", "何晓彤")), "输入电脑", 协议号=signed)
        for day in random.sample(there, min(len(there), random.between(4, 6))):
            member = number("会员号", "HY24")
            add(at(day, random.between(9, 14)), person, "新会员资料", 会员号=member)
            add(at(day, random.between(15, 17)), person, "输入电脑", 会员号=member)
add(datetime(2024, 3, 11, 16, 30), "张伟", "新协议", 客户=section_names("张伟")[3], 协议号="XY24901")
add(datetime(2024, 3, 11, 17, 10), "张伟", "发送有关部门", 协议号="XY24901")
add(datetime(2024, 3, 12, 9, 10), "林静怡", "输入电脑", trap="协议隔天才输入电脑", 协议号="XY24901")
add(datetime(2024, 3, 19, 10, 0), "刘洋", "新协议", trap="协议没有协议号", 客户=section_names("刘洋")[2], 协议号="")
add(datetime(2024, 3, 22, 17, 30), "陈思远", "新会员资料", trap="会员资料三天后才输入(隔周末)", 会员号="HY24901")
add(datetime(2024, 3, 25, 9, 20), "陈思远", "输入电脑", 会员号="HY24901")

# Meetings: the order form is sent some days ahead. (person, day, days ahead, name, guests, room)
MEETINGS = [
    ("张伟", date(2024, 2, 23), 4, "年度表彰会", "80", "三楼大厅"), ("张伟", date(2024, 3, 8), 4, "妇女节茶话会", "45", "二楼2号厅"),
    ("张伟", date(2024, 3, 15), 3, "春季订货会", "120", "三楼大厅"), ("李娜", date(2024, 2, 28), 5, "新品发布会", "60", "二楼1号厅"),
    ("李娜", date(2024, 3, 14), 2, "经销商会议", "35", "二楼1号厅"), ("李娜", date(2024, 3, 19), 6, "项目启动会", "", "四楼会议室"),
    ("刘洋", date(2024, 3, 5), 7, "安全培训", "50", "四楼会议室"), ("刘洋", date(2024, 3, 28), 6, "家长见面会", "90", "三楼大厅"),
    ("陈思远", date(2024, 3, 27), None, "业主恳谈会", "40", "二楼2号厅"), ("陈思远", date(2024, 4, 2), 5, "招聘宣讲会", "70", "三楼大厅"),
    ("张伟", date(2024, 4, 18), 6, "行业沙龙", "55", "二楼1号厅"), ("刘洋", date(2024, 4, 25), 3, "股东大会", "30", "四楼会议室"),
]
SENT_TRAP = {"春季订货会": "会议预订单恰好提前三天发送", "经销商会议": "会议预订单只提前两天", "项目启动会": "预订单缺参会人数", "安全培训": "预订单在上月发送"}
for person, day, ahead, name, guests, room in MEETINGS:
    meeting = number("会议号", "HW24")
    if ahead is not None:
        add(at(day - timedelta(ahead)), person, "发送会议预订单", trap=SENT_TRAP.get(name), 会议号=meeting, 会议名称=name, 参会人数=guests, 会议室=room)
    add(at(day, 9, 0), person, "会议开始", trap=None if ahead else "会议没有预订单", 会议号=meeting)
add(datetime(2024, 3, 21, 15, 20), "刘洋", "客人投诉", trap="客人投诉")
for person, month, last, verdict in [
    ("张伟", 2, 29, "达标"), ("李娜", 2, 29, "达标"), ("刘洋", 2, 29, "达标"), ("张伟", 3, 29, "达标"), ("李娜", 3, 20, "达标"),
    ("刘洋", 3, 29, "未达标"), ("张伟", 4, 29, "达标"), ("刘洋", 4, 29, "达标"), ("陈思远", 4, 29, "达标"),
]:
    add(datetime(2024, month, last, 16, 0), person, "热情接待每位客人", 判定=verdict)

# 美工. Tasks: (person, day, judged on the day or None, verdict)
TASKS = [
    ("周雨桐", date(2024, 2, 6), 1, "达标"), ("吴昊", date(2024, 2, 21), 1, "达标"), ("周雨桐", date(2024, 2, 27), 2, "达标"),
    ("周雨桐", date(2024, 3, 5), 1, "达标"), ("吴昊", date(2024, 3, 7), 1, "达标"), ("周雨桐", date(2024, 3, 13), 1, "未达标"),
    ("吴昊", date(2024, 3, 15), 3, "达标"), ("周雨桐", date(2024, 3, 20), 2, "达标"), ("吴昊", date(2024, 3, 27), None, ""),
    ("周雨桐", date(2024, 3, 26), 1, "达标"), ("周雨桐", date(2024, 4, 9), 1, "达标"), ("吴昊", date(2024, 4, 11), 1, "达标"),
    ("孙悦", date(2024, 4, 17), 1, "达标"), ("孙悦", date(2024, 4, 23), 2, "未达标"), ("吴昊", date(2024, 4, 24), 1, "达标"),
]
for i, (person, day, wait, verdict) in enumerate(TASKS):
    slip = f"MG24{i + 1:03}"
    add(at(day), person, "完成美工任务", trap=None if wait else "任务完成,尚未评定", 任务单号=slip)
    if wait:
        add(at(day + timedelta(wait)), person, "按美工任务通知单要求制作", 任务单号=slip, 判定=verdict)
for person, month, last, style, looks in [
    ("周雨桐", 2, 28, "达标", "达标"), ("吴昊", 2, 28, "达标", "达标"), ("周雨桐", 3, 28, "达标", "达标"), ("吴昊", 3, 28, "达标", None),
    ("周雨桐", 4, 28, "达标", "未达标"), ("吴昊", 4, 28, "达标", "达标"), ("孙悦", 4, 28, "达标", "达标"),
]:
    add(datetime(2024, month, last, 14, 0), person, "广告牌体现酒店CI", 判定=style)
    if looks:
        add(datetime(2024, month, last, 14, 10), person, "广告牌美观大方", 判定=looks)
# Promotions: (person, day, days until the board is taken in, trap)
PROMOTIONS = [
    ("周雨桐", date(2024, 2, 9), 0, None), ("吴昊", date(2024, 2, 29), 1, "促销二月底结束,三月到期"), ("周雨桐", date(2024, 3, 8), 1, None),
    ("吴昊", date(2024, 3, 10), 2, "广告牌晚一天收回"), ("周雨桐", date(2024, 3, 17), 0, None), ("吴昊", date(2024, 3, 24), 1, None),
    ("周雨桐", date(2024, 3, 31), 1, "促销三月底结束,四月才到期"), ("吴昊", date(2024, 4, 7), 1, None), ("孙悦", date(2024, 4, 21), 1, None),
]
for i, (person, day, wait, trap) in enumerate(PROMOTIONS):
    promotion = f"CX24{i + 1:02}"
    add(at(day, 17, 30), person, "促销活动结束", trap=trap, 促销编号=promotion)
    add(at(day + timedelta(wait), 17, 50), person, "收回广告牌", 促销编号=promotion)

# Numbered in the order of entry; then the repeated ids.
records.sort(key=lambda entry: entry[:2])
rows = [record for _, _, record in records]
for i, record in enumerate(rows):
    record["编号"] = f"YX24{i + 1:05}"
again["编号"], written["编号"] = wrong["编号"], oral["编号"]
rows.insert(rows.index(exported_twice) + 1, dict(exported_twice))


def write(name, header, lines):
    with open(os.path.join(HERE, name), "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(lines)


write("records.csv", COLUMNS, [[row.get(column, "") for column in COLUMNS] for row in rows])
write("people.csv", ["人员", "岗位", "部门", "入职日期", "离职日期"], [[p, post, "市场营销部", joined, left] for p, post, joined, left in PEOPLE])
write("customers.csv", ["客户", "负责人", "建档日期", "终止日期"], customers)
lines = {id(row): i + 2 for i, row in enumerate(rows)}
table = sorted((lines[id(record)], record["人员"], record["时间"], record["活动"], trap) for trap, record in traps.items())
with open(os.path.join(HERE, "README.md"), "w", encoding="utf-8") as file:
    file.write(README.format(records=len(rows), customers=len(customers), closed=closed_mid_month[0], table="\n".join("| " + " | ".join(map(str, row)) + " |" for row in table)))
