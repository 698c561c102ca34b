/**
 * Values as BSON, exactly or not at all. {@link io.godwit.mongodb.bson.BsonEncoder} turns a record
 * into BSON bytes in one pass, so a value that BSON cannot hold is found before anything is sent,
 * and the driver only copies. {@link io.godwit.mongodb.bson.BsonDecoder} is the way back, from
 * bytes to bytes: types that nobody else has pass as {@link io.godwit.mongodb.bson.ForeignType}s.
 */
@NullMarked
package io.godwit.mongodb.bson;

import org.jspecify.annotations.NullMarked;
