"""records.parquet out of records.csv, as a warehouse would write it: typed columns, dictionaries, Snappy."""

import os
import sys

import pyarrow
import pyarrow.csv
import pyarrow.parquet

FOLDER = sys.argv[1]
TEXTS = ["人员", "活动", "客户", "单号", "汇报形式"]
KINDS = {name: pyarrow.string() for name in TEXTS} | {
    "时间": pyarrow.timestamp("s"), "签收": pyarrow.bool_(), "数量": pyarrow.int64(), "差错": pyarrow.int64()}

path = os.path.join(FOLDER, "records.parquet")
if not os.path.exists(path):
    convert = pyarrow.csv.ConvertOptions(
        column_types=KINDS, strings_can_be_null=True, null_values=[""], true_values=["是"], false_values=["否"])
    table = pyarrow.csv.read_csv(os.path.join(FOLDER, "records.csv"), convert_options=convert)
    pyarrow.parquet.write_table(table, path + ".part", compression="snappy")
    os.rename(path + ".part", path)
