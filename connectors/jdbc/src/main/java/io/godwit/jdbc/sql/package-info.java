/**
 * What every SQL dialect of this connector shares; knows no driver.
 *
 * <p>{@link io.godwit.jdbc.sql.Pool} hands out connections. A batch becomes {@link
 * io.godwit.jdbc.sql.Piece}s, in the order that {@link io.godwit.jdbc.sql.Schedule} finds from the
 * records' {@link io.godwit.jdbc.sql.Keys}, and {@link io.godwit.jdbc.sql.Isolation} tries them
 * until every record is either written or known to be refused.
 */
@NullMarked
package io.godwit.jdbc.sql;

import org.jspecify.annotations.NullMarked;
