/**
 * Tables made like the units of a source: before the load with their columns and key ({@code
 * TableMaker}), after it with what is better made when all rows are there.
 *
 * <p>Each thing is a {@link io.godwit.common.model.Task} whose statements a person could type. What
 * a table that is there already lacks is told by {@link io.godwit.jdbc.sql.schema.TableParts}, what
 * its catalogue knows of it beside its columns: they are compared by their columns and not by their
 * names. A task that was carried out by a process which died before it could say so is carried out
 * again; the database then says that the thing is there, which counts as done ({@link
 * io.godwit.jdbc.sql.schema.TaskCall}).
 */
@NullMarked
package io.godwit.jdbc.sql.schema;

import org.jspecify.annotations.NullMarked;
