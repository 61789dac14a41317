"""The 16 clauses in DuckDB, DataFusion and Polars, timed and held to the counts of the program written by hand."""

import csv
import os
import statistics
import sys
import time

FOLDER = sys.argv[1]
THREADS = int(sys.argv[2]) if len(sys.argv) > 2 else 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)
RECORDS = os.path.join(FOLDER, "records.csv")

with open(os.path.join(FOLDER, "counts.csv")) as lines:
    WANTED = {int(row["clause"]): (int(row["met"]), int(row["missed"])) for row in csv.DictReader(lines)}
with open(os.path.join(FOLDER, "workdays.csv")) as lines:
    WORKDAYS = [row["day"] for row in csv.DictReader(lines)]


def counted(clause, activity, period, periods, having, more="", what="count(*)"):
    """Periods in which something holds; the others are missed, also those without a record."""
    return f"""SELECT {clause} AS clause, person, count(*) AS met, {periods} - count(*) AS missed FROM (
        SELECT person, {period} FROM rec WHERE activity = '{activity}' {more} GROUP BY person, {period}
        HAVING {what} {having}) AS held GROUP BY person"""


def ratio(clause, activity, thousandths):
    return f"""SELECT {clause} AS clause, person,
        sum(CASE WHEN faults * 1000 <= amount * {thousandths} THEN 1 ELSE 0 END) AS met,
        sum(CASE WHEN faults * 1000 > amount * {thousandths} THEN 1 ELSE 0 END) AS missed
        FROM (SELECT person, month, sum(faults) AS faults, sum(amount) AS amount FROM rec
              WHERE activity = '{activity}' GROUP BY person, month) AS sums WHERE amount > 0 GROUP BY person"""


def answered(clause, trigger, answer, holds, more=""):
    return f"""SELECT {clause} AS clause, person, sum(met) AS met, sum(1 - met) AS missed FROM (
        SELECT t.number, min(t.person) AS person, max(CASE WHEN {holds} THEN 1 ELSE 0 END) AS met
        FROM (SELECT * FROM rec WHERE activity = '{trigger}' {more}) AS t
        LEFT JOIN (SELECT * FROM rec WHERE activity = '{answer}') AS a ON a.case_no = t.case_no
        GROUP BY t.number) AS each_trigger GROUP BY person"""


CLAUSES = [
    counted(1, "上门访问客户", "week", 52, ">= 1", "AND week < 52"),
    counted(2, "电话访问客户", "week", 52, ">= 1", "AND week < 52"),
    counted(3, "开发新客户", "month", 12, ">= 2"),
    counted(4, "上门访问客户", "month", 12, ">= 2", what="count(DISTINCT customer)"),
    counted(5, "收集竞争对手信息", "week", 52, ">= 1", "AND week < 52 AND form = '书面'"),
    """SELECT 6 AS clause, person, sum(months) AS met, sum(12 - first - months) AS missed FROM (
        SELECT person, customer, min(month) AS first, count(DISTINCT month) AS months FROM rec
        WHERE activity = '更新客户档案' GROUP BY person, customer) AS pairs GROUP BY person""",
    answered(7, "新协议", "发送有关部门", "a.day = t.day"),
    answered(8, "促销活动结束", "收回广告牌", "a.moment >= t.moment AND a.day <= t.day + 1", "AND day < 365"),
    answered(9, "会议开始", "发送会议预订单", "a.day <= t.day - 3"),
    ratio(10, "打印文件", 4),
    ratio(11, "会员卡盘点", 5),
    counted(12, "整理文件夹", "month", 12, ">= 1", "AND day_of_month <= 10"),
    """SELECT 13 AS clause, person, sum(CASE WHEN signed THEN 1 ELSE 0 END) AS met,
        sum(CASE WHEN signed THEN 0 ELSE 1 END) AS missed FROM rec WHERE activity = '收发文件' GROUP BY person""",
    """SELECT 14 AS clause, person, 12 - count(*) AS met, count(*) AS missed FROM (
        SELECT person, month FROM rec WHERE activity = '客人投诉' GROUP BY person, month) AS broken GROUP BY person""",
    counted(15, "卫生检查", "day", len(WORKDAYS), ">= 1", "AND day IN (SELECT day FROM workdays)"),
    counted(16, "签订合同", "quarter", 4, ">= 5000", what="sum(amount)"),
]
ALL = " UNION ALL ".join(CLAUSES)
# Whoever has no record of an activity at all has missed (or met) every period of it.
PERIODS = {1: 52, 2: 52, 3: 12, 4: 12, 5: 52, 12: 12, 14: 12, 15: len(WORKDAYS), 16: 4}


