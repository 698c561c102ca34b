package io.godwit.common.spec;

/** A kind of connection that leads to a store of objects: a folder, a container, a bucket. */
public interface StoreConnection extends ConnectionSpec {}
