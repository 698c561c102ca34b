/**
 * The lookup in a collection: {@link io.godwit.mongodb.lookup.MongoLookup} asks for many keys with
 * one query ({@code $in} for one field, {@code $or} for several), by a unique index that {@link
 * io.godwit.mongodb.lookup.MongoLookupConnector} has found beforehand.
 */
@NullMarked
package io.godwit.mongodb.lookup;

import org.jspecify.annotations.NullMarked;
