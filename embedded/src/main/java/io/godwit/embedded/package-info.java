/**
 * The servers of the laptop mode, real ones: an Apache Kafka broker, PostgreSQL, and a MongoDB
 * stand-in. Start at {@link io.godwit.embedded.EmbeddedStack}.
 *
 * <p>All state lives in one folder, the home ({@code .godwit/}):
 *
 * <pre>
 * lock, lock.holder      held while a stack is open; the second file says by whom
 * ports.properties       chosen once, kept while they are free
 * logs/                  broker.log, postgresql.log, mongodb.log
 * broker/                broker.properties, data/, its class archive, its process mark
 * postgresql/            data/, its guard's process mark
 * mongodb/               data.mv, its process mark
 * bin/                   PostgreSQL's unpacked programs
 * </pre>
 *
 * <p>No server outlives the process that started it. Broker and MongoDB are JVMs whose standard
 * input is a pipe from here: at its end, which even {@code kill -9} of this process brings, they
 * stop ({@link io.godwit.embedded.ParentWatch}). PostgreSQL gets the same from a shell that guards
 * it. Whatever a dead process left running all the same is found by its process mark and ended
 * before a server starts.
 */
@NullMarked
package io.godwit.embedded;

import org.jspecify.annotations.NullMarked;
