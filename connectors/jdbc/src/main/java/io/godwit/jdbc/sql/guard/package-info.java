/**
 * The guard of tables that may be altered while they are written to, for every database that can
 * lock and look. A {@link io.godwit.jdbc.sql.guard.TableGuard} locks and looks at the beginning of
 * each transaction, and compares by meaning ({@code Alteration}) what the run began with and what
 * is ({@link io.godwit.jdbc.sql.guard.TableFacts}). What a look is, a dialect says: {@link
 * io.godwit.jdbc.sql.guard.TableLooking}.
 */
@NullMarked
package io.godwit.jdbc.sql.guard;

import org.jspecify.annotations.NullMarked;
