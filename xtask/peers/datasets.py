"""Data sets that packages ship, as plain CSV.

usage: datasets.py cdnow OUT             all purchases of CDNOW, from the package lifetimes
       datasets.py telco FOLDER OUT      customers of a telephone company, from the unpacked r-cran-modeldata
       datasets.py supermarket FILE OUT  baskets of a supermarket, from the ARFF file of the package weka
       datasets.py retail OUT            baskets of a Belgian shop, from the sources of the package pyfpgrowth
       datasets.py groceries FILE OUT    baskets of a file with one basket a line, its items separated by commas
"""

import csv
import hashlib
import io
import lzma
import pathlib
import re
import struct
import sys
import tarfile
import urllib.parse
import urllib.request
import warnings
import zlib


def cdnow(out):
    import lifetimes.datasets

    file = pathlib.Path(lifetimes.datasets.__file__).with_name("CDNOW_master.txt")
    with open(out, "w", newline="") as sink:
        rows = csv.writer(sink, lineterminator="\n")
        rows.writerow(["customer_id", "date", "quantity", "amount"])
        for line in file.read_text().splitlines()[1:]:
            if line.strip():
                customer, day, quantity, amount = line.split()
                rows.writerow([int(customer), f"{day[:4]}-{day[4:6]}-{day[6:]}", quantity, amount])


def telco(folder, out):
    """R keeps the sets of a package in one file, each packed by itself; a second file says where."""
    import rdata

    warnings.simplefilter("ignore")
    base = pathlib.Path(folder) / "usr/lib/R/site-library/modeldata/data/Rdata"
    index = rdata.read_rds(base.with_suffix(".rdx"))
    at, length = (int(number) for number in index["variables"]["wa_churn"])
    packed = base.with_suffix(".rdb").read_bytes()[at : at + length]
    (size,) = struct.unpack(">i", packed[:4])
    if packed[4:5] == b"Z":
        lzma2 = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME}]
        raw = lzma.decompress(packed[5:], format=lzma.FORMAT_RAW, filters=lzma2)
    else:
        raw = zlib.decompress(packed[4:])
    assert len(raw) == size, "the set is cut off"
    table = rdata.conversion.convert(rdata.parser.parse_data(raw))
    left = table.pop("churn")
    table.insert(0, "id", range(len(table)))
    table["churn"] = left
    table.to_csv(out, index=False)


def baskets(named, out):
    numbers = {}
    with open(out, "w", newline="") as sink:
        rows = csv.writer(sink, lineterminator="\n")
        rows.writerow(["basket", "item"])
        for basket, items in enumerate(named):
            for item in items:
                rows.writerow([basket, numbers.setdefault(item, len(numbers))])


def supermarket(file, out):
    """Attributes with the value t are what is in the basket; departments and the total are no articles."""
    names, named, in_data = [], [], False
    for line in pathlib.Path(file).read_text().splitlines():
        if line.lower().startswith("@attribute"):
            names.append(line.split("'")[1] if "'" in line else line.split()[1])
        elif line.lower().startswith("@data"):
            in_data = True
        elif in_data and line.strip():
            cells = line.split(",")
            named.append([n for n, c in zip(names, cells) if c == "t" and not n.startswith("department")])
    baskets(named, out)


def retail(out):
    """T. Brijs et al., "Using association rules for product assortment decisions", KDD 1999. Only unpacked, not run."""
    index = "https://pypi.org/simple/pyfpgrowth/"
    digest = "a3e5780385241d90d3ae5cabcca767eb65427b0a908014d42164b3ea8899f1d0"
    with urllib.request.urlopen(index, timeout=60) as page:
        links = re.findall(r'href="([^"#]+\.tar\.gz)', page.read().decode())
    with urllib.request.urlopen(urllib.parse.urljoin(index, links[-1]), timeout=60) as answer:
        packed = answer.read()
    assert hashlib.sha256(packed).hexdigest() == digest, "another file than the one that was looked at"
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        text = archive.extractfile("pyfpgrowth-1.0/tests/belgian_retail_baskets.dat").read().decode()
    baskets([line.split() for line in text.splitlines() if line.strip()], out)


def groceries(file, out):
    lines = pathlib.Path(file).read_text().splitlines()
    baskets([[item.strip() for item in line.split(",") if item.strip()] for line in lines if line.strip()], out)


if __name__ == "__main__":
    known = {"cdnow": cdnow, "telco": telco, "supermarket": supermarket, "retail": retail, "groceries": groceries}
    known[sys.argv[1]](*sys.argv[2:])
