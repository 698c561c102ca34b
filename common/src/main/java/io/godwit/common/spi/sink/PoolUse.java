package io.godwit.common.spi.sink;

/**
 * How the connections of a target are used at a moment; each from 0.
 *
 * @param active connections at work
 * @param idle connections that are open and not at work
 * @param awaited threads that wait for a connection
 * @param limit the most connections
 */
public record PoolUse(int active, int idle, int awaited, int limit) {}
