/**
 * The target of a job in any SQL database. A {@link io.godwit.jdbc.sql.tables.TableTarget} has the
 * connections and the tables that were found fit, opens a sink of {@link io.godwit.jdbc.sql.write}
 * for the units whose records are alike, and has what stands beside tables: the ledger ({@code
 * TargetLedgers}), tasks before and after the load, the undo, and what its exactness rests on.
 *
 * <p>Where the guards of tables know a baseline, a sink is a {@code GuardedSink}, which compares it
 * in each transaction; where the job keeps a ledger, it is a {@code LedgeredSink}, whose batches
 * note in their own transaction what they have settled.
 */
@NullMarked
package io.godwit.jdbc.sql.tables;

import org.jspecify.annotations.NullMarked;
