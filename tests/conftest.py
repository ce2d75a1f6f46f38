pytest_plugins = ["tests.sql_fixtures"]
