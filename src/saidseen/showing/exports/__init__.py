"""Coded events as tables for other programs: CSV, Parquet, and rows in the form of GDELT's event table.

Everything here renders what was heard of documents; ``docs/exports.md`` explains every column.
"""
