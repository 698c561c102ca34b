/**
 * MongoDB collections as a source. {@link io.godwit.mongodb.source.MongoSourceConnector} opens it.
 *
 * <p>{@link io.godwit.mongodb.source.CollectionChoice} says which collections a job means, {@link
 * io.godwit.mongodb.source.RangePlanner} cuts each into {@link io.godwit.mongodb.source.IdRange}s,
 * and a {@link io.godwit.mongodb.source.DocumentReader} reads one of them in the order of {@code
 * _id}. MongoDB compares only what is of one type with one another, so a range never leaves its
 * {@link io.godwit.mongodb.source.IdBracket}; and where a range ends, or a reader stopped, is kept
 * as the very bytes of an id ({@link io.godwit.mongodb.bson.RawValue}).
 *
 * <p>By a {@link io.godwit.mongodb.source.CollectionWatermark} a run reads what is new: its two
 * ends stand in each split ({@link io.godwit.mongodb.source.SplitRange}) beside the range of ids,
 * and are one more condition of every query.
 *
 * <p>A document goes from the driver's bytes straight to those of the wire ({@link
 * io.godwit.mongodb.bson.BsonDecoder}); what cannot be read is answered in its place and disturbs
 * nothing. Sessions are used for reads of one state, where {@link
 * io.godwit.mongodb.source.ServerFeatures} finds that there are such, and for nothing else.
 */
@NullMarked
package io.godwit.mongodb.source;

import org.jspecify.annotations.NullMarked;
