package io.godwit.bench.fleet;

/**
 * What a role has needed of memory at most.
 *
 * @param resident in RAM, in bytes
 * @param heap of the Java heap before a collection, in bytes
 */
public record Memory(String role, long resident, long heap) {}
