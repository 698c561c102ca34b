package io.godwit.common.spec;

/**
 * A kind of connection that leads to a store of objects: a folder, a container, a bucket. Rows are
 * looked up in the files of records that it holds.
 */
public interface StoreConnection extends LookupConnection {}
