package io.godwit.mongodb.write;

/**
 * A collection that a sink writes to.
 *
 * @param target what it is
 * @param guard sees to it that it stays so
 */
record GuardedCollection(MongoSink.Target target, CollectionGuard guard) {}
