"""Runs the migrations on the connection that the record hands over, inside its transaction."""

from alembic import context

from bongsu.record.schema import VERSION

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, version_table=VERSION)
context.run_migrations()
