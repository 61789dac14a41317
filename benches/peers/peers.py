"""The 16 clauses in DuckDB, DataFusion and Polars, timed and held to the counts of the program written by hand."""

import csv
import os
import statistics
import sys
import time

FOLDER = sys.argv[1]
THREADS = int(sys.argv[2]) if len(sys.argv) > 2 else 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)
FILES = [(kind, os.path.join(FOLDER, "records." + kind)) for kind in ("csv", "jsonl", "parquet")]
FILES = [(kind, path) for kind, path in FILES if os.path.exists(path)]

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
    print(f"{name}\t{THREADS}\t{statistics.median(times) * 1e9 / records:.1f}", flush=True)


def total(rows):
    by_clause = {}
    for clause, _, met, missed in rows:
        some, all_met, all_missed = by_clause.get(clause, (0, 0, 0))
        by_clause[clause] = (some + 1, all_met + int(met), all_missed + int(missed))
    return [(clause, *counts) for clause, counts in sorted(by_clause.items())]


def polars_frame(pl, kind, path):
    moment, signed = pl.col("时间"), pl.col("签收")
    texts = {name: pl.String for name in ("人员", "活动", "时间", "客户", "单号", "汇报形式", "签收")}
    schema = texts | {"数量": pl.Int64, "差错": pl.Int64}
    if kind == "csv":
        frame = pl.read_csv(path, schema=schema)
    elif kind == "jsonl":
        frame = pl.read_ndjson(path, schema=schema)
    else:
        frame = pl.read_parquet(path)
    if kind != "parquet":
        moment, signed = moment.str.to_datetime("%Y-%m-%d %H:%M:%S"), signed == "是"
    date = pl.col("moment").dt.date()
    day = (date - pl.date(2024, 1, 1)).dt.total_days().cast(pl.Int32)
    return frame.lazy().select(
        pl.col("人员").cast(pl.Categorical).alias("person"),
        pl.col("活动").cast(pl.Categorical).alias("activity"),
        moment.alias("moment"),
        pl.col("客户").cast(pl.Categorical).alias("customer"),
        pl.col("单号").cast(pl.Categorical).alias("case_no"),
        pl.col("汇报形式").cast(pl.Categorical).alias("form"),
        signed.alias("signed"),
        pl.col("数量").alias("amount"),
        pl.col("差错").alias("faults"),
    ).with_columns(day.alias("day")).with_columns(
        (pl.col("day") // 7).alias("week"),
        (date.dt.month() - 1).cast(pl.Int32).alias("month"),
        ((date.dt.month() - 1) // 3).cast(pl.Int32).alias("quarter"),
        date.dt.day().cast(pl.Int32).alias("day_of_month"),
    ).with_row_index("number").collect()


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

    score = lambda frame: [tuple(one.row(0)) for one in pl.collect_all(polars_clauses(pl, frame, workdays))]
    name = f"Polars {pl.__version__}"
    for place, (kind, path) in enumerate(FILES):
        frame = polars_frame(pl, kind, path)
        check(f"Polars, {kind}", score(frame), frame["person"].n_unique())
        if place == 0:
            first = frame
            timed(f"{name}, in memory, scores", lambda: score(frame), len(frame))
        timed(f"{name}, records.{kind}, scores", lambda: score(polars_frame(pl, kind, path)), len(frame))
    return first


KINDS = {"人员": "VARCHAR", "活动": "VARCHAR", "时间": "TIMESTAMP", "客户": "VARCHAR", "单号": "VARCHAR",
         "汇报形式": "VARCHAR", "签收": "VARCHAR", "数量": "BIGINT", "差错": "BIGINT"}


def duckdb_source(kind, path):
    columns = "{" + ", ".join(f"'{name}': '{of}'" for name, of in KINDS.items()) + "}"
    if kind == "csv":
        return f"read_csv('{path}', header = true, columns = {columns})", "签收 = '是'"
    if kind == "jsonl":
        return f"read_json('{path}', format = 'newline_delimited', columns = {columns})", "签收 = '是'"
    return f"read_parquet('{path}')", "签收"


def run_duckdb(workdays):
    import duckdb

    def load(kind, path, enums):
        db = duckdb.connect(config={"threads": THREADS})
        db.execute("CREATE TABLE workdays AS SELECT unnest(?) AS day", [workdays])
        source, signed = duckdb_source(kind, path)
        person, activity = "人员", "活动"
        if enums:
            db.execute(f"CREATE TYPE activity_name AS ENUM (SELECT DISTINCT 活动 FROM {source})")
            db.execute(f"CREATE TYPE person_name AS ENUM (SELECT DISTINCT 人员 FROM {source})")
            person, activity = "人员::person_name", "活动::activity_name"
        db.execute(f"""CREATE TABLE rec AS SELECT row_number() OVER () AS number, {person} AS person,
            {activity} AS activity, (时间::DATE - DATE '2024-01-01')::INT AS day,
            时间 AS moment, 客户 AS customer, 单号 AS case_no, 汇报形式 AS form, {signed} AS signed,
            数量 AS amount, 差错 AS faults,
            ((时间::DATE - DATE '2024-01-01') // 7)::INT AS week, month(时间)::INT - 1 AS month,
            quarter(时间)::INT - 1 AS quarter, day(时间)::INT AS day_of_month FROM {source}""")
        return db

    score = lambda db: total(db.execute(ALL).fetchall())
    name = f"DuckDB {duckdb.__version__}"
    for place, (kind, path) in enumerate(FILES):
        db = load(kind, path, True)
        records, people = db.execute("SELECT count(*), count(DISTINCT person) FROM rec").fetchone()
        check(f"DuckDB, {kind}", score(db), people)
        if place == 0:
            timed(f"{name}, in memory, scores", lambda: score(db), records)
        check(f"DuckDB, {kind}, texts", score(load(kind, path, False)), people)
        timed(f"{name}, records.{kind}, enums, scores", lambda: score(load(kind, path, True)), records)
        timed(f"{name}, records.{kind}, texts, scores", lambda: score(load(kind, path, False)), records)


def run_datafusion(frame, workdays):
    import datafusion
    import pyarrow

    days = pyarrow.table({"day": pyarrow.array(workdays, pyarrow.int32())})

    def context():
        made = datafusion.SessionContext(datafusion.SessionConfig().with_target_partitions(THREADS))
        made.register_record_batches("workdays", [days.to_batches()])
        return made

    def score(context):
        found = []
        for batch in context.sql(ALL).collect():
            columns = [batch.column(name).to_pylist() for name in ("clause", "person", "met", "missed")]
            found.extend(zip(*columns))
        return total(found)

    def load(kind, path):
        made = context()
        text = pyarrow.string()
        schema = pyarrow.schema([
            (column, {"TIMESTAMP": pyarrow.timestamp("s"), "BIGINT": pyarrow.int64()}.get(of, text))
            for column, of in KINDS.items()])
        signed = "\"签收\" = '是'"
        if kind == "csv":
            made.register_csv("source", path, schema=schema, has_header=True)
        elif kind == "jsonl":
            made.register_json("source", path, schema=schema, file_extension=".jsonl")
        else:
            made.register_parquet("source", path)
            signed = "\"签收\""
        # 19,723 days lie between 1970 and 2024.
        made.sql(f"""CREATE TABLE rec AS SELECT *, day / 7 AS week FROM (SELECT row_number() OVER () AS number,
            "人员" AS person, "活动" AS activity, "时间" AS moment,
            CAST(floor(date_part('epoch', "时间") / 86400) AS BIGINT) - 19723 AS day,
            "客户" AS customer, "单号" AS case_no, "汇报形式" AS form, {signed} AS signed, "数量" AS amount,
            "差错" AS faults, CAST(date_part('month', "时间") AS INT) - 1 AS month,
            CAST(date_part('quarter', "时间") AS INT) - 1 AS quarter,
            CAST(date_part('day', "时间") AS INT) AS day_of_month FROM source)""").collect()
        return made

    table = frame.to_arrow()
    plain = [field.with_type(pyarrow.dictionary(pyarrow.int32(), pyarrow.string()))
             if pyarrow.types.is_dictionary(field.type) else field for field in table.schema]
    table = table.cast(pyarrow.schema(plain))
    memory = context()
    memory.register_record_batches("rec", [table.to_batches(max_chunksize=65536)])
    people = frame["person"].n_unique()
    check("DataFusion", score(memory), people)
    name = f"DataFusion {datafusion.__version__}"
    timed(f"{name}, in memory, scores", lambda: score(memory), len(frame))
    for kind, path in FILES:
        check(f"DataFusion, {kind}", score(load(kind, path)), people)
        timed(f"{name}, records.{kind}, scores", lambda: score(load(kind, path)), len(frame))


def main():
    from datetime import date

    workdays = [(date.fromisoformat(day) - date(2024, 1, 1)).days for day in WORKDAYS]
    frame = run_polars(workdays)
    run_duckdb(workdays)
    run_datafusion(frame, workdays)


main()
