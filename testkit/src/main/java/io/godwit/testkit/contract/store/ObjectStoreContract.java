package io.godwit.testkit.contract.store;

/**
 * What every store of objects keeps to, split by topic. A connector's test implements it, and so
 * runs it against the real thing of its kind, or against the emulator that stands for it.
 */
public interface ObjectStoreContract
    extends StoreListing, StoreReading, StorePutting, StoreBadContent, StoreNames {}
