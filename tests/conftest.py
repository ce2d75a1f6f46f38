pytest_plugins = ["tests.sql_fixtures", "tests.following_fixtures"]
