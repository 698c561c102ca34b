/**
 * Runs are watched from outside, while they happen and without a line changed in them: {@link
 * io.godwit.testkit.watch.Watch} follows the topics of a job and the writes at its target, and
 * offers what it sees to the guarantees of {@code testkit.guarantee}.
 *
 * <p>The writes at PostgreSQL are read from its own log, by a logical replication slot with the
 * output of {@code test_decoding}. A trigger that keeps a table of writes was rejected: sinks
 * compare the triggers of a table with those that it had, and a trigger forbids some ways to write,
 * so the run that is watched would be another one. So was a publication: it makes the server refuse
 * updates of a table whose primary key a test has dropped. A slot needs {@code wal_level=logical},
 * which {@code testkit.env} gives to the servers of tests.
 *
 * <p>The writes at MongoDB are not seen: the stand-in has no change streams. Of such runs the
 * topics are watched, and the target is compared at its end.
 */
@NullMarked
package io.godwit.testkit.watch;

import org.jspecify.annotations.NullMarked;
