/**
 * The MongoDB sink. {@link io.godwit.mongodb.MongoSinkConnector} opens it, {@link
 * io.godwit.mongodb.MongoSink} writes.
 *
 * <p>A batch goes out in rounds, of which each holds a key once, and a round in chunks of one
 * collection. {@link io.godwit.mongodb.BsonEncoder} turns a record into BSON bytes in one pass, so
 * a value that BSON cannot hold is found before anything is sent, and the driver only copies. What
 * the server then says of single records is read by {@link io.godwit.mongodb.MongoErrors}: a closed
 * list of its codes is the record's fault, and everything else is trouble.
 *
 * <p>No sessions and no transactions are used, so servers without them will do.
 */
@NullMarked
package io.godwit.mongodb;

import org.jspecify.annotations.NullMarked;
