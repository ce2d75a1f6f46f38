"""What the service says about itself."""

from marshmallow import INCLUDE, Schema, fields

from schemas.shape import Shape


class HealthSchema(Schema):
    """Whether it is well."""

    status = fields.String(required=True)
    snapshot = fields.String(metadata={"description": "the state of the stored figures"})


class DescriptionSchema(Schema):
    """An OpenAPI 3.1 document."""

    class Meta:
        unknown = INCLUDE

    openapi = fields.String(required=True)


class RulesSchema(Schema):
    """The rules in force, each with an example, from the tables that the check itself reads."""

    class Meta:
        unknown = INCLUDE

    version = fields.String(required=True)


HEALTH = Shape(HealthSchema, {"All is well": {"status": "ok"}})
DESCRIPTION = Shape(DescriptionSchema)
RULES = Shape(RulesSchema)
