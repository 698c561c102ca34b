/**
 * Rows of a table of which the source has no record any more: how they are found, and deleted or
 * marked.
 *
 * <p>{@link io.godwit.jdbc.sql.gone.GoneRows} is one table with what the sink says of it. A {@link
 * io.godwit.jdbc.sql.gone.GoneSearch} is one transaction: the keys of all records go into a staging
 * table with the types and collations of the key's columns ({@link
 * io.godwit.jdbc.sql.gone.KeyStage}), and the database says which rows of the job have none among
 * them. So it is the target's own equality that decides what a key is, and no copy of it here. What
 * was found is taken away in batches, each a transaction that finds its rows by their keys anew and
 * asks once more whether they are the job's: done twice, it does nothing the second time.
 */
@NullMarked
package io.godwit.jdbc.sql.gone;

import org.jspecify.annotations.NullMarked;
