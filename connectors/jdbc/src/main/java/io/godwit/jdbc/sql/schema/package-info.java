/**
 * Tables made like the units of a source: before the load with their columns and key ({@code
 * TableMaker}), after it with what is better made when all rows are there.
 *
 * <p>Each thing is a {@link io.godwit.common.model.Task} whose statements a person could type. One
 * that was carried out by a process which died before it could say so is carried out again; the
 * database then says that it is there, and {@link io.godwit.jdbc.sql.schema.TableParts}, what its
 * catalogue knows of a table beside its columns, tells whether it is the same. What is there under
 * the name and is another thing is named and left.
 */
@NullMarked
package io.godwit.jdbc.sql.schema;

import org.jspecify.annotations.NullMarked;
