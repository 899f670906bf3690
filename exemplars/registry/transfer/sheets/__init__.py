"""Lists that staff bring: a sheet of a workbook or a CSV file, one exemplar in each row."""
