package io.godwit.common.model.schema;

/**
 * A field of a unit.
 *
 * @param name as records have it
 * @param type of its values, as far as {@code known} says
 * @param known where the type is known from
 * @param required whether a record that lacks it, or has null there, fails
 */
public record Field(String name, Type type, Knowledge known, boolean required) {}
