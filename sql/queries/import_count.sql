-- Notes what an import brought.
update import
set
    rows_read = %(rows_read)s,
    figures_added = %(figures_added)s,
    vintages_added = %(vintages_added)s,
    unchanged = %(unchanged)s
where import_id = %(import_id)s
