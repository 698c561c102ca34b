/**
 * MongoDB as a connection, shared by what reads and what writes it: where it is ({@link
 * io.godwit.mongodb.MongoAddress}), what its errors mean ({@link io.godwit.mongodb.MongoErrors}),
 * what its connections do ({@link io.godwit.mongodb.PoolWatch}).
 *
 * <p>{@link io.godwit.mongodb.bson} turns values into BSON and back, {@link
 * io.godwit.mongodb.source} reads collections, {@link io.godwit.mongodb.write} writes them, {@link
 * io.godwit.mongodb.undo} keeps what that overwrites and puts it back. Reading and writing do not
 * know of one another: what they share stands here.
 */
@NullMarked
package io.godwit.mongodb;

import org.jspecify.annotations.NullMarked;
