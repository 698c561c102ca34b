/**
 * What is known of records before the first one: {@link io.godwit.common.model.schema.Schema} says
 * the fields of a unit with their {@link io.godwit.common.model.schema.Type}, and how sure that is.
 * {@link io.godwit.common.model.schema.FieldType} are the types that a job file can name for texts;
 * {@link io.godwit.common.model.schema.Structure} is what a target needs beyond, to make a table
 * like the source's.
 */
@NullMarked
package io.godwit.common.model.schema;

import org.jspecify.annotations.NullMarked;
