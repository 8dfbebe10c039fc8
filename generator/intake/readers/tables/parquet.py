"""Parquet files, as Hugging Face serves its datasets, turned into JSON Lines. Needs the extra `parquet`."""

import tempfile
from pathlib import Path

from generator.problems import Problem

MAGIC = b"PAR1"


def parquet_as_lines(name: str, data: bytes) -> str | Problem:
    """One JSON object a row, in the order of the file, lists as lists; what cannot be read is a Problem.

    duckdb reads only files, so the bytes go through a temporary one. [I/O]
    """
    try:
        import duckdb
    except ImportError:
        return _problem(name, "parquet-extra", "reading Parquet needs duckdb", 'pip install "paper-catalog[parquet]"')
    # Extensions would be fetched from the network. One thread keeps the rows in order.
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "threads": 1,
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        path.write_bytes(data)
        try:
            with duckdb.connect(config=config) as connection:
                query = "SELECT to_json(catalog_row)::VARCHAR FROM read_parquet(?) AS catalog_row"
                rows = connection.execute(query, [str(path)]).fetchall()
        except duckdb.Error as error:
            said = str(error).split("\n")[0].replace(str(path), name)
            return _problem(name, "parquet-file", f"the file cannot be read: {said}", "download or export it again")
    return "".join(f"{row}\n" for (row,) in rows)


def _problem(name: str, code: str, message: str, hint: str) -> Problem:
    return Problem(path=name, code=code, message=message, hint=hint)
