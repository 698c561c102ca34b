/**
 * How records and messages look on Kafka.
 *
 * <p>Here is what a record meets on its way: packs and receipts, and the totals of these. Their
 * bytes are made in {@code wire.cbor}; records that have failed have {@code wire.letter}, and what
 * is told of a run as a whole {@code wire.run}.
 *
 * <p>Work records travel in packs, some records of one split for one partition in one Kafka
 * message: {@link io.godwit.common.wire.WorkPacker} fills them, {@link
 * io.godwit.common.wire.PackDecoder} opens them. A dead letter is one record again. A {@link
 * io.godwit.common.wire.Receipt} holds the outcomes of one batch; its first part is enough for the
 * totals, so whoever counts never decodes the rest. What few write and people read (plans,
 * progress, totals, job entries) is JSON ({@link io.godwit.common.wire.run.Json}).
 */
@NullMarked
package io.godwit.common.wire;

import org.jspecify.annotations.NullMarked;
