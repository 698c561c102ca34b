/**
 * From what the steps have left of a record to what is written of it. A job names one place to
 * write to, or several of one connection; a place may take some units, some records, each element
 * of an array, and some fields.
 *
 * <p>{@link io.godwit.worker.entry.RecordWrites} is the way in: it makes a {@link
 * io.godwit.common.model.Write} of each record, and has the target open sinks over the tables that
 * a unit's records go to. The number of a row's table counts those of its unit, as the sink does
 * that was opened with them.
 *
 * <p>Like steps, all of this depends on the record alone, so a repeated batch writes the same rows.
 */
@NullMarked
package io.godwit.worker.entry;

import org.jspecify.annotations.NullMarked;