def check(name, rows, people):
    """`rows`: clause, how many people have any, met, missed."""
    for clause, some, met, missed in rows:
        without = PERIODS.get(clause, 0) * (people - some)
        met, missed = (met + without, missed) if clause == 14 else (met, missed + without)
        if WANTED[clause] != (met, missed):
            sys.exit(f"{name}: clause {clause} has {met} met and {missed} missed, not {WANTED[clause]}")


def timed(name, work, records):
    times = []
    for _ in range(5):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(f"{name:<36} {statistics.median(times) * 1e9 / records:>9.1f} ns/record", flush=True)


def total(rows):
    by_clause = {}
    for clause, _, met, missed in rows:
        some, all_met, all_missed = by_clause.get(clause, (0, 0, 0))
        by_clause[clause] = (some + 1, all_met + int(met), all_missed + int(missed))
    return [(clause, *counts) for clause, counts in sorted(by_clause.items())]


def polars_frame(pl):
    day = pl.col("时间").str.slice(0, 10).str.to_date("%Y-%m-%d")
    moment = pl.col("时间").str.to_datetime("%Y-%m-%d %H:%M:%S")
    start = pl.date(2024, 1, 1)
    frame = pl.read_csv(RECORDS, schema_overrides={"单号": pl.String, "数量": pl.Int64, "差错": pl.Int64})
    return frame.select(
        pl.col("人员").cast(pl.Categorical).alias("person"),
        pl.col("活动").cast(pl.Categorical).alias("activity"),
        ((day - start).dt.total_days()).cast(pl.Int32).alias("day"),
        moment.alias("moment"),
        pl.col("客户").cast(pl.Categorical).alias("customer"),
        pl.col("单号").cast(pl.Categorical).alias("case_no"),
        pl.col("汇报形式").cast(pl.Categorical).alias("form"),
        (pl.col("签收") == "是").alias("signed"),
        pl.col("数量").alias("amount"),
        pl.col("差错").alias("faults"),
        ((day - start).dt.total_days() // 7).cast(pl.Int32).alias("week"),
        (day.dt.month() - 1).cast(pl.Int32).alias("month"),
        ((day.dt.month() - 1) // 3).cast(pl.Int32).alias("quarter"),
        day.dt.day().cast(pl.Int32).alias("day_of_month"),
    ).with_row_index("number")


def polars_clauses(pl, frame, workdays):
    lazy = frame.lazy()
    of = lambda activity: lazy.filter(pl.col("activity") == activity)
    shown = lambda clause, query: query.select(
        pl.lit(clause).alias("clause"), pl.len().alias("some").cast(pl.Int64),
        pl.col("met").sum().cast(pl.Int64), pl.col("missed").sum().cast(pl.Int64))

    def counted(clause, rows, period, periods, holds):
        held = rows.group_by("person", period).agg(holds.alias("holds")).filter("holds")
        met = held.group_by("person").agg(pl.len().cast(pl.Int64).alias("met"))
        return shown(clause, met.with_columns((periods - pl.col("met")).alias("missed")))

    def ratio(clause, activity, thousandths):
        sums = of(activity).group_by("person", "month").agg(pl.col("faults").sum(), pl.col("amount").sum())
        met = (pl.col("faults") * 1000 <= pl.col("amount") * thousandths)
        return shown(clause, sums.filter(pl.col("amount") > 0).group_by("person").agg(
            met.sum().alias("met"), (~met).sum().alias("missed")))

    def answered(clause, triggers, answer, holds):
        joined = triggers.join(of(answer).select("case_no", "day", "moment"), on="case_no", how="left", suffix="_a")
        met = joined.group_by("number").agg(pl.col("person").first(), holds.fill_null(False).any().alias("met"))
        return shown(clause, met.group_by("person").agg(pl.col("met").sum(), (~pl.col("met")).sum().alias("missed")))

    weekly = pl.col("week") < 52
    pairs = of("更新客户档案").group_by("person", "customer").agg(
        pl.col("month").min().alias("first"), pl.col("month").n_unique().cast(pl.Int64).alias("months"))
    signed = of("收发文件").group_by("person").agg(
        pl.col("signed").sum().alias("met"), (~pl.col("signed")).sum().alias("missed"))
    broken = of("客人投诉").group_by("person").agg(pl.col("month").n_unique().cast(pl.Int64).alias("missed"))
    return [
        counted(1, of("上门访问客户").filter(weekly), "week", 52, pl.len() >= 1),
        counted(2, of("电话访问客户").filter(weekly), "week", 52, pl.len() >= 1),
        counted(3, of("开发新客户"), "month", 12, pl.len() >= 2),
        counted(4, of("上门访问客户"), "month", 12, pl.col("customer").n_unique() >= 2),
        counted(5, of("收集竞争对手信息").filter(weekly & (pl.col("form") == "书面")), "week", 52, pl.len() >= 1),
        shown(6, pairs.group_by("person").agg(
            pl.col("months").sum().alias("met"), (12 - pl.col("first") - pl.col("months")).sum().alias("missed"))),
        answered(7, of("新协议"), "发送有关部门", pl.col("day_a") == pl.col("day")),
        answered(8, of("促销活动结束").filter(pl.col("day") < 365), "收回广告牌",
                 (pl.col("moment_a") >= pl.col("moment")) & (pl.col("day_a") <= pl.col("day") + 1)),
        answered(9, of("会议开始"), "发送会议预订单", pl.col("day_a") <= pl.col("day") - 3),
        ratio(10, "打印文件", 4),
        ratio(11, "会员卡盘点", 5),
        counted(12, of("整理文件夹").filter(pl.col("day_of_month") <= 10), "month", 12, pl.len() >= 1),
        shown(13, signed),
        shown(14, broken.with_columns((12 - pl.col("missed")).alias("met"))),
        counted(15, of("卫生检查").filter(pl.col("day").is_in(workdays)), "day", len(workdays), pl.len() >= 1),
        counted(16, of("签订合同"), "quarter", 4, pl.col("amount").sum() >= 5000),
    ]


def run_polars(workdays):
    import polars as pl

    frame = polars_frame(pl)
    people = frame["person"].n_unique()
    score = lambda frame: [tuple(one.row(0)) for one in pl.collect_all(polars_clauses(pl, frame, workdays))]
    check("Polars", score(frame), people)
    timed(f"Polars {pl.__version__}, scores", lambda: score(frame), len(frame))
    timed(f"Polars {pl.__version__}, from CSV", lambda: score(polars_frame(pl)), len(frame))
    return frame


def run_duckdb(workdays):
    import duckdb

    def load():
        db = duckdb.connect(config={"threads": THREADS})
        db.execute("CREATE TABLE workdays AS SELECT unnest(?) AS day", [workdays])
        source = f"read_csv('{RECORDS}', header = true, all_varchar = true)"
        db.execute(f"CREATE TYPE activity_name AS ENUM (SELECT DISTINCT 活动 FROM {source})")
        db.execute(f"CREATE TYPE person_name AS ENUM (SELECT DISTINCT 人员 FROM {source})")
        db.execute(f"""CREATE TABLE rec AS SELECT row_number() OVER () AS number, 人员::person_name AS person,
            活动::activity_name AS activity, (时间::TIMESTAMP::DATE - DATE '2024-01-01')::INT AS day,
            时间::TIMESTAMP AS moment, 客户 AS customer, 单号 AS case_no, 汇报形式 AS form, 签收 = '是' AS signed,
            数量::BIGINT AS amount, 差错::BIGINT AS faults,
            ((时间::TIMESTAMP::DATE - DATE '2024-01-01') // 7)::INT AS week, month(时间::TIMESTAMP)::INT - 1 AS month,
            quarter(时间::TIMESTAMP)::INT - 1 AS quarter, day(时间::TIMESTAMP)::INT AS day_of_month FROM {source}""")
        return db

    db = load()
    records, people = db.execute("SELECT count(*), count(DISTINCT person) FROM rec").fetchone()
    score = lambda db: total(db.execute(ALL).fetchall())
    check("DuckDB", score(db), people)
    timed(f"DuckDB {duckdb.__version__}, scores", lambda: score(db), records)
    timed(f"DuckDB {duckdb.__version__}, from CSV", lambda: score(load()), records)


def run_datafusion(frame, workdays):
    import datafusion
    import pyarrow

    context = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(THREADS))
    table = frame.to_arrow()
    plain = [field.with_type(pyarrow.dictionary(pyarrow.int32(), pyarrow.string()))
             if pyarrow.types.is_dictionary(field.type) else field for field in table.schema]
    table = table.cast(pyarrow.schema(plain))
    context.register_record_batches("rec", [table.to_batches(max_chunksize=65536)])
    days = pyarrow.table({"day": pyarrow.array(workdays, pyarrow.int32())})
    context.register_record_batches("workdays", [days.to_batches()])

    def score():
        found = []
        for batch in context.sql(ALL).collect():
            columns = [batch.column(name).to_pylist() for name in ("clause", "person", "met", "missed")]
            found.extend(zip(*columns))
        return total(found)

    check("DataFusion", score(), frame["person"].n_unique())
    timed(f"DataFusion {datafusion.__version__}, scores", score, len(frame))


def main():
    from datetime import date

    workdays = [(date.fromisoformat(day) - date(2024, 1, 1)).days for day in WORKDAYS]
    frame = run_polars(workdays)
    run_duckdb(workdays)
    run_datafusion(frame, workdays)


main()
