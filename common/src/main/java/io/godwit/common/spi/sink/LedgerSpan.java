package io.godwit.common.spi.sink;

/**
 * Where the records in a partition's hands stand in it, by offsets in Kafka.
 *
 * @param from of the first of them
 * @param next behind the last of them: once that is settled, nobody asks after them any more
 * @param settled up to which this owner knows all to be settled; 0 where it knows of nothing
 */
public record LedgerSpan(long from, long next, long settled) {}
