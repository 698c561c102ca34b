/**
 * A batch on its way into a table, before any statement: its records' {@link
 * io.godwit.jdbc.sql.batch.ColumnLayout}s and {@link io.godwit.jdbc.sql.batch.SinkKeys}, the {@link
 * io.godwit.jdbc.sql.batch.Slice}s that {@link io.godwit.jdbc.sql.batch.WriteOrder} makes of it,
 * and the {@link io.godwit.jdbc.sql.batch.Bisection} that tries them until every record is either
 * written or known to be refused. Knows no driver.
 */
@NullMarked
package io.godwit.jdbc.sql.batch;

import org.jspecify.annotations.NullMarked;
