/**
 * How records and messages look on Kafka.
 *
 * <p>A work record is one Kafka message: its key is the text of the record's {@link
 * io.godwit.common.model.Key}, its value the fields in CBOR, its headers plain text ({@link
 * io.godwit.common.wire.WorkMessages}). A {@link io.godwit.common.wire.Receipt} holds the outcomes
 * of one batch; its first part is enough for the totals, so whoever counts never decodes the rest.
 * What few write and people read (plans, progress, totals, job entries) is JSON ({@link
 * io.godwit.common.wire.Json}).
 */
@NullMarked
package io.godwit.common.wire;

import org.jspecify.annotations.NullMarked;
