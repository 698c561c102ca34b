/**
 * The MongoDB sink. {@link io.godwit.mongodb.write.MongoSinkConnector} opens it, {@link
 * io.godwit.mongodb.write.MongoSink} writes.
 *
 * <p>A batch goes out in rounds, of which each holds a key once, and a round in chunks of one
 * collection. What the server then says of single records is read by {@link
 * io.godwit.mongodb.MongoErrors}: a closed list of its codes is the record's fault, and everything
 * else is trouble.
 *
 * <p>Before and after the load {@link io.godwit.mongodb.write.TemporaryIndexes} makes and drops
 * indexes for the run alone.
 *
 * <p>Where runs can be undone, {@link io.godwit.mongodb.undo.KeepableSink} is how the sinks say
 * what they are about to leave, and {@link io.godwit.mongodb.undo.DatabaseUndo} does the rest.
 *
 * <p>No sessions and no transactions are used, so servers without them will do.
 */
@NullMarked
package io.godwit.mongodb.write;

import org.jspecify.annotations.NullMarked;
