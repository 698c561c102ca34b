/**
 * What every SQL dialect of this connector shares; knows no driver.
 *
 * <p>{@link io.godwit.jdbc.sql.Pool} hands out connections. A batch becomes {@link
 * io.godwit.jdbc.sql.Slice}s, in the order that {@link io.godwit.jdbc.sql.WriteOrder} finds from
 * the records' {@link io.godwit.jdbc.sql.SinkKeys}, and {@link io.godwit.jdbc.sql.Bisection} tries
 * them until every record is either written or known to be refused.
 */
@NullMarked
package io.godwit.jdbc.sql;

import org.jspecify.annotations.NullMarked;
