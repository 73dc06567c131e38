"""Runs migrations on the connection, and in the transaction, that `govbot.record.migrate` hands over."""

from alembic import context

from govbot.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
