"""The files themselves: CSV, workbooks and JSON, each written and read row by row."""
